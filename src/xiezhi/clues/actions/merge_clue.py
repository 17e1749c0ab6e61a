"""Merge a clue into another about the same matter; its history stays."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def merge_clue(person: Person, clue_id: UUID | str, into: UUID | str) -> Clue:
    """Merge a clue into another that the person may see.

    Raises Refused for itself and for one that was merged. Both stay locked, always in one order:
    of two opposite merges at once the second finds its target merged, so no circle can come to be.
    """
    with transaction.atomic():
        both = Clue.objects.select_for_update().filter(pk__in=(clue_id, into)).order_by("pk")
        locked = {str(clue.pk): clue for clue in both}
        target = locked.get(str(into))
        seen = visible_clues(person).filter(pk=into).exists()
        if (
            target is None
            or not seen
            or target.state == Clue.State.MERGED
            or str(clue_id) == str(into)
        ):
            cure = "选一条你能看到、没有被并入别处的线索"
            raise refuse("clues.merge", "不能并入这条线索", cure)
        with clue_act(person, clue_id, "merge_clue", BEFORE_THE_END) as act:
            act.clue.state = Clue.State.MERGED
            act.clue.merged_into = target
            act.clue.settled_at = timezone.now()
            act.data |= {"into": target.number}
    return act.clue
