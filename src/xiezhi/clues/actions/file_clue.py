"""Open a supervision matter (监督事项) on an established clue, in one act of case management."""

from uuid import UUID

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.register import CaseGiven
from xiezhi.clues.access import require_filer
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.models import Clue
from xiezhi.clues.reading import models
from xiezhi.organs.models import Person

SUPERVISION_MATTER = "supervision.supervision_matter"


def file_clue(person: Person, clue_id: UUID | str) -> Clue:
    """Accept a supervision matter about the clue; the clue then names the proceeding.

    Raises Refused: 403 unless case management acts, 409 unless the clue is established.
    """
    with clue_act(
        person, clue_id, "file_clue", (Clue.State.ESTABLISHED,), require=require_filer
    ) as act:
        model = models()[act.clue.model]
        given = CaseGiven(title=f"{model.label}监督案", cause=model.label, source="clue")
        proceeding = accept(person, SUPERVISION_MATTER, act.clue.procuratorate, given)
        act.clue.state = Clue.State.FILED
        act.clue.proceeding = proceeding.pk
        act.data |= {"proceeding": proceeding.pk, "matter": proceeding.number}
    return act.clue
