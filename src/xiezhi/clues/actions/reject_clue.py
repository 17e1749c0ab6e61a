"""End a clue without a proceeding, with a reason code that counts for the rule's precision."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.actions.clue_act import ClueAct, clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.clues.reasons import Reason, reasons
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def reject_clue(person: Person, clue_id: UUID | str, code: str, reason: str) -> Clue:
    """Reject a clue. Raises Refused when the code is unknown or the reason is empty."""
    known = require_reason(code, reason)
    with clue_act(person, clue_id, "reject_clue", BEFORE_THE_END) as act:
        end_without(act, code, known, reason)
    return act.clue


def require_reason(code: str, reason: str) -> Reason:
    """Return the reason of a code. Raises Refused for an unknown one, or without words."""
    known = reasons().get(code)
    if known is None:
        raise refuse("clues.reason", f"没有不成案原因“{code}”", f"从 {'、'.join(reasons())} 中选")
    if not reason.strip():
        raise refuse("clues.reason_words", f"没有写为什么是“{known.label}”", known.asks)
    return known


def end_without(act: ClueAct, code: str, known: Reason, reason: str) -> None:
    """Note on a clue under change that it ended without a proceeding, and why."""
    act.clue.state = Clue.State.REJECTED
    act.clue.reason_code, act.clue.reason = code, reason.strip()
    act.clue.settled_at = timezone.now()
    act.data |= {"code": code, "label": known.label, "reason": reason.strip()}
