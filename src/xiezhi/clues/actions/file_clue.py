"""Open a supervision matter (监督事项) on an established clue, in one act of case management."""

from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.register import CaseGiven
from xiezhi.clues.access import require_filer
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.basis import basis_of
from xiezhi.clues.lines import HANDLED_BY
from xiezhi.clues.models import Clue
from xiezhi.clues.opening import opening_of
from xiezhi.clues.reasons import FILED
from xiezhi.clues.repository_rules import restricted_classes
from xiezhi.law.refusals import refuse
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


def file_clue(person: Person, clue_id: UUID | str) -> Clue:
    """Accept a supervision matter about the clue; the clue then names the proceeding.

    Raises Refused: 403 unless case management acts, 409 unless the clue is established.
    """
    with clue_act(
        person, clue_id, "file_clue", (Clue.State.ESTABLISHED,), require=require_filer
    ) as act:
        kept = restricted_classes().get(act.clue.restricted_class)
        if kept is not None and kept.letter:
            raise refuse(
                "clues.only_transfer",
                f"「{kept.label}」的线索不在本院立为监督事项",
                "由检察长决定移送",
                kept.citation,
            )
        basis = basis_of(act.clue)
        label = basis.label if basis.model else act.clue.title[:60]
        opens = opening_of(act.clue, basis.model)
        given = CaseGiven(f"{label}监督案", label, "clue", opens.parties)
        unit = act.clue.procuratorate
        department = _department(unit, _line(act.clue))
        proceeding = accept(
            person, opens.procedure, unit, given, facts=opens.facts, department=department
        )
        act.clue.state = Clue.State.FILED
        act.clue.proceeding = proceeding.pk
        act.clue.reason_code = FILED
        act.data |= {"proceeding": proceeding.pk, "matter": proceeding.number}
    return act.clue


def _line(clue: Clue) -> str:
    return str(clue.line or clue.model.partition(".")[0])


def _department(unit: str, line: str) -> str | None:
    """The department of the model's line; None lets the procedure's own choice stand."""
    function = HANDLED_BY.get(line)
    found = organs.departments(unit, timezone.localdate(), function) if function else []
    return found[0].code if found else None
