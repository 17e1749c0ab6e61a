"""Restrict who may know of a clue, or lift the restriction, with the reason."""

from uuid import UUID

from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue
from xiezhi.clues.repository_rules import restricted_classes
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

CLASSIFIED = (Clue.State.RECEIVED, *BEFORE_THE_END, Clue.State.ESTABLISHED)


def classify_clue(person: Person, clue_id: UUID | str, class_id: str, reason: str) -> Clue:
    """Put a clue into a restricted class; an empty one lifts the restriction.

    Whoever it was assigned to goes on; the others who saw it no longer do. Raises Refused for an
    unknown class, one that is never kept here, or no reason.
    """
    known = restricted_classes().get(class_id)
    if class_id and (known is None or not known.kept):
        label = known.label if known else class_id
        cure = "按保密规定移出本系统办理" if known else "从列出的限制知悉类别中选"
        raise refuse(
            "clues.class", f"线索不能标为「{label}」", cure, known.citation if known else None
        )
    if not reason.strip():
        raise refuse(
            "clues.class_reason", "没有写限制知悉或者解除的理由", "写明属于哪一类、为什么"
        )
    with clue_act(person, clue_id, "classify_clue", CLASSIFIED) as act:
        act.data |= {
            "from": act.clue.restricted_class,
            "class": class_id,
            "reason": reason.strip(),
        }
        act.clue.restricted, act.clue.restricted_class = bool(class_id), class_id
    return act.clue
