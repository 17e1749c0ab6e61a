"""Lengths as rule files write them: 「1 month + 15 days」, 「3 working days」, 「24 hours」."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TERM = re.compile(r"^(?:(\d+) )?(half months?|working days?|years?|months?|days?|hours?)$")
_MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Duration:
    """A length: months are laid down first, then days. ``halves`` are half months (半个月)."""

    months: int = 0
    halves: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(
            self.months + other.months,
            self.halves + other.halves,
            self.days + other.days,
            self.working_days + other.working_days,
            self.hours + other.hours,
        )

    def times(self, number: int) -> "Duration":
        """The length laid down ``number`` times."""
        total = Duration()
        for _ in range(number):
            total = total + self
        return total

    @property
    def label(self) -> str:
        """The length in Chinese: 「1个月15日」."""
        parts = [
            (self.months, "个月"),
            (self.days, "日"),
            (self.working_days, "个工作日"),
            (self.hours, "小时"),
        ]
        said = [f"{number}{unit}" for number, unit in parts if number]
        if self.halves:
            said.insert(1 if self.months else 0, "半个月" * self.halves)
        return "".join(said) or "当日"


@lru_cache(maxsize=512)
def read_duration(written: str) -> Duration:
    """Read a length. Raises ValueError in Chinese for anything else.

    >>> read_duration("1 month + 15 days").label
    '1个月15日'
    """
    total = Duration()
    if written == "same day":
        return total
    for term in written.split(" + "):
        match = _TERM.match(term.strip())
        if match is None:
            raise ValueError(
                f"「{written}」不是期限长度，应写如 1 month、15 days、3 working days、24 hours"
            )
        number, unit = int(match[1] or 1), match[2].rstrip("s")
        if unit == "year":
            number, unit = number * _MONTHS_IN_YEAR, "month"
        total = total + Duration(
            **{{"half month": "halves"}.get(unit, f"{unit.replace(' ', '_')}s"): number}
        )
    return total
