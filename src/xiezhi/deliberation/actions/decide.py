"""Decide a matter 作出决定: one decider, by the rule in force on the day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def decide(
    person: Any,
    proceeding_id: UUID,
    do: str,
    *,
    matter: str = "",
    subject: str | None = None,
    fields: Mapping[str, Any] | None = None,
    reasons: str = "",
    by_delegation: bool = False,
    at: datetime | None = None,
) -> None:
    """Decide move `do`, for one party when `subject` is its code; `matter` when one is open.

    Raises:
        Refused: 403 whoever may not decide; 409 before review, meeting, signatures or approval.
    """
    data: dict[str, Any] = {"do": do, "fields": dict(fields or {}), "reasons": reasons}
    if subject:
        data["subject"] = subject
    if matter:
        data["matter"] = matter
    if by_delegation:
        data["by_delegation"] = True
    perform(person, proceeding_id, "decide", data, at=at)
