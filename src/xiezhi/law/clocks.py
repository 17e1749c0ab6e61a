"""Clocks of a proceeding: started and stopped by stages, moves and documents; never by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from xiezhi.law.acts import JSON, date_in
from xiezhi.law.context import Context
from xiezhi.law.counting import Interval
from xiezhi.law.deadlines import Deadline, Step
from xiezhi.law.periods import due
from xiezhi.law.procedure_rules import ClockRule
from xiezhi.law.state import ClockState, State
from xiezhi.law.validity import version_on


def key_for(context: Context, name: str, subject: str | None) -> str:
    """The key of a clock: its name, and for a clock of each party ``name:party``."""
    rule = context.procedure.clocks.get(name)  # None: a clock that only an earlier pack knows
    per_party = (rule is None or rule.per == "party") and subject is not None
    return f"{name}:{subject}" if per_party else name


def name_of(key: str) -> str:
    """The clock's name in the procedure, without the party."""
    return key.split(":", 1)[0]


def deadline_of(context: Context, clock: ClockState, facts: Mapping[str, JSON]) -> Deadline:
    """Compute a clock's deadline anew, by the rules in force when it started."""
    context = context.at_start_of(clock)
    rule = context.procedure.clocks[name_of(clock.key)]
    if rule.due_on_fact is not None:
        return _set_by_document(rule, facts)
    return due(
        clock.period_id,
        clock.start_on,
        pack=context.pack,
        facts=facts,
        exclusions=clock.exclusions,
        suspensions=clock.suspensions,
        extensions=clock.extensions,
        calendar=context.calendar,
    )


def _set_by_document(rule: ClockRule, facts: Mapping[str, JSON]) -> Deadline:
    """The day a document set itself; no statute counts it, so nothing is counted."""
    day = date_in(facts.get(rule.due_on_fact or ""))
    steps = (Step(day, f"{rule.label}：文书写明的日期"),)
    return Deadline(rule.due_on_fact or "", day, day, explained=lambda: steps)


def start(context: Context, state: State, name: str, subject: str | None, on: date) -> State:
    """Start a clock when its condition holds; one already running under the key ends (restart)."""
    rule = context.procedure.clocks[name]
    subjects: Iterable[str | None] = (subject,)
    if rule.per == "party" and subject is None and state.parties_in:
        subjects = state.parties_in
    for each in subjects:
        facts = context.facts(state, each)
        if not context.holds(rule.condition, facts, f"clocks.{name}"):
            continue
        key = key_for(context, name, each)
        state = _ended(state, {key}, on)
        who = each if rule.per == "party" else None
        since = date_in(facts.get(rule.starts_on_fact)) if rule.starts_on_fact else None
        nothing = Deadline("", None, None)
        clock = ClockState(
            key, rule.period or "", who, since or on, nothing, label=rule.label,
            pack=context.pack.version,
        )  # fmt: skip
        clock = replace(clock, deadline=deadline_of(context, clock, facts))
        state = replace(state, clocks=(*state.clocks, clock))
    return state


def stop(context: Context, state: State, name: str, subject: str | None, on: date) -> State:
    """End a clock: for a party, for the case, or for every party when none is named."""
    keys = {key_for(context, name, subject)}
    if subject is None:
        keys |= {c.key for c in state.clocks if name_of(c.key) == name}
    return _ended(state, keys, on)


def _ended(state: State, keys: set[str], on: date) -> State:
    def ended(clock: ClockState) -> ClockState:
        if clock.key in keys and clock.status != "done":
            return replace(clock, status="done", ended_on=on)
        return clock

    return replace(state, clocks=tuple(ended(c) for c in state.clocks))


def changed(context: Context, state: State, clock: ClockState) -> State:
    """Replace a clock by a changed one and compute its deadline anew."""
    facts = context.facts(state, clock.subject)
    fresh = replace(clock, deadline=deadline_of(context, clock, facts))
    position = max(i for i, c in enumerate(state.clocks) if c.key == clock.key)
    clocks = (*state.clocks[:position], fresh, *state.clocks[position + 1 :])
    return replace(state, clocks=clocks)


def grounds_of(context: Context, clock: ClockState) -> tuple[tuple[str, str], ...]:
    """The grounds on which the clock's rule does not count days: (name, label) each."""
    period = context.at_start_of(clock).pack.periods.get(clock.period_id)
    version = version_on(period.versions, clock.start_on) if period else None
    return tuple((g.ground, g.label) for g in version.excludes) if version else ()


def suspended(
    context: Context, state: State, clock: ClockState, on: date, ground: str = ""
) -> State:
    """Stop a clock from counting as of a day, until it is resumed."""
    stretch = Interval(on, None, ground or None)
    halted = replace(
        clock, status="suspended", suspended_on=on, suspensions=(*clock.suspensions, stretch)
    )
    return changed(context, state, halted)


def resumed(context: Context, state: State, clock: ClockState, on: date) -> State:
    """Let a suspended clock count again as of a day."""
    last = clock.suspensions[-1]
    stretch = Interval(last.from_on, on, last.ground)
    again = replace(
        clock,
        status="running",
        suspended_on=None,
        suspensions=(*clock.suspensions[:-1], stretch),
    )
    return changed(context, state, again)


def recomputed(context: Context, state: State, subject: str | None) -> State:
    """Compute running clocks anew after facts changed, e.g. custody ended."""
    for clock in state.clocks:
        concerned = subject is None or clock.subject in (None, subject)
        if clock.status == "running" and concerned:
            state = changed(context, state, clock)
    return state


def running(state: State) -> tuple[ClockState, ...]:
    """Clocks that still run or are suspended."""
    return tuple(c for c in state.clocks if c.status != "done")
