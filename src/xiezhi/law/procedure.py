"""The procedure engine: may this act be done in this state by this person, and what comes of it.

Pure and deterministic. ``admit`` folds one act into a state; ``replay`` folds a whole history.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from xiezhi.law.acts import Act, Actor
from xiezhi.law.context import Context, unknown_pack
from xiezhi.law.errors import LawError
from xiezhi.law.persons import check_person, handling_capacity
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.recusing import check_taking_part
from xiezhi.law.refusals import Refusal, Refused, not_now, not_you
from xiezhi.law.state import State
from xiezhi.law.verbs import VERBS
from xiezhi.law.waiting import awaiting

if TYPE_CHECKING:
    from xiezhi.law.calendar import Calendar
    from xiezhi.law.packs import Pack


def opened(procedure: Procedure) -> State:
    """The state before any act."""
    return State(procedure.id, "")


def admit(
    procedure: Procedure,
    state: State,
    act: Act,
    actor: Actor,
    *,
    pack: Pack,
    calendar: Calendar | None = None,
    earlier: Callable[[str], Pack] = unknown_pack,
) -> State:
    """Fold one act into the state, under the pack in force; ``earlier`` finds those before it.

    Raises Refused with every rule against it.
    """
    context = Context(procedure, pack, calendar, earlier)
    person = against_person(context, state, act, actor)
    try:
        after = transition(context, state, act)
    except Refused as refused:
        raise Refused((*person, *refused.refusals)) from None
    if person:
        raise Refused(person)
    return after


def against_person(context: Context, state: State, act: Act, actor: Actor) -> list[Refusal]:
    """Refusals of this person: another's name, a role not held, a right not given."""
    if act.by != actor.code:
        reason = "办案行为只能以本人名义作出"
        return [not_you("person.other", reason, "以本人账号登录办理")]
    if act.capacity not in actor.roles and act.capacity != handling_capacity(state, actor):
        reason = f"你现在不担任「{act.capacity}」，不能以这一身份办理"
        return [not_you("person.role", reason, "以现任职务办理")]
    return check_person(context, state, act, actor)


def transition(context: Context, state: State, act: Act) -> State:
    """Check an act against the state and its form, and change the state. Raises Refused."""
    found = against_state(context, state, act)
    verb = VERBS.get(act.kind)
    if verb is not None and not found:
        found = verb.form(context, state, act)
    if found or verb is None:
        raise Refused(found)
    try:
        changed = verb.perform(context, state, act)
    except LawError as error:  # a clock or a condition that cannot be reckoned from what is known
        reason = f"{error.place}：{error.problem}"
        raise Refused((not_now("law.unreckonable", reason, error.cure),)) from error
    return replace(changed, last_at=act.at, awaiting=awaiting(context, changed))


def against_state(context: Context, state: State, act: Act) -> list[Refusal]:
    """Refusals of an act in this state, whoever does it and whatever the form says."""
    verb = VERBS.get(act.kind)
    if verb is None:
        return [not_now("act.unknown", f"没有「{act.kind}」这种办案行为", "选择可以办理的行为")]
    if act.at.tzinfo is None:
        return [not_now("act.naive", "办案时间没有时区", "使用带时区的时间")]
    if state.last_at is not None and act.at < state.last_at:
        reason = "办案时间早于上一行为的时间"
        return [not_now("act.order", reason, "行为按发生的先后记录，不能倒填")]
    if state.closed and not verb.anywhere:
        return [not_now("case.closed", "本件已经办结", "需要继续办理的，另行立案或者受理")]
    try:
        return check_taking_part(context, state, act) or verb.check(context, state, act)
    except Refused as refused:  # a stage that the rules in force no longer have
        return list(refused.refusals)
