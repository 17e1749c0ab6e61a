"""What a clock comes to: the last day, the latest day, and the numbered reasons."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from xiezhi.law.citations import Citation


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: the day it concerns, what was done, and where that stands."""

    on: date | None
    label: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock's outcome. Dates are days in Shanghai; ``due_at`` is set for clocks of hours only.

    ``due_on`` counts the extensions actually granted, and is None while the clock does not run;
    ``latest_on`` counts every bounded extension that is still possible. ``provisional`` says that
    the day may change: a year's holidays are not published, or the rule itself is not verified.
    """

    period_id: str
    due_on: date | None
    latest_on: date | None
    provisional: bool = False
    due_at: datetime | None = None
    latest_at: datetime | None = None
    explained: Callable[[], tuple[Step, ...]] = field(
        default=tuple, repr=False, compare=False, hash=False
    )

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning step by step, worked out when asked for."""
        return self.explained()
