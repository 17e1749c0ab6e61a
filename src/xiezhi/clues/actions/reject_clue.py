"""End a clue without a proceeding, with a reason code that counts for the rule's precision."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.clues.reasons import reasons
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def reject_clue(person: Person, clue_id: UUID | str, code: str, reason: str) -> Clue:
    """Reject a clue. Raises Refused when the code is unknown or the reason is empty."""
    known = reasons().get(code)
    if known is None:
        raise refuse("clues.reason", f"没有不成案原因“{code}”", f"从 {'、'.join(reasons())} 中选")
    if not reason.strip():
        raise refuse("clues.reason_words", f"没有写为什么是“{known.label}”", known.asks)
    with clue_act(person, clue_id, "reject_clue", BEFORE_THE_END) as act:
        act.clue.state = Clue.State.REJECTED
        act.clue.reason_code, act.clue.reason = code, reason.strip()
        act.clue.settled_at = timezone.now()
        act.data |= {"code": code, "label": known.label, "reason": reason.strip()}
    return act.clue
