"""Note what the body to which a clue was sent made of it."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import require_chief, require_verifier
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.transfer_clue import letter_class
from xiezhi.clues.models import Clue, Transfer
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def note_feedback(person: Person, clue_id: UUID | str, feedback: str) -> Transfer:
    """Note the result that another body told.

    Raises Refused: 403 not this person; 409 sent to a procuratorate of this site (whose outcome
    returns by itself), no words, noted before.
    """
    if not feedback.strip():
        raise refuse("clues.feedback", "没有写反馈的结果", "写明对方怎样处理、文号和日期")
    require = require_chief if letter_class(clue_id) else require_verifier
    with clue_act(
        person, clue_id, "note_feedback", (Clue.State.TRANSFERRED,), require=require
    ) as act:
        sent = Transfer.objects.select_for_update().filter(clue=act.clue, unit="").first()
        if sent is None or sent.feedback:
            raise refuse(
                "clues.feedback_known",
                "这条线索的结果不用登记，或者已经登记",
                "移送本系统内的人民检察院的，结果自动返回",
            )
        sent.feedback, sent.feedback_at = feedback.strip(), timezone.now()
        sent.save()
        act.data |= {"receiver": sent.receiver, "feedback": sent.feedback}
    return sent
