"""Rest days and make-up working days by year; a year not yet published is not guessed.

The years come from the ``chinesecalendar`` package (the State Council's yearly notices) and from
``calendar/<year>.yaml`` of a pack, by which a newly published year is added without a new release.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from chinese_calendar import Holiday, constants
from pydantic import Field

from xiezhi.law.validity import Rule

_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarYear(Rule):
    """One published year: weekdays off and weekend days worked, with the notice that says so."""

    id: int
    notice: str
    rest: tuple[date, ...] = ()
    work: tuple[date, ...] = Field(default=(), description="调休上班的周末")


class Calendar:
    """Which days are rest days, for the years published; immutable once built."""

    def __init__(self, rest: Iterable[date], work: Iterable[date], years: Iterable[int]) -> None:
        self.years = frozenset(years)
        self._rest = frozenset(rest)
        self._work = frozenset(work)
        self._later: dict[date, date | None] = {}
        self._earlier: dict[date, date | None] = {}
        self._published_until = max(self.years, default=0)

    def published(self, day: date) -> bool:
        """Whether the arrangement of that day's year is known."""
        return day.year in self.years

    def is_rest(self, day: date) -> bool:
        """Whether a day is one of rest; in a year not published, whether it is a weekend day."""
        if day in self._rest:
            return True
        return day.weekday() >= _SATURDAY and day not in self._work

    def roll_later(self, day: date) -> date | None:
        """The first working day on or after ``day``; None when it needs an unpublished year."""
        if day not in self._later:
            self._later[day] = self._seek(day, _DAY)
        return self._later[day]

    def roll_earlier(self, day: date) -> date | None:
        """The last working day on or before ``day``; None when it needs an unpublished year."""
        if day not in self._earlier:
            self._earlier[day] = self._seek(day, -_DAY)
        return self._earlier[day]

    def _seek(self, day: date, step: timedelta) -> date | None:
        while day.year in self.years:
            if not self.is_rest(day):
                return day
            day += step
        return None

    def name(self, day: date) -> str:
        """What a rest day is called: 国庆节, 周六, 周日; 「调休上班」 for a make-up day."""
        if day in self._work:
            return "调休上班"
        if day in constants.holidays:
            return str(Holiday(constants.holidays[day]).chinese)
        if day.weekday() >= _SATURDAY:
            return "周六" if day.weekday() == _SATURDAY else "周日"
        return "放假" if day in self._rest else "工作日"

    def with_years(self, added: Iterable[CalendarYear]) -> "Calendar":
        """This calendar with further published years; a year given again replaces the old one."""
        rest, work, years = set(self._rest), set(self._work), set(self.years)
        for year in added:
            rest = {day for day in rest if day.year != year.id} | set(year.rest)
            work = {day for day in work if day.year != year.id} | set(year.work)
            years.add(year.id)
        return Calendar(rest, work, years)


@cache
def published_calendar() -> Calendar:
    """The calendar of all years that the package knows."""
    years = {day.year for day in constants.holidays}
    return Calendar(constants.holidays, constants.workdays, years)
