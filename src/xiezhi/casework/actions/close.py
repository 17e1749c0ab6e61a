"""Close a proceeding 办结."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def close(
    person: Any,
    proceeding_id: UUID,
    reason: str,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Close it, with how it ended.

    Raises:
        Refused: 409 while a party, a matter or a required document is open.
    """
    data = {"reason": reason}
    return perform(person, proceeding_id, "close", data, at=at)
