"""Replace the handler 重新分案, with the reason; drawn again unless somebody is designated."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.assign import ALONE, TeamGiven, draw_and_perform
from xiezhi.casework.actions.designate import designation
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def reassign(
    person: Any,
    proceeding_id: UUID,
    reason: str,
    *,
    handler: str = "",
    approver: str = "",
    specialisation: str | None = None,
    team: TeamGiven = ALONE,
    at: datetime | None = None,
) -> Proceeding:
    """Draw a new handler, or designate one when `handler` is given (then with an approver).

    Raises:
        Refused: 403 unless case management acts; 409 without a reason or anybody to draw.
    """
    at = at or timezone.now()
    if not handler:
        more = {"reason": reason}
        return draw_and_perform(person, proceeding_id, "reassign", more, specialisation, team, at)
    data = designation(person, proceeding_id, handler, reason, approver, team, at)
    return perform(person, proceeding_id, "reassign", data, at=at)
