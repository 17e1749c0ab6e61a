"""Merge a clue into another about the same matter; its history stays."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def merge_clue(person: Person, clue_id: UUID | str, into: UUID | str) -> Clue:
    """Merge a clue into another that the person may see. Raises Refused for itself."""
    target = visible_clues(person).filter(pk=into).exclude(state=Clue.State.MERGED).first()
    if target is None or str(clue_id) == str(into):
        raise refuse("clues.merge", "不能并入这条线索", "选一条你能看到、没有被并入别处的线索")
    with clue_act(person, clue_id, "merge_clue", BEFORE_THE_END) as act:
        act.clue.state = Clue.State.MERGED
        act.clue.merged_into = target
        act.clue.settled_at = timezone.now()
        act.data |= {"into": target.number}
    return act.clue
