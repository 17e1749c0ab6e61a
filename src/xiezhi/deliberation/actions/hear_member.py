"""Record what another prosecutor of the team holds 听取办案组检察官意见."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def hear_member(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    member: str,
    opinion: str,
    *,
    at: datetime | None = None,
) -> None:
    """Record a member's opinion before the lead states theirs (意见第6条).

    Raises:
        Refused: 403 unless the lead records it; 409 for a stranger to the team.
    """
    data = {"matter": matter, "person": member, "opinion": opinion}
    perform(person, proceeding_id, "hear_member", data, at=at)
