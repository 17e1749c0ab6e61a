"""Add a person to the handling unit 编入办案组."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def join_member(
    person: Any,
    proceeding_id: UUID,
    member: str,
    role: str,
    *,
    post: str = "",
    at: datetime | None = None,
) -> Proceeding:
    """Add a member; `role` prosecutor, assistant, clerk…; `post` for leaders.

    Raises:
        Refused: 403 not for this person; 409 for a leader, who must lead: reassign the case.
    """
    data = {"person": member, "role": role, **({"post": post} if post else {})}
    return perform(person, proceeding_id, "join_member", data, at=at)
