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


def not_you(code: str, reason: str, cure: str, citation: Citation | None = None) -> Refusal:
    """A refusal of this person (403)."""
    return Refusal(code, FORBIDDEN, reason, cure, citation)


def not_now(code: str, reason: str, cure: str, citation: Citation | None = None) -> Refusal:
    """A refusal in this state (409)."""
    return Refusal(code, CONFLICT, reason, cure, citation)


def lacks(name: str, label: str, why: str, citation: Citation | None = None) -> Refusal:
    """A refusal of a form in which something required was not filled in."""
    return not_now(f"form.{name}", f"「{label}」未填写。{why}", f"填写「{label}」", citation)


def refuse(
    code: str, reason: str, cure: str, citation: Citation | None = None, level: int = CONFLICT
) -> Refused:
    """The exception for a single refusal, for rooms that refuse by rules of their own."""
    return Refused((Refusal(code, level, reason, cure, citation),))
