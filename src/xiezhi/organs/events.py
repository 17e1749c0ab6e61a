"""What happened in the office, told to whoever subscribed, as the ledger does."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OfficeEvent:
    """One change of the office: its kind, where, by whom and the data to be recorded."""

    kind: str
    procuratorate: str
    subject: tuple[str, str]
    by: str
    capacity: str
    at: dt.datetime
    rule: str
    data: Mapping[str, Any]


_subscribers: list[Callable[[OfficeEvent], None]] = []


def subscribe(receive: Callable[[OfficeEvent], None]) -> None:
    """Add a receiver once; it runs inside the action's transaction and may refuse by raising."""
    if receive not in _subscribers:
        _subscribers.append(receive)


def tell(event: OfficeEvent) -> None:
    """Pass the event to every subscriber, in the order they subscribed."""
    for receive in _subscribers:
        receive(event)
