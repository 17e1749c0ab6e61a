"""Put the handler's opinion on file 提出处理意见."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def opine(
    person: Any,
    proceeding_id: UUID,
    do: str,
    reasons: str,
    *,
    subject: str | None = None,
    fields: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """State the opinion that move `do` be decided; it opens a matter or stands behind others.

    Raises:
        Refused: 403 unless the handler (the lead of a team) speaks; 409 before the team is heard.
    """
    data: dict[str, Any] = {"do": do, "reasons": reasons, "fields": dict(fields or {})}
    if subject:
        data["subject"] = subject
    perform(person, proceeding_id, "opine", data, at=at)
