"""Receive the superior procuratorate's answer or order 上级人民检察院的批复、指令."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def receive_order(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    order: Mapping[str, Any],
    *,
    at: datetime | None = None,
) -> None:
    """File an order: keys kind, from, in_unit_name, decided_by, received_on, do?, parts_changed?.

    Raises:
        Refused: 409 when it was not decided by chief or committee in the unit's name (意见第21条).
    """
    data = {"matter": matter, **order}
    perform(person, proceeding_id, "receive_order", data, at=at)
