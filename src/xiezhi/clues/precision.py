"""Precision of a rule: of the clues settled by people, how many were right; its interval."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054  # two-sided 95 % quantile of the normal distribution
ENOUGH = 5  # settled clues; below this a page prints counts only (LOOK.md §3)


@dataclass(frozen=True, slots=True)
class Precision:
    """Settled and right clues; ``low`` and ``high`` bound the share at 95 % (Wilson)."""

    settled: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Right clues over settled ones, 0 to 1; 0 when none is settled."""
        return self.right / self.settled if self.settled else 0.0

    @property
    def tells(self) -> bool:
        """Whether enough clues are settled to draw an interval."""
        return self.settled >= ENOUGH


def precision(settled: int, right: int) -> Precision:
    """Return the precision with its Wilson interval. Raises ValueError if right > settled."""
    if not 0 <= right <= settled:
        raise ValueError(f"{right} of {settled}")
    if settled == 0:
        return Precision(0, 0, 0.0, 1.0)
    share, square = right / settled, Z_95 * Z_95
    centre = (share + square / (2 * settled)) / (1 + square / settled)
    half = (
        Z_95
        * sqrt(share * (1 - share) / settled + square / (4 * settled * settled))
        / (1 + square / settled)
    )
    return Precision(settled, right, max(0.0, centre - half), min(1.0, centre + half))
