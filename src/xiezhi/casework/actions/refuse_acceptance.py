"""Refuse to accept a matter (不予受理): registered and numbered, closed with reasons."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.register import CaseGiven, register_case, register_proceeding
from xiezhi.casework.models import Proceeding


def refuse_acceptance(
    person: object,
    procedure_id: str,
    procuratorate: str,
    case: CaseGiven,
    reasons: str,
    *,
    received_on: date | None = None,
    department: str | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Register a matter and refuse it, so that the refusal can be found, counted and contested.

    Raises:
        Refused: 403 unless case management acts; 409 without reasons.
        ValidationError: the particulars are wrong, in Chinese.
    """
    at = at or timezone.now()
    must_manage(person, procuratorate, timezone.localdate(at))
    with transaction.atomic():
        matter = register_case(case, procuratorate, procedure_id, at)
        proceeding = register_proceeding(
            matter,
            procedure_id,
            procuratorate,
            received_on or timezone.localdate(at),
            at,
            department=department,
        )
        return perform(person, proceeding.pk, "refuse_acceptance", {"reasons": reasons}, at=at)
