"""Verify a record (筛查核查): conclusion, what it rests on, reason, what follows."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from xiezhi.interference.access import require_verifier, visible_records
from xiezhi.interference.actions.recording import RECORD, record_added
from xiezhi.interference.models import Record
from xiezhi.interference.refusing import refused
from xiezhi.interference.words import FollowUp, Verdict
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role


@transaction.atomic
def verify(
    person: Person,
    record_id: UUID,
    verdict: str,
    *,
    evidence: str,
    reason: str,
    follow_up: str,
    at: datetime | None = None,
) -> Record:
    """Add a verification to a record; a later one stands in its place, the earlier remains.

    Raises:
        Refused: 403 unless inspection that is neither author nor the one recorded; 409 when a
            part is missing.
        Http404: a record the person may not know of.
    """
    record = visible_records(person).filter(pk=record_id).first()
    if record is None:
        raise Http404
    require_verifier(person, record)
    said = evidence.strip() and reason.strip()
    if verdict not in Verdict.values or follow_up not in FollowUp.values or not said:
        raise refused("verify.incomplete")
    data = {"verdict": verdict, "evidence": evidence.strip(), "reason": reason.strip(),
            "follow_up": follow_up}  # fmt: skip
    subject, at = (RECORD, record.pk), at or timezone.now()
    record_added(
        person, record.procuratorate, subject, "verify", at, data, capacity=Role.INSPECTION
    )
    return record
