"""Send a matter up 报送: both texts, to the chief, the committee or the superior."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def submit(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    to: str,
    *,
    at: datetime | None = None,
) -> None:
    """Submit a matter; `to` is chief, committee or superior.

    Raises:
        Refused: 403 unless head or chief submits; 409 before the review or the signatures.
    """
    data = {"matter": matter, "to": to}
    perform(person, proceeding_id, "submit", data, at=at)
