"""Send a clue to another procuratorate or body, with reasons; it ends here without a result."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import elsewhere, require_chief, require_verifier
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.verify_clue import BEFORE_THE_END
from xiezhi.clues.models import Clue, Transfer
from xiezhi.clues.reasons import SENT
from xiezhi.clues.repository_rules import RestrictedClass, restricted_classes, terms
from xiezhi.law.refusals import refuse
from xiezhi.organs.models import Person

LEAVES = (Clue.State.RECEIVED, *BEFORE_THE_END, Clue.State.ESTABLISHED)


def transfer_clue(
    person: Person,
    clue_id: UUID | str,
    reason: str,
    *,
    unit: str = "",
    body: str = "",
    letter: str = "",
    feedback_due_on: date | None = None,
) -> Transfer:
    """Send a clue to the procuratorate ``unit``, or to another body by its name.

    The receiver signs for it later (``receive_clue``); another body tells the result by the day
    set. A class that leaves by letter only is sent by the chief. Raises Refused: 403 not this
    person; 409 no reason, nobody or the own unit named, no letter, a settled or restricted clue.
    """
    receiver = dict(elsewhere(person)).get(unit, "") if unit else body.strip()
    if not receiver:
        raise refuse(
            "clues.transfer_to", "没有写明移送给谁", "选一个其他人民检察院，或者写接收机关的全称"
        )
    if not reason.strip():
        raise refuse("clues.transfer_reason", "没有写移送的理由", "写明为什么应当由它办理")
    by_letter = letter_class(clue_id)
    require = require_chief if by_letter else require_verifier
    with clue_act(person, clue_id, "transfer_clue", LEAVES, require=require) as a:
        _require_leaving(a.clue, by_letter, unit, letter, feedback_due_on)
        sent = _sent(person, a.clue, unit, receiver, reason, letter, feedback_due_on)
        a.data |= {
            "to": unit or receiver, "receiver": receiver, "reason": sent.reason,
            "letter": sent.letter,
        }  # fmt: skip
    return sent


def _sent(
    person: Person, clue: Clue, unit: str, receiver: str, reason: str, letter: str,
    due: date | None,
) -> Transfer:  # fmt: skip
    """Note the sending. Of one that came back and is sent once more the ledger keeps the first."""
    now = timezone.now()
    term = timedelta(days=terms()["feedback"].days)
    Transfer.objects.filter(clue=clue).delete()
    clue.state, clue.settled_at, clue.reason_code = Clue.State.TRANSFERRED, now, SENT
    return Transfer.objects.create(
        clue=clue, unit=unit, receiver=receiver[:128], reason=reason.strip(), sent_by=person.code,
        sent_at=now, letter=letter.strip()[:64],
        feedback_due_on=None if unit else due or timezone.localdate(now) + term,
    )  # fmt: skip


def letter_class(clue_id: UUID | str) -> RestrictedClass | None:
    """Return the class of a clue when it is one that leaves the unit by letter only."""
    held = Clue.objects.filter(pk=clue_id).values_list("restricted_class", flat=True).first()
    known = restricted_classes().get(held or "")
    return known if known is not None and known.letter else None


def _require_leaving(
    clue: Clue, by_letter: RestrictedClass | None, unit: str, letter: str, due: date | None
) -> None:
    if by_letter is None:
        if clue.restricted:
            raise refuse(
                "clues.transfer_restricted", "限制知悉的线索不在系统里移送", "以机要方式移送"
            )
        return
    if unit:
        raise refuse(
            "clues.transfer_body",
            f"「{by_letter.label}」的线索不移送其他人民检察院",
            "写明接收的监察机关",
            by_letter.citation,
        )
    if not letter.strip() or due is None:
        raise refuse(
            "clues.transfer_letter",
            "没有写移送函的文号或者反馈日期",
            "写移送函文号和请对方反馈结果的日期",
            by_letter.citation,
        )
