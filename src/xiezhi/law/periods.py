"""The clock engine: a period, a start and what happened since → the last day, with reasons.

Facts alone never extend a clock: an extension counts only when it was granted. Restart, deferral,
exclusion and suspension are four different operations and keep their own words in the steps.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from xiezhi.law.calendar import Calendar
from xiezhi.law.counting import Interval, Manner, last_day
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.errors import PeriodError
from xiezhi.law.packs import Pack
from xiezhi.law.period_plans import plan_for
from xiezhi.law.period_rules import Period
from xiezhi.law.reckoning import Reckoning, Request, reasons

__all__ = ["Deadline", "Interval", "Manner", "Step", "due", "holds"]

_NOTHING: Mapping[str, object] = {}
_NO_EVENTS: Mapping[str, date] = {}


def due(
    period_id: str,
    start: date | datetime,
    *,
    pack: Pack,
    on: date | None = None,
    facts: Mapping[str, object] = _NOTHING,
    events: Mapping[str, date] = _NO_EVENTS,
    exclusions: Sequence[Interval] = (),
    suspensions: Sequence[Interval] = (),
    extensions: Sequence[str] = (),
    calendar: Calendar | None = None,
) -> Deadline:
    """When the period ends that began on ``start``.

    ``period_id`` may be the last part alone. ``on`` picks the version of the rule (by default the
    day the clock starts). ``events`` are the period's own restarts, deferrals and caps, and
    ``extension.NAME`` with the day it was granted; ``extensions`` are names granted, for a part of
    the time 「NAME:2 days」. Raises PeriodError in Chinese for a constraint that has no date, a day
    without a version in force, and anything the period does not know.
    """
    period = pack.periods.get(period_id) or pack.period(period_id)
    if period.kind == "constraint":
        raise not_a_date(period)
    request = Request(
        period, start, pack, on, facts, events, exclusions, suspensions, extensions,
        calendar or pack.days,
    )  # fmt: skip
    if not (events or exclusions or suspensions or extensions or on) and type(start) is date:
        quick = _plain(request, start)
        if quick is not None:
            return quick
    return Reckoning(request).outcome()


def _plain(request: Request, start: date) -> Deadline | None:
    """The common case without asking anything: counted and not on a rest day."""
    plan = plan_for(request.pack, request.period, start)
    if not plan.plain or plan.length.hours or plan.length.working_days:
        return None
    end = last_day(start, plan.length, plan.manner, request.calendar)
    manner = plan.manner
    if (manner.rolls or manner.moves_earlier) and (
        not request.calendar.published(end) or request.calendar.is_rest(end)
    ):
        return None
    return Deadline(request.period.id, end, end, explained=partial(reasons, request))


def holds(period_id: str, *, pack: Pack, on: date, facts: Mapping[str, object]) -> bool | None:
    """Whether a constraint is kept on a day; None when the facts do not decide it.

    Raises PeriodError for a period that is no constraint or has no version in force then.
    """
    period = pack.period(period_id)
    place = f"期限 {period.id}（{period.label}）"
    version = next((one for one in period.versions if one.in_force.covers(on)), None)
    if version is None:
        raise PeriodError(place, f"{on} 没有有效的规定", "检查日期")
    if version.holds_if is None:
        raise PeriodError(place, "没有可以判断的条件", "用 xiezhi law explain 查看其内容")
    return pack.condition(version.holds_if, place).holds(facts)


def not_a_date(period: Period) -> PeriodError:
    """The refusal to compute a date for a constraint."""
    return PeriodError(
        f"期限 {period.id}（{period.label}）",
        "这是次数、条件一类的约束，或期限长度未得原文，没有可以计算的届满日",
        f"用 xiezhi law explain {period.id} 查看其内容",
    )
