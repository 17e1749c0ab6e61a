"""Writes a step into the ledger and the rows that pages list, in the caller's transaction."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from xiezhi.accountability.course import SUBJECT, Course, stage_of
from xiezhi.accountability.models import LiabilityCase, Named
from xiezhi.law import Act
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.ledger.selectors import EntryRow
from xiezhi.organs import selectors as organs


def record_step(case: LiabilityCase, act: Act) -> EntryRow:
    """Add an act to the chain of the unit that examines."""
    return record(
        chain=case.procuratorate,
        subject=(SUBJECT, str(case.pk)),
        act=act,
        rule=f"accountability.{act.kind}",
        rule_version=keep_pack(packs.in_force()),
    )


def number_of(case: LiabilityCase, seq: int) -> str:
    """The number of a matter: the unit, the year, and its first entry's place in the chain."""
    short = organs.procuratorate(case.procuratorate).short_name
    return f"{short}检督责〔{timezone.localdate(case.opened_at).year}〕{seq}号"


def open_once(
    find: Callable[[], LiabilityCase | None], make: Callable[[], LiabilityCase]
) -> tuple[LiabilityCase, bool]:
    """Return the open matter, or open one; say whether it is new.

    When another opens it at the same moment nothing of the second is written: it is found instead.
    """
    known = find()
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        known = find()
        if known is None:
            raise
        return known, False


def project(case: LiabilityCase, course: Course, seq: int) -> None:
    """Write what lists and access read: the stage, and who is named in the matter."""
    case.stage, case.last_seq = stage_of(course), seq
    case.save()
    for standing, code in sorted(named_in(course)):
        Named.objects.get_or_create(case=case, standing=standing, code=code)


def named_in(course: Course) -> set[tuple[str, str]]:
    """Who besides inspection and chief has to do with a matter, by its acts.

    The person concerned is told with the inquiry, or with the clarification of what was untrue.
    """
    found = set()
    for act in course.acts:
        if act.kind in ("open_inquiry", "approve_clarification"):
            found.add((str(Named.As.CONCERNED), str(act.data["person"])))
        elif act.kind == "assign_reviewer":
            found.add((str(Named.As.REVIEWER), str(act.data["reviewer"])))
        elif act.kind == "submit_discipline":
            found.add((str(Named.As.OFFICE), str(act.data["committee"])))
    return found
