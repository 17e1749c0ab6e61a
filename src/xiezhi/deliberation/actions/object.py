"""Object to a decision 提出异议, before it is executed (意见第28条)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def object_to(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    reasons: str,
    *,
    at: datetime | None = None,
) -> None:
    """Put the handler's objection to the chief's decision on file.

    Raises:
        Refused: 403 unless the handler objects; 409 when there is no such decision.
    """
    data = {"matter": matter, "reasons": reasons}
    perform(person, proceeding_id, "object", data, at=at)
