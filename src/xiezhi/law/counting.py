"""Counting: from a start and a length to the last day, by the rules of a counting family.

Pure date arithmetic. Which rules a family has, and where they stand in the law, is data
(``packs/*/counting``); this module only knows how each named rule is carried out.
"""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from xiezhi.law.calendar import Calendar
from xiezhi.law.counting_rules import CountingVersion
from xiezhi.law.durations import Duration

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MONTHS = 12
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY, _LEAP_FEBRUARY = 2, 29


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``from_on`` until ``until_on`` (exclusive; None while it still lasts)."""

    from_on: date
    until_on: date | None
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """A counting family's rules in the form the arithmetic needs.

    ``stays_if`` is the condition under which the last day stays where it is (在押).
    """

    version: CountingVersion
    rolls: bool
    stays_if: str | None
    moves_earlier: bool
    excludes_first_day: bool
    excludes_first_hour: bool
    month_end_to_month_end: bool
    half_month: Duration

    @classmethod
    def of(cls, version: CountingVersion) -> "Manner":
        """Read the rules of a family once."""
        names = {rule.rule for rule in version.rules}
        half, stays = version.rule("half_month"), version.rule("no_roll_while_in_custody")
        return cls(
            version,
            rolls="roll_past_holidays" in names and "never_roll" not in names,
            stays_if=stays.condition if stays else None,
            moves_earlier="move_earlier" in names,
            excludes_first_day="exclude_first_day" in names,
            excludes_first_hour="exclude_first_hour" in names,
            month_end_to_month_end="month_end_to_month_end" in names,
            half_month=half.worth if half else Duration(),
        )


def add_months(start: date, months: int, *, month_end_to_month_end: bool) -> date:
    """The day ``months`` later: same day, or the last of the month when there is none such.

    With ``month_end_to_month_end`` a start on the last day of a month ends on a last day too.
    """
    total = start.year * _MONTHS + start.month - 1 + months
    year, month = divmod(total, _MONTHS)
    month += 1
    last = _days_in(year, month)
    at_end = month_end_to_month_end and is_month_end(start)
    return date(year, month, last if at_end else min(start.day, last))


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day.day == _days_in(day.year, day.month)


def _days_in(year: int, month: int) -> int:
    return _LEAP_FEBRUARY if month == _FEBRUARY and isleap(year) else _DAYS[month]


def last_day(start: date, length: Duration, manner: Manner, calendar: Calendar) -> date:
    """The last day by the length alone: months first, then days; no exclusions, no holidays."""
    if manner.moves_earlier:
        return start - timedelta(days=length.days)
    end = start
    if length.months:
        end = add_months(end, length.months, month_end_to_month_end=manner.month_end_to_month_end)
    days = length.days + length.halves * manner.half_month.days
    if days:
        end += timedelta(days=days)
    if length.working_days:
        end = nth_working_day(end, length.working_days, calendar)
    return end


def nth_working_day(start: date, number: int, calendar: Calendar) -> date:
    """The ``number``-th working day after ``start``; unpublished years count weekends only."""
    day = start
    while number:
        day += _DAY
        if not calendar.is_rest(day):
            number -= 1
    return day


def merge(intervals: Sequence[Interval]) -> list[tuple[date, date]]:
    """Closed-off stretches in order, overlaps joined, so that no day is taken out twice."""
    merged: list[tuple[date, date]] = []
    for one in sorted(intervals, key=lambda interval: interval.from_on):
        if one.until_on is None or one.until_on <= one.from_on:
            continue
        if merged and one.from_on <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], one.until_on))
        else:
            merged.append((one.from_on, one.until_on))
    return merged


def put_off(start: date, end: date, intervals: Sequence[Interval]) -> tuple[date, int]:
    """``end`` moved by the days of the intervals that fall into the clock, and how many they are.

    The first day is not counted anyway, so days up to and including ``start`` take out nothing.
    """
    taken = 0
    for from_on, until_on in merge(intervals):
        first = max(from_on, start + _DAY)
        if first > end or until_on <= first:
            continue
        days = (until_on - first).days
        taken += days
        end += timedelta(days=days)
    return end, taken


def put_off_working(
    start: date, number: int, intervals: Sequence[Interval], calendar: Calendar
) -> date:
    """The ``number``-th working day after ``start`` that lies in none of the intervals."""
    merged = merge(intervals)
    day = start
    while number:
        day += _DAY
        out = any(from_on <= day < until_on for from_on, until_on in merged)
        if not out and not calendar.is_rest(day):
            number -= 1
    return day


def end_of_hours(start: datetime, hours: int, manner: Manner) -> datetime:
    """The instant an hour clock runs out; the hour it started in is not counted."""
    local = in_shanghai(start)
    if manner.excludes_first_hour:
        local = local.replace(minute=0, second=0, microsecond=0) + _HOUR
    return local + timedelta(hours=hours)


def in_shanghai(instant: datetime) -> datetime:
    """An instant in the time of Shanghai; one without a zone is taken to be in it."""
    if instant.tzinfo is None:
        return instant.replace(tzinfo=SHANGHAI)
    return instant.astimezone(SHANGHAI)
