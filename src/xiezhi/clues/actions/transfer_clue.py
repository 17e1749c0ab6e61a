"""Send a clue to another procuratorate or body, with reasons; it ends here without a result."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import elsewhere
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue, Transfer
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person


def transfer_clue(
    person: Person, clue_id: UUID | str, reason: str, *, unit: str = "", body: str = ""
) -> Transfer:
    """Send a clue to the procuratorate ``unit``, or to another body by its name.

    The receiver signs for it later (``receive_clue``). Raises Refused: 403 not this person; 409
    no reason, nobody or the own unit named, a settled or restricted clue.
    """
    receiver = dict(elsewhere(person)).get(unit, "") if unit else body.strip()
    if not receiver:
        raise refuse(
            "clues.transfer_to", "没有写明移送给谁", "选一个其他人民检察院，或者写接收机关的全称"
        )
    if not reason.strip():
        raise refuse("clues.transfer_reason", "没有写移送的理由", "写明为什么应当由它办理")
    with clue_act(
        person, clue_id, "transfer_clue", (*BEFORE_THE_END, Clue.State.ESTABLISHED)
    ) as a:
        if a.clue.restricted:
            raise refuse(
                "clues.transfer_restricted", "限制知悉的线索不在系统里移送", "以机要方式移送"
            )
        # One that came back and is sent once more: the ledger keeps the first sending.
        Transfer.objects.filter(clue=a.clue).delete()
        sent = Transfer.objects.create(
            clue=a.clue,
            unit=unit,
            receiver=receiver[:128],
            reason=reason.strip(),
            sent_by=person.code,
            sent_at=timezone.now(),
        )
        a.clue.state, a.clue.settled_at = Clue.State.TRANSFERRED, sent.sent_at
        a.data |= {"to": unit or receiver, "receiver": receiver, "reason": sent.reason}
    return sent
