"""Make a move that needs no decision 办理不需要审批的事项."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def make_move(
    person: Any,
    proceeding_id: UUID,
    do: str,
    *,
    subject: str | None = None,
    fields: Mapping[str, Any] | None = None,
    received_on: date | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Make move `do` of the procedure, for one party when `subject` is its code.

    Raises:
        Refused: as the procedure says: stage, number of times, fields, documents.
    """
    data: dict[str, Any] = {"do": do, "fields": dict(fields or {})}
    if subject:
        data["subject"] = subject
    if received_on:
        data["received_on"] = received_on
    return perform(person, proceeding_id, "move", data, at=at)
