"""Split a clue: a part of it becomes a clue of its own; the history of both says so."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.actions.clue_act import clue_act, record_clue_act
from xiezhi.clues.actions.register_clue import require_article
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Clue, Report
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.clues.operators import operator_of
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

SPLIT = (Clue.State.RECEIVED, *BEFORE_THE_END, Clue.State.ESTABLISHED)


@dataclass(frozen=True, slots=True)
class PartGiven:
    """What is split off: its matter, article, line, and the evidence rows that belong to it.

    ``rows`` holds (table, place counted from 0); ``reason`` says why it is a matter of its own.
    """

    matter: str
    breach: str
    line: str
    reason: str
    rows: tuple[tuple[str, int], ...] = ()


def split_clue(person: Person, clue_id: UUID | str, part: PartGiven) -> Clue:
    """Split a part off a clue and return the new clue, which waits for its first look.

    The evidence stays with the old clue too: a run of its model goes on refreshing it. Raises
    Refused: 403 not this person; 409 settled, no matter, no reason, an unknown article or row.
    """
    if not part.matter.strip() or not part.reason.strip():
        raise refuse(
            "clues.split", "没有写分出什么、为什么", "写明分出的事项，以及它为什么应当单独办理"
        )
    require_article(part.breach)
    if part.line not in LINES:
        raise refuse("clues.register_line", "没有选业务条线", "选由哪一条线的部门初核")
    units = Clue.objects.filter(pk=clue_id).values_list("procuratorate", flat=True)
    with transaction.atomic():
        for unit in units:
            take_turn(unit)  # before the clue is locked: publishing waits in the same order
        return _split(person, clue_id, part)


def _split(person: Person, clue_id: UUID | str, part: PartGiven) -> Clue:
    with clue_act(person, clue_id, "split_clue", SPLIT) as act:
        old = act.clue
        rows = _rows(old, part)
        new = Clue.objects.create(
            number=next(numbers(old.procuratorate, restricted=old.restricted)),
            procuratorate=old.procuratorate, source=old.source, line=part.line,
            title=part.matter.strip()[:255], subject=old.subject,
            subject_number=old.subject_number, breach=part.breach, digest=uuid4().hex, rows=rows,
            as_of=old.as_of, state=Clue.State.RECEIVED, restricted=old.restricted,
            restricted_class=old.restricted_class, assigned_to=old.assigned_to, split_from=old,
            found_at=timezone.now(),
        )  # fmt: skip
        for report in old.reports.filter(model=""):
            copied(report, new)
        act.data |= {"into": new.number, "reason": part.reason.strip()}
        told = {"from": old.number, "matter": new.title, "evidence": evidence_digest(new)}
        record_clue_act(operator_of(person), new, "split_off_clue", told)
    return new


def _rows(old: Clue, part: PartGiven) -> dict[str, list[Any]]:
    chosen: dict[str, list[Any]] = {}
    for table, place in part.rows:
        held = old.rows.get(table, [])
        if not 0 <= place < len(held):
            raise refuse("clues.split_row", "没有这一行证据", "从线索的证据行中选")
        chosen.setdefault(table, []).append(held[place])
    return chosen


def copied(report: Report, clue: Clue) -> None:
    """Add a report to another clue as well: of a part split off, or of a unit that takes over."""
    report.pk, report.clue = uuid4(), clue
    report._state.adding = True
    report.save()
