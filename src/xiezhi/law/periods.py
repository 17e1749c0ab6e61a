"""The clock engine: a period, a start and what happened since → the last day, with reasons.

Facts alone never extend a clock: an extension counts only when it was granted. Restart, deferral,
exclusion and suspension are four different operations and keep their own words in the steps.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial

from xiezhi.law.calendar import Calendar
from xiezhi.law.counting import Interval, Manner
from xiezhi.law.courses import course_of
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.errors import PeriodError
from xiezhi.law.packs import Pack
from xiezhi.law.period_plans import names_read
from xiezhi.law.period_rules import Period
from xiezhi.law.reckoning import Reckoning, Request, reasons

__all__ = ["Deadline", "Interval", "Manner", "Step", "due", "holds"]

_NOTHING: Mapping[str, object] = {}
_NO_EVENTS: Mapping[str, date] = {}
_REMEMBERED = 1 << 18
_LAST_YEAR = date.max.year - 100  # beyond it no length fits into a date


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
    the time 「NAME:2 days」. Raises PeriodError in Chinese for a constraint without a date, a day
    without a version in force, and anything the period does not know.
    """
    names = _names(pack, period_id)
    asked = [facts.get(name) for name in names]
    key: tuple[object, ...] = (period_id, start, *asked)
    if events or exclusions or suspensions or extensions or on:
        parts = (events.items(), exclusions, suspensions, extensions)
        key = (*key, on, *[tuple(part) for part in parts])
    known = _recall(pack, key) if calendar is None else None
    if known is not None:
        return known
    plain = type(start) is date and not (events or exclusions or suspensions or on or calendar)
    course = (pack, period_id, names, start, tuple(asked), tuple(extensions))
    deadline = (_by_course(*course) if plain else None) or _reckon(Request(
        pack.period(period_id), start, pack, on, dict(zip(names, asked, strict=True)),
        dict(events), tuple(exclusions), tuple(suspensions), tuple(extensions),
        calendar or pack.days,
    ))  # fmt: skip
    if calendar is None:
        _remember(pack, key, deadline)
    return deadline


def _reckon(request: Request) -> Deadline:
    """Work a request out from the beginning."""
    _require_day(request.period, request.start)
    return Reckoning(request).outcome()


def _require_day(period: Period, start: date) -> None:
    if period.kind == "constraint":
        raise not_a_date(period)
    if start.year > _LAST_YEAR:
        place = f"期限 {period.id}（{period.label}）"
        raise PeriodError(place, f"起算日 {start} 的年份过大", "核对起算日")


def _by_course(
    pack: Pack,
    period_id: str,
    names: tuple[str, ...],
    start: date,
    asked: tuple[object, ...],
    extensions: tuple[str, ...],
) -> Deadline | None:
    """The common case, nothing happened since the start: by the course prepared for it."""
    try:
        known = pack.courses.setdefault((period_id, asked, extensions), [])
    except TypeError:  # a fact that is a list cannot be part of a key
        return None
    explained = partial(_explained, pack, period_id, names, start, asked, extensions)
    for course in known:
        if course.from_on <= start < course.until_on and start.year <= _LAST_YEAR:
            return course.deadline(start, pack.days, explained)
    _require_day(pack.period(period_id), start)
    found = course_of(_request(pack, period_id, names, start, asked, extensions))
    if found is None:
        return None
    if len(pack.courses) > _REMEMBERED:
        pack.courses.clear()
    known.append(found)
    return found.deadline(start, pack.days, explained)


def _request(
    pack: Pack,
    period_id: str,
    names: tuple[str, ...],
    start: date,
    asked: tuple[object, ...],
    extensions: tuple[str, ...],
) -> Request:
    facts = dict(zip(names, asked, strict=True))
    period = pack.period(period_id)
    return Request(period, start, pack, None, facts, {}, (), (), extensions, pack.days)


def _explained(
    pack: Pack,
    period_id: str,
    names: tuple[str, ...],
    start: date,
    asked: tuple[object, ...],
    extensions: tuple[str, ...],
) -> tuple[Step, ...]:
    """The steps of a clock that ran by its course."""
    return reasons(_request(pack, period_id, names, start, asked, extensions))


def _names(pack: Pack, period_id: str) -> tuple[str, ...]:
    """The facts a period may ask for, found once."""
    names = pack.names.get(period_id)
    if names is None:
        period = pack.period(period_id)
        constraint = period.kind == "constraint"
        names = () if constraint else tuple(sorted(names_read(pack, period)))
        pack.names[period_id] = names
    return names


def _recall(pack: Pack, key: tuple[object, ...]) -> Deadline | None:
    """The same clock on the same day with the same facts is worked out once."""
    try:
        return pack.reckoned.get(key)
    except TypeError:  # a fact that is a list cannot be part of a key
        return None


def _remember(pack: Pack, key: tuple[object, ...], deadline: Deadline) -> None:
    if len(pack.reckoned) >= _REMEMBERED:
        pack.reckoned.clear()
    with suppress(TypeError):
        pack.reckoned[key] = deadline


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
