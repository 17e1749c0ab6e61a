"""Compares the rows of accountability with what the ledger says, and writes them anew from it."""

from collections.abc import Iterator
from uuid import UUID

from xiezhi.accountability.actions.recording import named_in, project
from xiezhi.accountability.course import SUBJECT, course_of, stage_of
from xiezhi.accountability.models import LiabilityCase
from xiezhi.law import Act
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_of, subjects_of

NAME = "司法责任追究"
NONE = "（没有）"


def _acts(key: str) -> tuple[list[Act], int]:
    entries = entries_of((SUBJECT, key))
    return [Act(e.kind, e.at, e.by, e.capacity, e.data) for e in entries], entries[-1].seq


def differences() -> Iterator[Difference]:
    """Yield every matter whose stage or names are not what its acts add up to."""
    known = {str(row.pk): row for row in LiabilityCase.objects.prefetch_related("named")}
    for key in sorted(subjects_of(SUBJECT)):
        course = course_of(_acts(key)[0])
        row = known.pop(key, None)
        if row is None:
            yield Difference(key, "stage", NONE, stage_of(course))
            continue
        if row.stage != stage_of(course):
            yield Difference(row.number, "stage", row.stage, stage_of(course))
        named = {(one.standing, one.code) for one in row.named.all()}
        if named != named_in(course):
            said = (str(sorted(named)), str(sorted(named_in(course))))
            yield Difference(row.number, "named", *said)
    for row in known.values():
        yield Difference(row.number, "stage", row.stage, "账本没有记载")


def rebuild() -> int:
    """Write stage and names of every matter anew; return how many."""
    keys = sorted(subjects_of(SUBJECT))
    for key in keys:
        acts, seq = _acts(key)
        row = LiabilityCase.objects.get(pk=UUID(key))
        row.named.all().delete()
        project(row, course_of(acts), seq)
    return len(keys)
