"""Who is told that a case was registered: rooms above that compare its parties with what they
keep. They are told inside the transaction of the registration."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xiezhi.casework.models import Case

Told = Callable[["Case", datetime], None]
_rooms: dict[str, Told] = {}


def after_registration(room: str, told: Told) -> None:
    """Tell a room of every registered case; a second voice of a room replaces the first."""
    _rooms[room] = told


def tell(case: "Case", at: datetime) -> None:
    """Tell every room that a case was registered with its parties."""
    for told in _rooms.values():
        told(case, at)
