"""Clocks by a prepared course: what facts and grants settle is settled once, the rest is dates.

A course holds for every start within one version of a period and of its way of counting, while
nothing happened since the start. It gives the same deadline as a whole reckoning, whose steps
are worked out when they are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from xiezhi.law.calendar import Calendar
from xiezhi.law.counting import Manner, last_day, nth_working_day
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.durations import Duration
from xiezhi.law.extending import granted, longest, total
from xiezhi.law.period_plans import family_of
from xiezhi.law.reckoning import Reckoning, Request
from xiezhi.law.validity import version_on

_DAY = timedelta(days=1)
_Steps = Callable[[], tuple[Step, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How a clock runs from any start in ``from_on`` until ``until_on`` (exclusive).

    ``most`` is the length with every extension still possible, ``length`` itself when there is
    none; ``stays`` whether a last day on a day of rest stays (None when that is not known).
    """

    from_on: date
    until_on: date
    period_id: str
    manner: Manner
    length: Duration
    most: Duration
    counts_first_day: bool
    stays: bool | None
    unverified: bool

    def deadline(self, start: date, calendar: Calendar, explained: _Steps) -> Deadline:
        """The deadline of a clock that starts on a day."""
        first = start - _DAY if self.counts_first_day else start
        due_on, latest_on, provisional = self._end(first, self.length, calendar)
        if self.most is not self.length:
            latest_on = self._end(first, self.most, calendar)[1]
        provisional = provisional or self.unverified
        return Deadline(self.period_id, due_on, latest_on, provisional, None, None, explained)

    def _end(self, start: date, length: Duration, calendar: Calendar) -> tuple[date, date, bool]:
        """The last day, the latest it may come to lie on, and whether that may still change."""
        manner, years = self.manner, calendar.years
        if length.working_days:
            end = nth_working_day(start, length.working_days, calendar)
            return end, end, end.year not in years or start.year not in years
        end = last_day(start, length, manner, calendar)
        if self.stays or not (manner.rolls or manner.moves_earlier):
            return end, end, False
        moved = calendar.roll_earlier(end) if manner.moves_earlier else calendar.roll_later(end)
        if moved is None:
            return end, end, True
        return (end if self.stays is None else moved), moved, False


def course_of(request: Request) -> Course | None:
    """The course of a request without events, or None when only a whole reckoning can tell.

    Raises PeriodError for an extension that the period does not admit.
    """
    reckoning = Reckoning(request)
    plan, holds = reckoning.plan, reckoning.condition
    version = plan.version
    elsewhere = any(holds(other.condition) for other in version.instead)
    deferred = any(one.condition and holds(one.condition) for one in version.defers)
    counting = version_on(family_of(request.pack, request.period).versions, reckoning.start_on)
    if elsewhere or deferred or plan.length.hours or counting is None:
        return None
    allowed = granted(reckoning, reckoning.start_on, None)
    most = longest(reckoning, allowed)
    length = total(plan, allowed)
    reading, stretches = version.disputed, (version.in_force, counting.in_force)
    return Course(
        from_on=max(one.from_on for one in stretches),
        until_on=min(one.until_on or date.max for one in stretches),
        period_id=request.period.id,
        manner=plan.manner,
        length=length,
        most=length if most is allowed else total(plan, most),
        counts_first_day=bool(reading and reading.counts_first_day and holds(reading.condition)),
        stays=holds(plan.manner.stays_if) if plan.manner.stays_if else False,
        unverified=version.unverified,
    )
