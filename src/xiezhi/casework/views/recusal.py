"""Recusal from the general form of an act: posts and rosters come from the office's records."""

from typing import Any
from uuid import UUID

from xiezhi.casework.actions.recuse import recuse as take_off


def recuse(person: Any, proceeding_id: UUID, data: dict[str, Any], capacity: str) -> None:
    """Carry out a decision on recusal; with votes it is the committee's on the chief.

    Raises:
        Refused: not by who decides it, without a ground, or somebody already recused.
    """
    take_off(
        person,
        proceeding_id,
        data["person"],
        data.get("reason") or "",
        ground=data.get("ground") or "",
        prior_acts=data.get("prior_acts") or "",
        votes=data.get("votes"),
        by_delegation=bool(data.get("by_delegation")),
        capacity=capacity,
    )
