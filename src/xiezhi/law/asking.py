"""「May this person do this now, and why」 asked of the checks that admit acts, before any act.

Without a proceeding the question is asked of an imagined one in which the person handles the case,
or does not: whether the steps before a decision were taken only a proceeding can say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from xiezhi.law.acts import JSON, Act, Actor
from xiezhi.law.authority import Authority
from xiezhi.law.candidates import Candidate
from xiezhi.law.context import SHANGHAI, Context
from xiezhi.law.deciders import check_decider
from xiezhi.law.offers import probes
from xiezhi.law.organisation import AUXILIARY, PROSECUTORS
from xiezhi.law.power_lists import duty
from xiezhi.law.procedure import against_person
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.law.state import Member, State

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack
    from xiezhi.law.power_list_rules import DutyItem

SOMEBODY = "〔承办检察官〕"  # whoever handles when the person asked about does not


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer: the capacity tried, refusals if not allowed, the rule, the item of a list."""

    allowed: bool
    capacity: str
    by_delegation: bool
    refusals: tuple[Refusal, ...]
    authority: Authority | None = None
    duty: DutyItem | None = None


def may_decide(
    actor: Actor,
    matter: str,
    facts: Mapping[str, JSON],
    *,
    on: date,
    pack: Pack,
    handles: bool,
) -> Answer:
    """Whether a person may decide a matter on a day. Raises KeyError for one that no move has."""
    procedure, move = next(
        (p, m) for p in pack.procedures.values() for m in p.moves if m.authority == matter
    )
    context = Context(procedure, pack)
    state = _imagined(procedure.id, move.origin[0], actor, facts, handles)
    try:
        authority = context.authority(matter, state, None, on)
    except Refused as refused:
        return Answer(False, "", False, refused.refusals)
    known: Mapping[str, JSON] = {"do": move.do, "subject": None}
    candidate = Candidate("decide", move.label, move.do, data=known, authority=matter)
    best: Answer | None = None
    for act in _tries(context, state, actor, candidate, on):
        found = against_person(context, state, act, actor)
        found += check_decider(context, state, authority, act)
        by = bool(act.data.get("by_delegation"))
        answer = Answer(not found, act.capacity, by, tuple(found), authority)
        if best is None or len(found) < len(best.refusals):
            best = answer
        if not found:
            break
    return best or Answer(False, "", False, (), authority)


def may_act(actor: Actor, kind: str, *, on: date, pack: Pack, handles: bool) -> Answer:
    """Whether an act of this kind is a person's to do on a day; a decision asks `may_decide`."""
    procedure = next(iter(pack.procedures.values()))
    context = Context(procedure, pack)
    state = _imagined(procedure.id, procedure.first, actor, {}, handles)
    best: Answer | None = None
    for act in _tries(context, state, actor, Candidate(kind, kind), on):
        found = against_person(context, state, act, actor)
        item = duty(act.capacity, kind, on, pack)
        answer = Answer(not found, act.capacity, False, tuple(found), duty=item)
        if best is None or len(found) < len(best.refusals):
            best = answer
        if not found:
            break
    return best or Answer(False, "", False, ())


def _tries(
    context: Context, state: State, actor: Actor, candidate: Candidate, on: date
) -> list[Act]:
    at = datetime.combine(on, time(12), SHANGHAI)
    return [
        Act(candidate.kind, at, actor.code, capacity, data)
        for capacity, data in probes(context, state, actor, candidate)
    ]


def _imagined(
    procedure: str, stage: str, actor: Actor, facts: Mapping[str, JSON], handles: bool
) -> State:
    """A proceeding that this person handles, works on as an auxiliary, or has no part in."""
    own = handles and bool(actor.roles & PROSECUTORS)
    handler = actor.code if own else SOMEBODY
    began = datetime(1, 1, 1, tzinfo=SHANGHAI)
    posts = [role for role in AUXILIARY if role in actor.roles] if handles and not own else []
    beside = tuple(Member(actor.code, role, began, prosecutor=False) for role in posts)
    return State(
        procedure,
        stage,
        facts=MappingProxyType(dict(facts)),
        members=MappingProxyType({"handler": handler}),
        team=(Member(handler, "handler", began), *beside),
    )
