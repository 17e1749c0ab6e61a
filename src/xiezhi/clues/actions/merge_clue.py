"""Merge a clue into another about the same matter; its history stays."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.clue_act import clue_act, record_clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import operator_of
from xiezhi.clues.reasons import JOINED
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

MERGED = (Clue.State.RECEIVED, *BEFORE_THE_END)


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
        with clue_act(person, clue_id, "merge_clue", MERGED) as act:
            if _class_of(act.clue) != _class_of(target):
                reason = "两条线索知悉的范围不同，并入会让不该知道的人知道"
                raise refuse("clues.merge_class", reason, "先把两条线索标为同一类，再并入")
            act.clue.state = Clue.State.MERGED
            act.clue.merged_into = target
            act.clue.settled_at = timezone.now()
            act.clue.reason_code = JOINED
            act.data |= {"into": target.number, "code": JOINED}
            came = {"from": act.clue.number}
            record_clue_act(operator_of(person), target, "take_in_clue", came)
    return act.clue


def _class_of(clue: Clue) -> tuple[bool, str]:
    return clue.restricted, clue.restricted_class
