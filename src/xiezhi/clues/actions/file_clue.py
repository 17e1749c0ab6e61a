"""Open a supervision matter (监督事项) on an established clue, in one act of case management."""

from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.register import CaseGiven
from xiezhi.clues.access import require_filer
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.models import Clue
from xiezhi.clues.reading import models
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Function

SUPERVISION_MATTER = "supervision.supervision_matter"
HANDLED_BY = {  # business line of the model → function of the department that handles the matter
    "criminal": Function.CRIMINAL_PROSECUTION,
    "execution": Function.CRIMINAL_EXECUTION,
    "civil": Function.CIVIL,
    "administrative": Function.ADMINISTRATIVE,
    "public_interest": Function.PUBLIC_INTEREST,
}


def file_clue(person: Person, clue_id: UUID | str) -> Clue:
    """Accept a supervision matter about the clue; the clue then names the proceeding.

    Raises Refused: 403 unless case management acts, 409 unless the clue is established.
    """
    with clue_act(
        person, clue_id, "file_clue", (Clue.State.ESTABLISHED,), require=require_filer
    ) as act:
        model = models()[act.clue.model]
        given = CaseGiven(title=f"{model.label}监督案", cause=model.label, source="clue")
        unit = act.clue.procuratorate
        proceeding = accept(
            person, SUPERVISION_MATTER, unit, given, department=_department(unit, model.line)
        )
        act.clue.state = Clue.State.FILED
        act.clue.proceeding = proceeding.pk
        act.data |= {"proceeding": proceeding.pk, "matter": proceeding.number}
    return act.clue


def _department(unit: str, line: str) -> str | None:
    """The department of the model's line; None lets the procedure's own choice stand."""
    function = HANDLED_BY.get(line)
    found = organs.departments(unit, timezone.localdate(), function) if function else []
    return found[0].code if found else None
