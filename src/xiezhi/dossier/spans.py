"""A value together with the place in the text that proves it, and the record that collects
both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")
JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read from ``text[start:end]``."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """What was read from one judgment: plain ``fields`` and ``spans`` (field path → half-open
    place in the text).
    """

    kind: str
    fields: dict[str, JSON]
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def to_json(self) -> dict[str, JSON]:
        """The fields with the spans beside them, ready for ``json.dumps``."""
        return {
            **self.fields,
            "spans": {path: [start, end] for path, (start, end) in self.spans.items()},
        }


class Anchors:
    """Collects spans while a record is being filled."""

    def __init__(self) -> None:
        self.spans: dict[str, tuple[int, int]] = {}

    def put(self, path: str, found: Found[T] | None) -> T | None:
        """Note where ``found`` was read under ``path`` and return its value (None when nothing
        was found).
        """
        if found is None:
            return None
        self.spans[path] = (found.start, found.end)
        return found.value

    def put_date(self, path: str, found: Found[date] | None) -> str | None:
        """Like ``put`` for a date, returned in ISO form."""
        on = self.put(path, found)
        return on.isoformat() if on else None
