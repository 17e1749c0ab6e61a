"""The first look (初核) at a registered clue: take it up, or end it with a reason code."""

from uuid import UUID

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.reject_clue import end_without, require_reason
from xiezhi.clues.models import Clue
from xiezhi.organs.models import Person

SCREENED = (Clue.State.RECEIVED,)


def take_up_clue(person: Person, clue_id: UUID | str, reason: str = "") -> Clue:
    """Take a clue up to be verified. Raises Refused: 403 not this person, 409 screened before."""
    with clue_act(person, clue_id, "take_up_clue", SCREENED) as act:
        act.clue.state = Clue.State.OPEN
        act.data |= {"reason": reason.strip()}
    return act.clue


def end_at_screening(person: Person, clue_id: UUID | str, code: str, reason: str) -> Clue:
    """End a clue at the first look. Raises Refused like ``take_up_clue``, and without a reason."""
    known = require_reason(code, reason)
    with clue_act(person, clue_id, "screen_out_clue", SCREENED) as act:
        end_without(act, code, known, reason)
    return act.clue
