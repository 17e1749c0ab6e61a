"""Open the proceeding that follows another in the same case (审查逮捕 → 审查起诉)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.models import Proceeding
from xiezhi.casework.rules import refused


def open_next(
    person: object,
    follows: UUID,
    procedure_id: str,
    *,
    procuratorate: str | None = None,
    received_on: date | None = None,
    facts: Mapping[str, Any] | None = None,
    department: str | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Accept the next proceeding; parties, evidence and the proof map belong to the case and stay.

    Raises:
        Refused: 403 unless case management acts; 409 when the proceeding to follow is unknown.
    """
    before = Proceeding.objects.filter(pk=follows).first()
    if before is None:
        raise refused("proceeding.follows_another_case")
    return accept(
        person,
        procedure_id,
        procuratorate or before.procuratorate_id,
        before.case_id,
        received_on=received_on,
        facts=facts,
        department=department,
        follows=follows,
        at=at,
    )
