"""One choice of a filter, as the ``seg`` component draws it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """Label, address, whether it is the current one, and how many it holds (None: not said)."""

    label: Any
    url: str
    current: bool
    count: int | None = None
