"""Resume a suspended clock 恢复计算."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def resume(
    person: Any,
    proceeding_id: UUID,
    clock: str,
    on: date,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Count clock `clock` on from a day.

    Raises:
        Refused: 409 when the clock is not suspended.
    """
    data = {"clock": clock, "on": on}
    return perform(person, proceeding_id, "resume", data, at=at)
