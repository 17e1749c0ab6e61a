"""Give a clue to the person who will verify it."""

from uuid import UUID

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def assign_clue(person: Person, clue_id: UUID | str, receiver: str) -> Clue:
    """Assign a clue to the person with code ``receiver``; raises Refused when nobody has it."""
    if not Person.objects.filter(code=receiver, is_active=True).exists():
        raise refuse("clues.nobody", f"没有工号为 {receiver} 的在职人员", "核对工号")
    with clue_act(person, clue_id, "assign_clue", BEFORE_THE_END) as act:
        act.data |= {"from": act.clue.assigned_to, "to": receiver}
        act.clue.assigned_to = receiver
    return act.clue
