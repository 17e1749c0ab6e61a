"""Sign for a clue that was sent: another procuratorate takes it over, or a receipt is noted."""

from uuid import UUID

from django.utils import timezone

from xiezhi.clues.access import (
    receivers_in,
    require_chief,
    require_receiver,
    require_verifier,
)
from xiezhi.clues.actions.clue_act import clue_act
from xiezhi.clues.actions.recording import REPOSITORY_RULES, VERSION, record_act
from xiezhi.clues.actions.split_clue import copied
from xiezhi.clues.actions.transfer_clue import letter_class
from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.models import Clue, Transfer
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.clues.operators import Operator
from xiezhi.law.refusals import refuse
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

COPIED = (
    "model", "model_version", "title", "subject", "subject_number", "breach", "line", "digest",
    "values", "rows", "as_of", "run",
)  # fmt: skip


def receive_clue(
    person: Person, clue_id: UUID | str, receipt: str, *, assigned_to: str = ""
) -> Clue:
    """Sign for a clue; return the clue under which it goes on.

    In a procuratorate of this site its analysts or case management take the clue over, and may
    give it to a verifier there (``assigned_to``). For any other body the sender notes the receipt:
    its number, who signed, when. Raises Refused: 403 not this person; 409 not sent, signed for
    already, no words, an unknown verifier.
    """
    unit = Transfer.objects.filter(clue=clue_id).values_list("unit", flat=True).first()
    by_letter = require_chief if letter_class(clue_id) else require_verifier
    require = require_receiver if unit else by_letter
    if not unit and not receipt.strip():
        raise refuse("clues.receipt", "没有写回执", "写明回执文号、签收人和日期")
    if assigned_to and assigned_to not in dict(receivers_in(unit or "")):
        reason = f"工号 {assigned_to} 不是接收院可以核实线索的人员"
        raise refuse("clues.nobody", reason, "从本院的检察官和数据分析人员中选")
    with clue_act(
        person, clue_id, "receive_clue", (Clue.State.TRANSFERRED,), require=require
    ) as a:
        sent = Transfer.objects.select_for_update().get(clue=a.clue)
        if sent.received_at is not None:
            raise refuse("clues.received", "这条线索已经签收", "查看线索的经过")
        sent.receipt, sent.received_by = receipt.strip(), person.code
        sent.received_at = timezone.now()
        sent.received_as = _taken_over(person, sent, assigned_to) if unit else None
        sent.save()
        a.data |= {"receiver": sent.receiver, "receipt": sent.receipt}
    return sent.received_as or a.clue


def _taken_over(person: Person, sent: Transfer, assigned_to: str) -> Clue:
    """The clue of the receiving unit: the one it has of the same subject, else a new one."""
    old = sent.clue
    take_turn(sent.unit)
    same = Clue.objects.filter(procuratorate=sent.unit, model=old.model, digest=old.digest)
    known = same.select_for_update().first()
    if known is not None and known.state != Clue.State.TRANSFERRED:
        return known
    new = known or Clue(
        number=next(numbers(sent.unit)),
        procuratorate=sent.unit,
        source=Clue.Source.TRANSFER,
        found_at=timezone.now(),
        **{name: getattr(old, name) for name in COPIED},
    )
    # One that this unit had sent away itself has come back: it goes on where it began.
    new.state, new.settled_at, new.assigned_to = Clue.State.OPEN, None, assigned_to
    new.reason_code = ""
    new.save()
    if known is None:
        for report in old.reports.filter(model=""):
            copied(report, new)
    data = {
        "number": new.number, "state": str(new.state), "from": old.number, "to": assigned_to,
        "evidence": evidence_digest(new),
    }  # fmt: skip
    record_act(
        Operator(person.code, _capacity(person, sent.unit), sent.unit),
        ("clue", str(new.pk)),
        "take_over_clue",
        timezone.now(),
        data,
        rule=new.model or REPOSITORY_RULES,
        version=new.model_version or VERSION,
    )
    return new


def _capacity(person: Person, unit: str) -> str:
    posts = organs.posts_of(person, timezone.localdate())
    here = {post.role for post in posts if post.procuratorate.code == unit}
    return str(Role.ANALYST if Role.ANALYST in here else Role.CASE_MANAGEMENT)
