"""Refusals: which rule refuses an act, in its own words, and what would make the act lawful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xiezhi.law.citations import Citation

FORBIDDEN = 403  # this person may not
CONFLICT = 409  # not now: something must happen first


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against an act; ``level`` 403 = not this person, 409 = not in this state."""

    code: str
    level: int
    reason: str
    cure: str
    citation: Citation | None = None


class Refused(Exception):
    """Raised when an act is not lawful; carries every refusal found. No state changes."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals: tuple[Refusal, ...] = tuple(refusals)
        super().__init__("；".join(r.reason for r in self.refusals))

    @property
    def level(self) -> int:
        """403 when any refusal concerns the person, else 409."""
        return min(r.level for r in self.refusals)


def refuse(
    code: str, reason: str, cure: str, citation: Citation | None = None, level: int = CONFLICT
) -> Refused:
    """Build the exception for a single refusal."""
    return Refused((Refusal(code, level, reason, cure, citation),))
