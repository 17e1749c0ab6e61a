"""What the general form of an act calls for decisions that need more than the act itself."""

from typing import Any
from uuid import UUID

from xiezhi.deliberation.actions.resolve import resolve as resolve_matter


def resolve(person: Any, proceeding_id: UUID, data: dict[str, Any], capacity: str) -> None:
    """Record a committee's session; the roster is the office's own, who voted was present.

    Raises:
        Refused: 409 while the roster is irregular, without quorum or majority.
    """
    del capacity
    resolve_matter(
        person,
        proceeding_id,
        data["matter"],
        data["do"],
        data.get("votes", {}),
        fields=data.get("fields"),
    )
