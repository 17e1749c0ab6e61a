"""Extending, excluding, suspending and resuming a clock: four different acts with four grounds."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.law import clocks
from xiezhi.law.acts import Act, date_in
from xiezhi.law.context import Context, day_of
from xiezhi.law.counting import Interval
from xiezhi.law.deciders import check_decider
from xiezhi.law.procedure_rules import Extension
from xiezhi.law.refusals import Refusal, Refused, lacks, not_now
from xiezhi.law.state import ClockState, State


def _clock(state: State, act: Act) -> tuple[ClockState | None, list[Refusal]]:
    key = str(act.data.get("clock", ""))
    clock = state.clock(key)
    if clock is None or clock.status == "done":
        keys = "、".join(c.key for c in clocks.running(state)) or "无"
        reason = f"没有正在进行的期限「{key}」"
        return None, [not_now("clock.none", reason, f"可选的期限：{keys}")]
    return clock, []


def extension_of(context: Context, clock: ClockState, extension: str) -> Extension | None:
    """The procedure's extension of this clock with this id."""
    return next(
        (
            e
            for e in context.procedure.extensions
            if e.clock == clocks.name_of(clock.key) and e.extension == extension
        ),
        None,
    )


def check_extend(context: Context, state: State, act: Act) -> list[Refusal]:
    """Once each, in time, on its conditions, by who may decide it."""
    clock, found = _clock(state, act)
    if clock is None:
        return found
    extension = extension_of(context, clock, str(act.data.get("extension", "")))
    if extension is None:
        reason = f"「{clock.label}」没有「{act.data.get('extension')}」这种延长"
        return [
            not_now("extend.unknown", reason, "依法不能延长的，在期限内作出决定或者变更强制措施")
        ]
    cite = extension.citation
    if extension.extension in clock.extensions:
        reason = f"「{extension.label}」已经用过一次"
        cure = "没有第二次延长；可改办退回补充侦查、变更强制措施或者作出决定"
        return [not_now("extend.used", reason, cure, cite)]
    due_on = clock.deadline.due_on
    if due_on is not None and day_of(act) > due_on:
        reason = f"「{clock.label}」已于 {due_on} 届满，不能再延长"
        found.append(not_now("extend.late", reason, "依法变更强制措施并尽快作出决定", cite))
    facts = context.facts(state, clock.subject)
    found += context.unmet(extension.requires, facts, "extend")
    if extension.authority:
        try:
            authority = context.authority(extension.authority, state, clock.subject, day_of(act))
        except Refused as refused:
            return found + list(refused.refusals)
        found += check_decider(context, state, authority, act)
    return found


def extend(context: Context, state: State, act: Act) -> State:
    """Grant the extension."""
    clock, _ = _clock(state, act)
    assert clock is not None
    longer = replace(clock, extensions=(*clock.extensions, str(act.data["extension"])))
    return clocks.changed(context, state, longer)


def check_exclude(_context: Context, state: State, act: Act) -> list[Refusal]:
    """An exclusion is an explicit stretch of days with its ground."""
    return _clock(state, act)[1]


def form_exclude(_context: Context, _state: State, act: Act) -> list[Refusal]:
    """From, until (exclusive) and the ground."""
    found = []
    start, end = date_in(act.data.get("from")), date_in(act.data.get("until"))
    if start is None or end is None:
        found.append(lacks("from", "扣除的起止日期", "扣除期间必须是有据可查的起止日期"))
    elif end <= start:
        reason = f"扣除的截止日 {end} 不晚于开始日 {start}"
        found.append(not_now("exclude.order", reason, "截止日（不含当日）应晚于开始日"))
    if not act.data.get("ground"):
        found.append(lacks("ground", "扣除理由", "写明鉴定、听证等依法不计入期限的事由和文书"))
    return found


def exclude(context: Context, state: State, act: Act) -> State:
    """Exclude the stretch from the clock."""
    clock, _ = _clock(state, act)
    start, end = date_in(act.data["from"]), date_in(act.data["until"])
    assert clock is not None
    assert start is not None
    stretch = Interval(start, end, str(act.data["ground"]))
    return clocks.changed(context, state, replace(clock, exclusions=(*clock.exclusions, stretch)))


def check_suspend(_context: Context, state: State, act: Act) -> list[Refusal]:
    """A running clock."""
    clock, found = _clock(state, act)
    if clock is None:
        return found
    if clock.status == "suspended":
        found.append(not_now("suspend.already", "该期限已经中止", "恢复之后再中止"))
    return found


def form_suspend(context: Context, state: State, act: Act) -> list[Refusal]:
    """From a day on which the clock ran, on a ground that its rule names."""
    clock, _ = _clock(state, act)
    assert clock is not None
    found = []
    on, ground = date_in(act.data.get("from")), act.data.get("ground")
    if on is None:
        found.append(lacks("from", "中止之日", "自该日起不再计算"))
    elif not clock.start_on <= on <= day_of(act):
        reason = f"中止之日 {on} 不在起算日 {clock.start_on} 至今天之间"
        found.append(not_now("suspend.day", reason, "填写中止事由实际发生的日期"))
    grounds = dict(clocks.grounds_of(context, clock))
    if not ground:
        found.append(lacks("ground", "中止理由", "写明依法中止的事由和文书"))
    elif ground not in grounds:
        named = "、".join(grounds.values())
        cure = f"依法可以不计入的事由：{named}" if named else "这个期限没有可以中止的事由"
        found.append(not_now("suspend.ground", f"「{ground}」不是规则写明的中止事由", cure))
    return found


def suspend(context: Context, state: State, act: Act) -> State:
    """Suspend the clock."""
    clock, _ = _clock(state, act)
    on = date_in(act.data["from"])
    assert clock is not None
    assert on is not None
    return clocks.suspended(context, state, clock, on, str(act.data["ground"]))


def check_resume(_context: Context, state: State, act: Act) -> list[Refusal]:
    """Only a suspended clock, and not before it was suspended."""
    clock, found = _clock(state, act)
    if clock is None:
        return found
    if clock.status != "suspended":
        return [not_now("resume.running", "该期限没有中止", "无需恢复")]
    return found


def form_resume(_context: Context, state: State, act: Act) -> list[Refusal]:
    """On which day it counts again."""
    clock, found = _clock(state, act)
    on = date_in(act.data.get("on"))
    if on is None or clock is None:
        return [*found, lacks("on", "恢复之日", "自该日起继续计算")]
    if clock.suspended_on is not None and on <= clock.suspended_on:
        reason = f"恢复之日 {on} 不晚于中止之日 {clock.suspended_on}"
        return [not_now("resume.order", reason, "核对恢复之日")]
    return found


def resume(context: Context, state: State, act: Act) -> State:
    """Resume the clock."""
    clock, _ = _clock(state, act)
    on = date_in(act.data["on"])
    assert clock is not None
    assert on is not None
    return clocks.resumed(context, state, clock, on)
