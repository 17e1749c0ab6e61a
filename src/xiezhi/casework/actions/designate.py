"""Designate a handler 指定分案: the exception, with a reason and an approver."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.casework.actions.assign import ALONE, TeamGiven, team_data
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding
from xiezhi.casework.rules import refused


def designate(
    person: Any,
    proceeding_id: UUID,
    handler: str,
    reason: str,
    approver: str,
    *,
    team: TeamGiven = ALONE,
    at: datetime | None = None,
) -> Proceeding:
    """Give a proceeding to a named handler.

    Raises:
        Refused: 403 unless case management acts; 409 without reason or a fit approver, or when
            the handler or a member has recused.
    """
    at = at or timezone.now()
    data = designation(person, proceeding_id, handler, reason, approver, team, at)
    return perform(person, proceeding_id, "assign", data, at=at)


def designation(
    person: Any,
    proceeding_id: UUID,
    handler: str,
    reason: str,
    approver: str,
    team: TeamGiven,
    at: datetime,
) -> dict[str, Any]:
    """Return the act's data; approver and recusals are checked at the gate."""
    on = timezone.localdate(at)
    proceeding = Proceeding.objects.get(pk=proceeding_id)
    must_manage(person, proceeding.procuratorate_id, on)
    if not reason.strip() or not approver:
        raise refused("assignment.designated_without_reason")
    return {
        "method": "designated",
        "handler": handler,
        "reason": reason,
        "approver": approver,
        **team_data(team, handler),
    }
