"""Give a clue to the person who will verify it."""

from uuid import UUID

from xiezhi.clues.access import receivers
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

ASSIGNED = (Clue.State.RECEIVED, *BEFORE_THE_END)


def assign_clue(person: Person, clue_id: UUID | str, receiver: str) -> Clue:
    """Assign a clue to the person with code ``receiver``.

    Raises Refused unless the receiver verifies clues in the clue's own unit: who is given a clue
    sees it.
    """
    with clue_act(person, clue_id, "assign_clue", ASSIGNED) as act:
        if receiver not in dict(receivers(act.clue)):
            reason = f"工号 {receiver} 不是本院可以核实线索的人员"
            raise refuse("clues.nobody", reason, "从本院的检察官和数据分析人员中选")
        act.data |= {"from": act.clue.assigned_to, "to": receiver}
        act.clue.assigned_to = receiver
    return act.clue
