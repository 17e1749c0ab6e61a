"""Exclude an item of evidence 排除证据, or admit it again; it stays on file either way."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.evidence.access import must_arrange
from xiezhi.evidence.actions.recorded import record_about
from xiezhi.evidence.models import EvidenceItem
from xiezhi.evidence.rules import refused

PROSECUTORS = {"handler", "lead", "member", "prosecutor"}


def exclude_item(
    person: Any, case_id: UUID, no: int, reason: str, *, at: datetime | None = None
) -> None:
    """Exclude item `no`; from then on it cannot be cited (刑诉规则 2019 第66、73条).

    Raises:
        Refused: 403 unless a prosecutor of the team; 409 without a reason or when it is excluded.
    """
    _change(person, case_id, no, reason, "exclude_evidence", EvidenceItem.State.EXCLUDED, at)


def readmit_item(
    person: Any, case_id: UUID, no: int, reason: str, *, at: datetime | None = None
) -> None:
    """Admit an excluded item again, with the reason on file.

    Raises:
        Refused: 403 unless a prosecutor of the team; 409 without a reason or when it is included.
    """
    _change(person, case_id, no, reason, "readmit_evidence", EvidenceItem.State.INCLUDED, at)


def _change(
    person: Any, case_id: UUID, no: int, reason: str, kind: str, state: str, at: datetime | None
) -> None:
    at = at or timezone.now()
    chain, role = must_arrange(person, case_id, timezone.localdate(at))
    if role not in PROSECUTORS:
        raise refused("evidence.by_prosecutor")
    if not reason.strip():
        raise refused("evidence.no_reason")
    with transaction.atomic():
        item = EvidenceItem.objects.select_for_update().filter(case_id=case_id, no=no).first()
        if item is None:
            raise refused("evidence.unknown", f"证据{no}")
        if item.state == state:
            raise refused("evidence.already", f"证据{no}（{item.get_state_display()}）")
        item.state = state
        item.excluded_reason = reason if state == EvidenceItem.State.EXCLUDED else ""
        item.save(update_fields=["state", "excluded_reason"])
        data = {"no": no, "reason": reason}
        record_about(case_id, kind, data, chain=chain, by=person.code, capacity=role, at=at)
