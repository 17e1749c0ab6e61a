"""Instruct as chief 检察长审核: review again, go to the committee, or report (意见第22条)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def instruct(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    what: str,
    *,
    reason: str = "",
    due_on: date | None = None,
    trigger: str = "",
    at: datetime | None = None,
) -> None:
    """Instruct: `what` re_review, to_committee or report; `trigger` one of the five of article 22.

    Raises:
        Refused: 403 unless the chief (or a delegate) instructs.
    """
    data: dict[str, Any] = {"matter": matter, "what": what, "reason": reason}
    if due_on:
        data["due_on"] = due_on
    if trigger:
        data["trigger"] = trigger
    perform(person, proceeding_id, "instruct", data, at=at)
