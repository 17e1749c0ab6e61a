"""Hand a verified record over for notice or pursuit (通报、追究), or to the superior to verify.

Nothing is decided here: who receives it decides, and their receipt and outcome are written down.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from xiezhi.interference.access import hands_over, signs_for, visible_records
from xiezhi.interference.actions.recording import RECORD, record_added
from xiezhi.interference.models import HandOver, Record
from xiezhi.interference.refusing import refused
from xiezhi.interference.selectors.course import course_of
from xiezhi.interference.words import Verdict
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


@transaction.atomic
def hand_over(
    person: Person,
    record_id: UUID,
    purpose: str,
    receiver: str,
    content: str,
    *,
    once: UUID | None = None,
    at: datetime | None = None,
) -> HandOver:
    """Hand a record over; ``once`` names the hand-over, so that a form sent twice is one.

    Raises:
        Refused: 403 unless inspection or chief; 409 when a part is missing, the record was not
            found a violation (but for verification above), or there is no superior.
        Http404: a record the person may not know of.
    """
    record = get_object_or_404(visible_records(person), pk=record_id)
    if not hands_over(person, record):
        raise refused("verify.not_inspection")
    once = once or uuid4()
    if sent := _sent(person, record, once):
        return sent
    _require_whole(record, purpose, receiver, content)
    row = HandOver(
        id=once, record=record, purpose=purpose, receiver=receiver, unit=_unit(record, receiver),
        content=content.strip(), handed_by=person.code, handed_at=at or timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form at the same time: the first is the hand-over
        if sent := _sent(person, record, once):
            return sent
        raise
    told, subject = {"hand_over": str(row.pk), **row.told}, (RECORD, record.pk)
    record_added(person, record.procuratorate, subject, "hand_over", row.handed_at, told)
    return row


def _require_whole(record: Record, purpose: str, receiver: str, content: str) -> None:
    known = purpose in HandOver.Purpose.values and receiver in HandOver.Receiver.values
    above = receiver == HandOver.Receiver.SUPERIOR
    to_verify = purpose == HandOver.Purpose.VERIFY
    if not known or not content.strip() or (to_verify and not above):
        raise refused("handover.incomplete")
    if not to_verify and course_of(record).verdict != Verdict.VIOLATION:
        raise refused("handover.not_violation")


def _sent(person: Person, record: Record, once: UUID) -> HandOver | None:
    """Return the hand-over that this form made before; refuse the id of another one."""
    known = HandOver.objects.filter(pk=once).first()
    if known is not None and (known.handed_by, known.record_id) != (person.code, record.pk):
        raise refused("record.only_added")
    return known


@transaction.atomic
def receive(
    person: Person, hand_over_id: UUID, receipt: str, *, at: datetime | None = None
) -> HandOver:
    """Sign for a hand-over, or note the receipt that a body outside gave.

    Raises:
        Refused: 403 unless the receiver (inspection for bodies outside); 409 without words, or
            when it was signed for.
        Http404: a hand-over the person may not know of.
    """
    row = _waiting(person, hand_over_id, receipt)
    if course_of(row.record).step(row.pk).received_at is not None:
        raise refused("handover.received")
    return _follow(person, row, "receive", receipt, at)


@transaction.atomic
def note_outcome(
    person: Person, hand_over_id: UUID, outcome: str, *, at: datetime | None = None
) -> HandOver:
    """Write down what the receiver decided. Raises as `receive`, and 409 before the receipt."""
    row = _waiting(person, hand_over_id, outcome)
    if course_of(row.record).step(row.pk).received_at is None:
        raise refused("handover.not_received")
    return _follow(person, row, "note_outcome", outcome, at)


def _waiting(person: Person, hand_over_id: UUID, text: str) -> HandOver:
    known = HandOver.objects.filter(record__in=visible_records(person))
    row = known.select_for_update().filter(pk=hand_over_id).first()
    if row is None:
        raise Http404
    if not signs_for(person, row):
        raise refused("handover.not_receiver")
    if not text.strip():
        raise refused("handover.incomplete")
    return row


def _follow(person: Person, row: HandOver, kind: str, text: str, at: datetime | None) -> HandOver:
    data = {"hand_over": str(row.pk), "text": text.strip()}
    chain, subject = row.record.procuratorate, (RECORD, row.record_id)
    record_added(person, chain, subject, kind, at or timezone.now(), data)
    return row


def _unit(record: Record, receiver: str) -> str:
    if receiver == HandOver.Receiver.CHIEF:
        return str(record.procuratorate)
    if receiver != HandOver.Receiver.SUPERIOR:
        return ""
    parent = organs.procuratorate(record.procuratorate).parent
    if parent is None:
        raise refused("handover.no_superior")
    return str(parent.code)
