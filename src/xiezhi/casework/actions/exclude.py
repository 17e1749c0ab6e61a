"""Take days out of a clock 期间扣除."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def exclude(
    person: Any,
    proceeding_id: UUID,
    clock: str,
    from_on: date,
    until_on: date,
    ground: str,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Leave the days from `from_on` until (not including) `until_on` out of a clock.

    Raises:
        Refused: 409 when the period does not exclude days on this ground.
    """
    data = {"clock": clock, "from": from_on, "until": until_on, "ground": ground}
    return perform(person, proceeding_id, "exclude", data, at=at)
