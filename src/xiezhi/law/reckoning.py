"""One reckoning of one clock: restart, deferral, length, extensions, exclusions, the roll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from xiezhi.law.calendar import Calendar
from xiezhi.law.citations import Citation
from xiezhi.law.counting import (
    Interval,
    end_of_hours,
    in_shanghai,
    last_day,
    merge,
    put_off,
    put_off_working,
)
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.durations import Duration
from xiezhi.law.errors import PeriodError
from xiezhi.law.extending import Granted, granted, longest, require_known_events, total
from xiezhi.law.packs import Pack
from xiezhi.law.period_plans import Plan, plan_for
from xiezhi.law.period_rules import NamedEvent, Period
from xiezhi.law.rolling import Rolled, roll
from xiezhi.law.telling import Telling


@dataclass(frozen=True, slots=True)
class Request:
    """Everything ``due`` was asked."""

    period: Period
    start: date | datetime
    pack: Pack
    on: date | None
    facts: Mapping[str, object]
    events: Mapping[str, date]
    exclusions: Sequence[Interval]
    suspensions: Sequence[Interval]
    extensions: Sequence[str]
    calendar: Calendar


def reasons(request: Request) -> tuple[Step, ...]:
    """The steps of the reckoning of ``request``."""
    telling = Telling()
    Reckoning(request, telling).outcome()
    return tuple(telling.steps)


class Reckoning:
    """Works one request out; with a ``Telling`` it also says each step."""

    def __init__(self, request: Request, telling: Telling | None = None) -> None:
        self.request = request
        self.telling = telling
        self.place = f"期限 {request.period.id}（{request.period.label}）"
        start = request.start
        self.start_on = in_shanghai(start).date() if isinstance(start, datetime) else start
        self.plan = plan_for(request.pack, request.period, request.on or self.start_on)

    def outcome(self) -> Deadline:
        """The deadline. Raises PeriodError for what the period does not admit."""
        request = self.request
        for other in self.plan.version.instead:
            if self.condition(other.condition):
                if self.telling:
                    self.telling.instead(other)
                period = request.pack.period(other.period)
                moved = Reckoning(replace(request, period=period), self.telling).outcome()
                asked = partial(reasons, request)
                return replace(moved, period_id=request.period.id, explained=asked)
        require_known_events(self.place, self.plan.version, request.events)
        if self.plan.length.hours:
            return self._hours()
        start = self._restarted()
        if not self._begins(start):
            return self._not_running()
        start = self._deferred(start)
        if self.telling:
            self.telling.begins(request.period, self.plan, start)
        return self._days(start)

    def condition(self, expression: str | None) -> bool | None:
        """Whether a condition holds by the facts given; None when they do not decide it."""
        if expression is None:
            return True
        return self.request.pack.condition(expression, self.place).holds(self.request.facts)

    def _restarted(self) -> date:
        """The start after the latest restart; the rule in force then governs."""
        if not self.request.events:
            return self.start_on
        happened = [
            (self.request.events[one.event], one)
            for one in self.plan.version.restarts
            if one.event in self.request.events
        ]
        if not happened:
            return self.start_on
        on, restart = max(happened, key=lambda pair: pair[0])
        self._not_before_start(on, restart)
        if restart.since and on < restart.since:
            problem = f"{restart.label}自 {restart.since} 起才重新计算期限，{on} 尚无此规定"
            raise PeriodError(f"事件 {restart.event}", problem, "撤回该事件")
        if self.request.on is None:
            self.plan = plan_for(self.request.pack, self.request.period, on)
        if self.telling:
            self.telling.event(on, f"{restart.label}，期限自 {on} 重新计算", restart)
        return on

    def _not_before_start(self, on: date, event: NamedEvent) -> None:
        if on < self.start_on:
            problem = f"{event.label}的日期 {on} 早于起算日 {self.start_on}"
            raise PeriodError(f"事件 {event.event}", problem, "核对两个日期")

    def _begins(self, start: date) -> bool:
        for one in self.plan.version.defers:
            given = one.event in self.request.events
            if not given and one.condition and self.condition(one.condition):
                if self.telling:
                    self.telling.event(start, f"尚待{one.label}，期限未起算", one)
                return False
        return True

    def _deferred(self, start: date) -> date:
        for one in self.plan.version.defers:
            on = self.request.events.get(one.event)
            if on is not None and on > start:
                start = on
                if self.telling:
                    self.telling.event(on, f"{one.label}，期限自 {on} 起计算", one)
        reading = self.plan.version.disputed
        if reading and reading.counts_first_day and self.condition(reading.condition):
            start -= timedelta(days=1)
            if self.telling:
                self.telling.event(start, f"按有争议的读法：{reading.note}", None)
        return start

    def _not_running(self) -> Deadline:
        return Deadline(
            self.request.period.id, None, None, explained=partial(reasons, self.request)
        )

    def _days(self, start: date) -> Deadline:
        taken_out = self._taken_out()
        if taken_out is None:
            return self._not_running()
        ends = partial(self._end, start, taken_out=taken_out)
        allowed = granted(self, start, ends)
        length = total(self.plan, allowed)
        rolled = ends(length)
        if self.telling:
            self.telling.length(self.plan, start, allowed, ends)
            self.telling.taken_out(self.plan, start, rolled.before, taken_out)
            self.telling.rolled(self.plan, rolled, self.request.calendar)
        due_on, latest_on = rolled.on, rolled.at_latest
        most = longest(self, allowed)
        if most is not allowed:
            latest_on = ends(total(self.plan, most)).at_latest
        capped = self._capped(due_on)
        if capped is not None:
            due_on, latest_on = min(due_on, capped), min(latest_on, capped)
        if self.telling:
            self.telling.ends(self.plan, due_on, latest_on, most[len(allowed) :])
        return Deadline(
            self.request.period.id,
            due_on,
            latest_on,
            rolled.provisional or self.plan.version.unverified,
            explained=partial(reasons, self.request),
        )

    def _taken_out(self) -> list[Interval] | None:
        """The days not counted; None while one has no end yet and the clock stands still."""
        request, version = self.request, self.plan.version
        if not (request.exclusions or request.suspensions):
            return []
        if request.exclusions and not version.excludes:
            problem = "规定中没有可以扣除的事由，不得扣除"
            raise PeriodError(self.place, problem, "如属中止，应按中止记录；否则撤回扣除")
        known = {ground.ground for ground in version.excludes}
        for one in request.exclusions:
            if one.ground is not None and one.ground not in known:
                cure = f"可以扣除的事由：{'、'.join(sorted(known))}"
                raise PeriodError(self.place, f"没有名为「{one.ground}」的扣除事由", cure)
        intervals = [*request.exclusions, *request.suspensions]
        for one in intervals:
            if one.until_on is not None and one.until_on < one.from_on:
                problem = f"扣除的起日 {one.from_on} 晚于止日 {one.until_on}"
                raise PeriodError(self.place, problem, "核对两个日期（止日不含）")
        still = next((one for one in intervals if one.until_on is None), None)
        if still is not None:
            if self.telling:
                word = "中止" if still in request.suspensions else "不计入期限的事由"
                self.telling.event(
                    still.from_on, f"自 {still.from_on} 起{word}，尚未恢复计算", None
                )
            return None
        return intervals if not intervals or merge(intervals) else []

    def _end(self, start: date, length: Duration, *, taken_out: list[Interval]) -> Rolled:
        manner, calendar = self.plan.manner, self.request.calendar
        if length.working_days:
            end = put_off_working(start, length.working_days, taken_out, calendar)
            known = calendar.published(end) and calendar.published(start)
            return Rolled(end, end, end, provisional=not known)
        end = last_day(start, length, manner, calendar)
        if taken_out and not manner.moves_earlier:
            end, _ = put_off(start, end, taken_out)
        return roll(end, manner, calendar, self.condition)

    def _capped(self, due_on: date) -> date | None:
        for one in self.plan.version.caps:
            on = self.request.events.get(one.event)
            if on is not None:
                if self.telling and on < due_on:
                    self.telling.event(on, f"不得超过{one.label}（{on}）", one)
                return on
        return None

    def _hours(self) -> Deadline:
        request = self.request
        if not isinstance(request.start, datetime):
            problem = f"以小时计算的期限须有时刻，只给了日期 {request.start}"
            raise PeriodError(self.place, problem, "写明时刻，如 2026-03-01T10:30")
        if request.exclusions or request.suspensions:
            raise PeriodError(self.place, "以小时计算的期限不能扣除", "撤回扣除或中止")
        start, manner = request.start, self.plan.manner
        allowed = granted(self, self.start_on, None)
        due_at = end_of_hours(start, total(self.plan, allowed).hours, manner)
        most = longest(self, allowed)
        latest_at = end_of_hours(start, total(self.plan, most).hours, manner)
        if self.telling:
            self.telling.begins(request.period, self.plan, self.start_on)
            self.telling.hours(self.plan, in_shanghai(start), allowed, due_at, latest_at)
        return Deadline(
            request.period.id,
            due_at.date(),
            latest_at.date(),
            self.plan.version.unverified,
            due_at,
            latest_at,
            explained=partial(reasons, request),
        )

    def known_false(self, expression: str | None) -> bool:
        """Whether a condition is known not to hold."""
        return expression is not None and self.condition(expression) is False

    def citation_of(self, event: NamedEvent) -> Citation | None:
        """The event's own source, else the version's."""
        return event.citation or self.plan.version.citation


__all__ = ["Granted", "Plan", "Reckoning", "Request", "reasons"]
