"""Numbered papers that a room above keeps under its own access: that room says who reads them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

# person, numbers → the proceeding of each number that the person may read
Readable = Callable[[Any, Sequence[str]], Mapping[str, UUID]]
_rooms: dict[str, Readable] = {}


def register(room: str, readable: Readable) -> None:
    """Let a room answer for its papers; a second answer of a room replaces the first."""
    _rooms[room] = readable


def readable_papers(person: Any, numbers: Sequence[str]) -> dict[str, UUID]:
    """Return the proceeding of each number whose paper a person may read, in any room."""
    found: dict[str, UUID] = {}
    for readable in _rooms.values() if numbers else ():
        found |= readable(person, numbers)
    return found
