"""Moves: whether one may be made now, what its form asks, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from xiezhi.law import clocks
from xiezhi.law.acts import JSON, Act, date_in
from xiezhi.law.context import Context, day_of
from xiezhi.law.procedure_rules import Move
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import DocumentState, MoveDone, State


def check_move(
    context: Context, state: State, move: Move, subject: str | None, on: date
) -> list[Refusal]:
    """Refusals of a move: subject, stage, number of times, in time, conditions, handler."""
    found = _check_subject(state, move, subject)
    if found:
        return found
    stage = state.stands(subject)
    if stage not in move.origin:
        here = context.stage(stage).label if stage else "尚未受理"
        names = "、".join(f"「{context.stage(s).label}」" for s in move.origin)
        reason = f"现为「{here}」阶段，{move.label}只能在{names}阶段办理"
        found.append(not_now("move.stage", reason, f"案件进入{names}阶段后办理", move.citation))
        return found
    used = times_used(context, state, move, subject)
    if move.at_most is not None and used >= move.at_most:
        reason = f"「{move.label}」最多 {move.at_most} 次，已经用了 {used} 次"
        found.append(not_now("move.at_most", reason, move.otherwise, move.citation))
    found += _check_in_time(state, move, subject, on)
    facts = context.facts(state, subject)
    found += context.unmet(move.requires, facts, f"move.{move.do}")
    return found + _check_fresh_handler(state, move, subject)


def _check_subject(state: State, move: Move, subject: str | None) -> list[Refusal]:
    if subject is not None and subject not in state.parties:
        return [not_now("move.subject", f"没有当事人「{subject}」", "选择本件的当事人")]
    if move.per == "party" and subject is None and state.parties:
        reason = f"「{move.label}」须逐人办理，没有指明对谁办理"
        return [not_now("move.subject", reason, "选择当事人")]
    if move.per == "case" and subject is not None:
        reason = f"「{move.label}」对全案办理，不能只对一人"
        return [not_now("move.subject", reason, "不选当事人，对全案办理")]
    return []


def times_used(context: Context, state: State, move: Move, subject: str | None) -> int:
    """How often the move was made, with those counted together and earlier ones on record."""
    made = sum(state.made(do, subject) for do in (move.do, *move.counted_with))
    known = context.facts(state, subject).get(move.counts) if move.counts else None
    return max(made, int(known or 0))


def _check_in_time(state: State, move: Move, subject: str | None, on: date) -> list[Refusal]:
    for clock in clocks.running(state):
        due_on = clock.deadline.due_on
        concerned = clocks.name_of(clock.key) in move.within and clock.subject in (None, subject)
        if concerned and due_on is not None and on > due_on:
            reason = f"「{clock.label}」已于 {due_on} 届满，不能再{move.label}"
            return [not_now("move.late", reason, move.otherwise, move.citation)]
    return []


def _check_fresh_handler(state: State, move: Move, subject: str | None) -> list[Refusal]:
    before = {
        done.handler
        for done in state.moves
        if done.do in move.fresh_handler_after and subject in (None, done.subject)
    }
    if state.handler and state.handler in before:
        reason = f"「{move.label}」应当另行指派检察官办理，不得由原承办检察官审查"
        return [
            not_you(
                "move.fresh_handler", reason, "重新分案，另行指派检察官或者办案组", move.citation
            )
        ]
    return []


def check_fields(
    context: Context,
    state: State,
    move: Move,
    subject: str | None,
    fields: Mapping[str, JSON],
) -> list[Refusal]:
    """Refusals of the form: required fields, choices, and conditions on what was filled in."""
    found = []
    for field in move.fields:
        value = fields.get(field.name)
        empty = value is None or value == "" or value == []
        if field.required and empty:
            found.append(lacks(field.name, field.label, field.why, move.citation))
        elif field.choices and not empty:
            chosen = value if isinstance(value, list) else [value]
            wrong = [v for v in chosen if v not in field.choices]
            if wrong:
                allowed = "、".join(field.choices.values())
                reason = f"「{field.label}」没有「{wrong[0]}」这一项"
                found.append(not_now(f"form.{field.name}", reason, f"应填：{allowed}"))
    if found:
        return found
    return context.unmet(move.form, {**context.facts(state, subject), **fields}, f"form.{move.do}")


def make_move(
    context: Context, state: State, move: Move, act: Act, matter: str | None = None
) -> State:
    """Make the move: facts, stages, clocks, documents; the caller has checked it."""
    data = act.data
    subject, fields = data.get("subject"), data.get("fields") or {}
    on = day_of(act)
    effective = date_in(data.get("received_on")) or on
    state = _set_facts(state, move, subject, fields)
    done = MoveDone(
        move.do, subject, on, act.at, act.by, MappingProxyType(dict(fields)),
        state.handler or "", date_in(data.get("received_on")),
    )  # fmt: skip
    state = replace(state, moves=(*state.moves, done))
    if move.to:
        state = enter_stage(context, state, move.to, subject, effective, move.do)
    followed = tuple(f.clock for f in context.procedure.follow_ups if f"move:{move.do}" in f.until)
    for name in (*move.stops, *followed):
        state = clocks.stop(context, state, name, subject, on)
    state = _extend(context, state, move, subject)
    for name in (*move.starts, *move.restarts):
        since = state.opened_on if move.clocks_from == "opened" else None
        state = clocks.start(context, state, name, subject, since or effective)
    state = _pause(context, state, move, subject, effective)
    return _owe_documents(context, state, move, subject, matter)


def _extend(context: Context, state: State, move: Move, subject: str | None) -> State:
    for name, extension in move.extends.items():
        for clock in state.clocks:
            if clocks.name_of(clock.key) == name and clock.subject in (None, subject):
                longer = replace(clock, extensions=(*clock.extensions, extension))
                state = clocks.changed(context, state, longer)
    return state


def _set_facts(state: State, move: Move, subject: str | None, fields: Mapping[str, JSON]) -> State:
    changes: dict[str, JSON] = {
        name: fields.get(value[1:]) if isinstance(value, str) and value[:1] == "$" else value
        for name, value in move.sets_facts.items()
    }
    known = state.parties[subject] if subject else state.facts
    if move.counts:
        changes[move.counts] = int(known.get(move.counts) or state.facts.get(move.counts) or 0) + 1
    if not changes:
        return state
    merged = MappingProxyType({**known, **changes})
    if subject:
        return replace(state, parties=MappingProxyType({**state.parties, subject: merged}))
    return replace(state, facts=merged)


def enter_stage(
    context: Context, state: State, stage: str, subject: str | None, on: date, do: str = ""
) -> State:
    """Let a party, or everybody still in, enter a stage; clocks start, those left behind end."""
    entering = (subject,) if subject else state.parties_in
    left = {state.stands(p) for p in entering} or {state.stage}
    new = context.stage(stage)
    stage_of = {**state.stage_of, **dict.fromkeys(entering, stage)}
    outcomes = {p: v for p, v in state.outcomes.items() if p not in entering}
    if new.final:
        outcomes |= dict.fromkeys(entering, do)
    inside = tuple(p for p in state.parties if not _final(context, stage_of.get(p, stage)))
    for old in left - {stage, ""}:
        for name in context.stage(old).clocks:
            if name not in new.clocks:
                for each in entering or (None,):
                    state = clocks.stop(context, state, name, each, on)
    state = replace(
        state,
        stage_of=MappingProxyType(stage_of),
        outcomes=MappingProxyType(outcomes),
        parties_in=inside,
    )
    state = replace(state, stage=_stage_of_case(context, state, stage))
    for name in new.clocks:
        for each in entering or (None,):
            already = state.clock(clocks.key_for(context, name, each))
            if already is None or already.status == "done":
                state = clocks.start(context, state, name, each, on)
    return _end_case_clocks(context, state, on)


def _final(context: Context, stage: str) -> bool:
    return context.stage(stage).final


def _stage_of_case(context: Context, state: State, entered: str) -> str:
    """The case stands where the first of its parties stands: unfinished before finished."""
    if not state.parties:
        return entered
    order = list(context.procedure.stages)
    stages = set(state.stage_of.values())
    unfinished = [s for s in order if s in stages and not _final(context, s)]
    return unfinished[0] if unfinished else next(s for s in order if s in stages)


def _end_case_clocks(context: Context, state: State, on: date) -> State:
    """A clock of the whole case ends when nobody stands in a stage that carries it."""
    here = set(state.stage_of.values()) or {state.stage}
    carried = {c for s in here for c in context.stage(s).clocks}
    staged = {c for s in context.procedure.stages.values() for c in s.clocks}
    for clock in clocks.running(state):
        name = clocks.name_of(clock.key)
        if clock.subject is None and name in staged and name not in carried:
            state = clocks.stop(context, state, name, None, on)
    return state


def _pause(context: Context, state: State, move: Move, subject: str | None, on: date) -> State:
    for clock in clocks.running(state):
        name = clocks.name_of(clock.key)
        concerned = subject is None or clock.subject in (None, subject)
        if name in move.suspends and concerned and clock.status == "running":
            state = clocks.suspended(context, state, clock, on)
        elif name in move.resumes and concerned and clock.status == "suspended":
            state = clocks.resumed(context, state, clock, on)
    return state


def _owe_documents(
    context: Context, state: State, move: Move, subject: str | None, matter: str | None
) -> State:
    facts = context.facts(state, subject)
    owed: list[DocumentState] = []
    for paper in move.documents:
        if not context.holds(paper.condition, facts, f"move.{move.do}.documents"):
            continue
        number = len(state.documents) + len(owed) + 1
        owed.append(
            DocumentState(
                document=f"due:{paper.template}:{subject or 'all'}:{number}",
                template=paper.template,
                matter=matter,
                subject=subject,
                move=move.do,
                required=not paper.optional,
                to=paper.to,
            )
        )
    return replace(state, documents=(*state.documents, *owed))
