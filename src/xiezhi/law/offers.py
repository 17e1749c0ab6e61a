"""Offers: every act a person might do now, allowed or refused and why, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from xiezhi.law.acts import JSON, Act, Actor
from xiezhi.law.authority import covers
from xiezhi.law.candidates import URGENCY, Candidate, candidates
from xiezhi.law.citations import Citation
from xiezhi.law.context import SHANGHAI, Context, unknown_pack
from xiezhi.law.deciders import held_for
from xiezhi.law.fields import FieldSpec
from xiezhi.law.organisation import LEADING_POSTS
from xiezhi.law.persons import allowed_for, handling_capacity
from xiezhi.law.procedure import against_person, against_state
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.refusals import Refusal
from xiezhi.law.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xiezhi.law.calendar import Calendar
    from xiezhi.law.packs import Pack

__all__ = ["FieldSpec", "Offer", "offers"]

DELEGABLE_KINDS = (
    "decide",
    "submit",
    "instruct",
    "answer_objection",
    "answer_report",
    "call_session",
    "extend",
    "recuse",
)
NOT_YOURS = ("person.duty", "person.role")  # an act of somebody else's duty is not shown
# a refusal that only says "not this part of the way" teaches nothing and is not shown
ELSEWHERE = (
    *NOT_YOURS, "move.stage", "decide.no_opinion", "handler.none", "object.none", "object.own",
    "sign.none", "sign.stranger", "answer.none", "review.status", "review.out_of_list",
    "order.none", "assign.not_accepted", "submit.status", "submit.not_head", "submit.not_chief",
    "submit.unreviewed", "meeting.late", "meeting.not_head", "close.open", "opine.not_handler",
    "review.not_head", "disagree.not_chief", "disagree.agreed", "disagree.late",
    "auxiliary.not_in_list", "task.auxiliary", "court.not_assistant", "decline.not_head",
    "session.not_chief",
    "answer_report.not_chief",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A move on offer: ``kind`` is the act's kind, ``do`` the move, ``refusals`` why not.

    ``capacity`` is the role to act in; ``data`` holds the keys of the act known already (matter,
    document, clock, do, subject, by_delegation …); what the form's ``fields`` yield is added to
    it, for opine, decide and move under the key ``fields``.
    """

    kind: str
    do: str
    label: str
    subject: str | None
    allowed: bool
    refusals: tuple[Refusal, ...]
    citation: Citation | None
    fields: tuple[FieldSpec, ...]
    documents: tuple[str, ...]
    matter: str | None
    capacity: str
    data: Mapping[str, JSON]


def offers(
    procedure: Procedure,
    state: State,
    actor: Actor,
    *,
    on: date,
    pack: Pack,
    calendar: Calendar | None = None,
    earlier: Callable[[str], Pack] = unknown_pack,
) -> tuple[Offer, ...]:
    """What this person may do on a day, then what not and why; deterministic."""
    context = Context(procedure, pack, calendar, earlier)
    made = answers(context, state, actor, on)
    shown = [o for o in made if o.allowed or _teaches(o)]
    return tuple(sorted(shown, key=lambda o: (not o.allowed, URGENCY.index(o.kind))))


def answers(context: Context, state: State, actor: Actor, on: date) -> tuple[Offer, ...]:
    """Every act worth trying, allowed or refused, those too whose refusal teaches nothing."""
    at = datetime.combine(on, time(12), SHANGHAI)
    if state.last_at is not None and state.last_at > at:
        at = state.last_at
    return tuple(_offer(context, state, actor, c, at) for c in candidates(context, state))


def _teaches(offer: Offer) -> bool:
    """Whether a refused offer tells this reader something: a rule, and what would make it lawful.

    A decision without an open matter is shown as the opinion that would open it, not twice.
    """
    unopened = offer.kind == "decide" and offer.matter is None
    return not unopened and not any(r.code in ELSEWHERE for r in offer.refusals)


def _offer(
    context: Context, state: State, actor: Actor, candidate: Candidate, at: datetime
) -> Offer:
    """The offer in the capacity that fits best: the first allowed, else the least refused."""
    best: tuple[list[Refusal], str, dict[str, JSON]] | None = None
    for capacity, data in probes(context, state, actor, candidate):
        act = Act(candidate.kind, at, actor.code, capacity, data)
        found = against_person(context, state, act, actor)
        if not any(r.code in NOT_YOURS for r in found) or best is None:
            found = found + against_state(context, state, act)
        if best is None or len(found) < len(best[0]):
            best = (found, capacity, data)
        if not found:
            break
    refusals, capacity, data = best or ([], "", {})
    return Offer(
        kind=candidate.kind,
        do=candidate.do,
        label=candidate.label,
        subject=candidate.subject,
        allowed=best is not None and not refusals,
        refusals=tuple(refusals),
        citation=candidate.citation,
        fields=candidate.fields,
        documents=candidate.documents,
        matter=candidate.matter,
        capacity=capacity,
        data=data,
    )


def probes(
    context: Context, state: State, actor: Actor, candidate: Candidate
) -> list[tuple[str, dict[str, JSON]]]:
    """The capacities to try, the fittest first, with and without the chief's delegation.

    Who handles decides as the case's prosecutor what a prosecutor may; the chief always as chief.
    """
    known = dict(candidate.data)
    found: list[tuple[str, dict[str, JSON]]] = []
    own = handling_capacity(state, actor)
    decides = candidate.kind == "decide" and actor.code == state.handler
    if own and decides and "chief" not in actor.roles:
        found.append((own, known))
    for role in _ranked(context, state, actor, candidate):
        delegated = role != "chief" and candidate.kind in DELEGABLE_KINDS
        held = held_for(role, actor)
        named = candidate.authority is None or covers(held, candidate.authority)
        if delegated and named and held:
            found.append((role, {**known, "by_delegation": True}))
        found.append((role, known))
    return found


def _ranked(context: Context, state: State, actor: Actor, candidate: Candidate) -> list[str]:
    """The capacities of a person: who handles does an act of handling as the case's prosecutor."""
    leading = [role for role in LEADING_POSTS if role in actor.roles]
    own = handling_capacity(state, actor)
    handling = [own] if own else []
    rest = sorted(actor.roles - {*leading, own})
    duty = allowed_for(context, candidate.kind, candidate.do)
    of_handling = candidate.kind != "decide" and bool({"handler", "team"} & set(duty))
    if not of_handling and set(duty) & {*LEADING_POSTS}:
        return [*leading, *handling, *rest]
    return [*handling, *leading, *rest]
