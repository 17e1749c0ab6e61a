"""Worked examples of period files: carried out like any request and compared."""

from collections.abc import Iterator
from datetime import date, datetime

from xiezhi.law.counting import SHANGHAI, Interval
from xiezhi.law.deadlines import Deadline
from xiezhi.law.errors import LawError, PeriodError
from xiezhi.law.packs import Pack
from xiezhi.law.period_rules import Example, Expected, Period
from xiezhi.law.periods import due, holds


def read_interval(written: str) -> Interval:
    """「2026-03-01..2026-03-21 ground」 as days; the end is exclusive and may be missing.

    Raises PeriodError in Chinese for anything else.
    """
    days, _, ground = written.partition(" ")
    first, dots, last = days.partition("..")
    try:
        until = date.fromisoformat(last) if last else None
        interval = Interval(date.fromisoformat(first), until, ground or None)
    except ValueError as error:
        raise _not_an_interval(written) from error
    if not dots:
        raise _not_an_interval(written)
    if interval.until_on is not None and interval.until_on <= interval.from_on:
        problem = f"「{written}」的止日不晚于起日"
        raise PeriodError("扣除的期间", problem, "止日不含在内，应晚于起日")
    return interval


def _not_an_interval(written: str) -> PeriodError:
    cure = "写成 起日..止日（止日不含），如 2026-03-01..2026-03-21"
    return PeriodError("扣除的期间", f"读不出「{written}」", cure)


def disagreements(period: Period, pack: Pack) -> Iterator[tuple[Example, str]]:
    """The examples of a period that do not come out as written, each with what came instead."""
    for example in period.examples:
        try:
            said = _disagreement(period, example, pack)
        except LawError as error:
            said = f"得到错误：{error}"
        if said:
            yield example, said


def _disagreement(period: Period, example: Example, pack: Pack) -> str | None:
    given, expect = example.given, example.expect
    target = given.clock or period.id
    if expect.holds is not None:
        on = given.on or period.versions[-1].in_force.from_on
        kept = holds(target, pack=pack, on=on, facts=given.facts)
        return None if kept is expect.holds else f"约束判断为 {kept}，应为 {expect.holds}"
    if given.start is None:
        return "given 缺少 start"
    try:
        deadline = carry_out(target, example, given.start, pack)
    except PeriodError as error:
        if expect.refused is not None and expect.refused in str(error):
            return None
        raise
    if expect.refused is not None:
        return f"应被拒绝（{expect.refused}），却得到 {deadline.due_on}"
    return _difference(deadline, expect)


def carry_out(target: str, example: Example, start: date | datetime, pack: Pack) -> Deadline:
    """The deadline of an example's request."""
    given = example.given
    return due(
        target,
        start,
        pack=pack,
        on=given.on,
        facts=given.facts,
        events=given.events,
        exclusions=[read_interval(one) for one in given.exclude],
        suspensions=[read_interval(one) for one in given.suspend],
        extensions=given.extensions,
    )


def _difference(deadline: Deadline, expect: Expected) -> str | None:
    if expect.not_running:
        return None if deadline.due_on is None else f"应未起算，却得到 {deadline.due_on}"
    due_at = expect.due_at.replace(tzinfo=SHANGHAI) if expect.due_at else None
    pairs: list[tuple[str, object, object]] = [
        ("due_on", deadline.due_on, expect.due_on),
        ("due_at", deadline.due_at, due_at),
        ("latest_on", deadline.latest_on, expect.latest_on),
        ("provisional", deadline.provisional, expect.provisional),
    ]
    if not any((expect.due_on, expect.due_at)):
        return "expect 没有写明结果"
    wrong = [f"{name} 为 {got}，应为 {due}" for name, got, due in pairs if due not in (None, got)]
    if expect.provisional is None and deadline.provisional:
        wrong.append("结果为暂定，expect 未写 provisional: true")
    return "；".join(wrong) or None
