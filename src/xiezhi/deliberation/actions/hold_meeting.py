"""Record a joint meeting 召开检察官联席会议; the majority is computed, not typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def hold_meeting(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    opinions: Mapping[str, str],
    record: str,
    *,
    at: datetime | None = None,
) -> None:
    """Store each attendee's opinion (`{person code: move}`) and the record.

    Raises:
        Refused: 403 unless the head convenes; 409 for an opinion outside the alternatives.
    """
    data = {"matter": matter, "opinions": dict(opinions), "record": record}
    perform(person, proceeding_id, "hold_meeting", data, at=at)
