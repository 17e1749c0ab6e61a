"""Positions of everything drawn on a line: custody lines, precision intervals, a month's sheet."""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xiezhi.clues.precision import precision
from xiezhi.web.components.clocks import NEAR_DAYS


@dataclass(frozen=True, slots=True)
class Axis:
    """A shared time axis, [from_on, until_on), with today and the first days of its months."""

    from_on: date
    until_on: date
    today: date

    def at(self, on: date) -> str:
        """Return the position of a day as an SVG percentage, clipped to the axis."""
        whole = (self.until_on - self.from_on).days or 1
        share = (on - self.from_on).days / whole
        return f"{min(max(share, 0), 1) * 100:.2f}%"

    def width(self, from_on: date, until_on: date) -> str:
        """Return the length of a span as an SVG percentage."""
        start, end = float(self.at(from_on)[:-1]), float(self.at(until_on)[:-1])
        return f"{max(end - start, 0):.2f}%"

    @property
    def now_at(self) -> str:
        """Return the position of today."""
        return self.at(self.today)

    @property
    def months(self) -> tuple[tuple[str, int], ...]:
        """Positions and numbers of the months that begin on the axis."""
        days = (self.from_on + timedelta(n) for n in range((self.until_on - self.from_on).days))
        return tuple((self.at(on), on.month) for on in days if on.day == 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle of a custody line: css class, x, width, y, height."""

    shape: str
    x: str
    width: str
    y: int = 7
    height: int = 8


def axis_of(spans: Iterable[tuple[date | None, date | None]], today: date) -> Axis:
    """Return an axis that holds every span, at least a quarter either side of today."""
    days = [on for span in spans for on in span if on] + [today]
    first = max(min(days), today - timedelta(days=120))
    last = min(max(days), today + timedelta(days=90))
    return Axis(
        first - timedelta(days=4), max(last, today + timedelta(days=30)) + timedelta(days=9), today
    )


def custody_bars(
    axis: Axis, start_on: date, due_on: date | None, *, held: bool = False
) -> tuple[Bar, ...]:
    """Return what has passed, what is left (ink when near), what is over or not counted."""
    today = axis.today
    if held or due_on is None:
        return (Bar("heldb", axis.at(start_on), axis.width(start_on, today)),)
    past_until = min(today, due_on)
    bars = [Bar("past", axis.at(start_on), axis.width(start_on, past_until))]
    if due_on < today:
        bars.append(Bar("ov", axis.at(due_on), axis.width(due_on, today), 4, 14))
    elif due_on > today:
        near = (due_on - today).days <= NEAR_DAYS
        bars.append(Bar("nearb" if near else "left", axis.at(today), axis.width(today, due_on)))
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class Interval:
    """A precision with its 95 % Wilson interval, each in whole per cent."""

    point: int
    low: int
    high: int


def wilson(good: int, total: int) -> Interval | None:
    """Return precision and interval of `good` out of `total`; None when too few were verified."""
    found = precision(total, good)
    if not found.tells:
        return None
    return Interval(round(found.share * 100), round(found.low * 100), round(found.high * 100))


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the month's sheet: the day (None outside the month) and its marks."""

    on: date | None
    off: bool = False
    today: bool = False
    marks: tuple[tuple[str, str], ...] = ()


def month_sheet(
    today: date, marks: Mapping[date, Sequence[tuple[str, str]]], off: Mapping[date, bool]
) -> tuple[tuple[Day, ...], ...]:
    """Return today's month by weeks; `marks` are (css class, tooltip) by day, `off` rest days."""
    weeks = []
    for week in Calendar().monthdatescalendar(today.year, today.month):
        weeks.append(
            tuple(
                Day(on, off.get(on, on.weekday() > 4), on == today, tuple(marks.get(on, ())))
                if on.month == today.month
                else Day(None, off=True)
                for on in week
            )
        )
    return tuple(weeks)
