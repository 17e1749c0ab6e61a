"""Compares the tables with the acts, and writes them anew from the acts."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from xiezhi.casework import projectors
from xiezhi.casework.engine import KIND, subject_of
from xiezhi.casework.models import Proceeding
from xiezhi.casework.projectors import Step
from xiezhi.law.acts import Act
from xiezhi.law.refusals import Refused
from xiezhi.law.replay import steps
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.packs import pack_of
from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_of, subjects_of


def differences() -> Iterator[Difference]:
    """Yield every projected row that the acts do not lead to, and every one that is missing."""
    present = {str(pk) for pk in Proceeding.objects.values_list("pk", flat=True)}
    for gone in sorted(subjects_of(KIND) - present):
        yield Difference(gone, "件", "", "账本中有这一件的办案行为，表中没有这一件")
    for proceeding in Proceeding.objects.order_by("number").iterator():
        yield from differences_of(proceeding)


def differences_of(proceeding: Proceeding) -> list[Difference]:
    """Return one proceeding's differences; what is written to compare is rolled back."""
    name = proceeding.number
    with transaction.atomic():
        Proceeding.objects.select_for_update().get(pk=proceeding.pk)
        stored = _rows(proceeding.pk)
        point = transaction.savepoint()
        try:
            project_again(proceeding)
            replayed = _rows(proceeding.pk)
        except (Refused, LedgerError) as error:
            return [Difference(name, "账本", "", f"不能重放：{error}")]
        finally:
            transaction.savepoint_rollback(point)
    return [
        Difference(name, room, *pair)
        for room in stored
        for pair in _unequal(stored[room], replayed[room])
    ]


def rebuild() -> int:
    """Write every proceeding's rows anew and return how many rows there are."""
    written = 0
    for proceeding in Proceeding.objects.order_by("number").iterator():
        with transaction.atomic():
            Proceeding.objects.select_for_update().get(pk=proceeding.pk)
            project_again(proceeding)
            written += sum(len(rows) for rows in _rows(proceeding.pk).values())
    return written


def project_again(proceeding: Proceeding) -> None:
    """Forget a proceeding's rows and project its acts, one by one, under the packs of their days.

    Raises:
        Refused: the acts on file are not a lawful history.
        LedgerError: a pack under which they were done is missing or was changed.
    """
    for projector in reversed(projectors.registered()):
        projector.forget(proceeding.pk)
    entries = entries_of(subject_of(proceeding.pk))
    acts = [Act(one.kind, one.at, one.by, one.capacity, one.data) for one in entries]
    versions = [one.rule_version for one in entries]
    done = zip(acts, versions, strict=True)
    replayed = steps(proceeding.procedure_id, done, packs=pack_of)
    for entry, act, (_, before, after) in zip(entries, acts, replayed, strict=True):
        place = (proceeding.pk, entry.seq, entry.sha256, entry.rule_version)
        projectors.project(Step(*place, act, before, after))


def _rows(proceeding_id: UUID) -> dict[str, list[tuple[object, ...]]]:
    return {p.name: p.rows(proceeding_id) for p in projectors.registered()}


def _unequal(
    stored: list[tuple[object, ...]], replayed: list[tuple[object, ...]]
) -> Iterator[tuple[str, str]]:
    extra = [row for row in stored if row not in replayed]
    missing = [row for row in replayed if row not in stored]
    for number in range(max(len(extra), len(missing))):
        yield (
            str(extra[number]) if number < len(extra) else "无",
            str(missing[number]) if number < len(missing) else "无",
        )
