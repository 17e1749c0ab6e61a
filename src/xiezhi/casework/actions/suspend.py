"""Suspend a clock 中止计算."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def suspend(
    person: Any,
    proceeding_id: UUID,
    clock: str,
    from_on: date,
    ground: str,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Stop counting clock `clock` from a day on.

    Raises:
        Refused: 409 when the clock does not run or the ground is not one of the period.
    """
    data = {"clock": clock, "from": from_on, "ground": ground}
    return perform(person, proceeding_id, "suspend", data, at=at)
