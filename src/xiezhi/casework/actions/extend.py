"""Extend a clock 延长期限."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def extend(
    person: Any,
    proceeding_id: UUID,
    clock: str,
    extension: str,
    *,
    reason: str = "",
    at: datetime | None = None,
) -> Proceeding:
    """Extend clock `clock` (its key) by `extension` (its id in the period).

    Raises:
        Refused: 403 whoever may not decide it; 409 when the period admits no such extension now.
    """
    data = {"clock": clock, "extension": extension, "reason": reason}
    return perform(person, proceeding_id, "extend", data, at=at)
