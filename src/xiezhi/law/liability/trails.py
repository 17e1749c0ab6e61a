"""The trail of one decision: who took which part in it, read from a proceeding's state and acts.

Nothing here judges. What the file cannot know (persons of a superior procuratorate, objections on
paper, orders to auxiliaries) is added by people, as findings or as further parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from xiezhi.law.acts import Act
from xiezhi.law.context import SHANGHAI
from xiezhi.law.state import DecisionState, MatterState, Member, ObjectionState, State
from xiezhi.law.superior import SUPERIOR

CHANGES = frozenset({"correct", "revoke", "change"})
# when a decision was first executed, and by whom
Execution = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class TrailPart:
    """What one person did about the decision in one capacity: facts by name of the question."""

    person: str
    capacity: str
    did: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trail:
    """One decision under examination; ``facts`` hold for everyone who took part in it.

    ``parts_changed`` are those that a superior procuratorate changed (意见 32).
    """

    decision_by: str
    decided_at: datetime | None
    parts: tuple[TrailPart, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    parts_changed: tuple[str, ...] = ()

    @property
    def decided_on(self) -> date | None:
        """The day of the decision, in Beijing time."""
        return self.decided_at.astimezone(SHANGHAI).date() if self.decided_at else None

    def with_part(self, part: TrailPart) -> Trail:
        """The trail with one more person in it, or the same if that person is there already."""
        known = {(one.person, one.capacity) for one in self.parts}
        if (part.person, part.capacity) in known:
            return self
        return replace(self, parts=(*self.parts, part))


def trail_of(
    state: State, acts: Sequence[Act], matter_key: str, delegator: str | None = None
) -> Trail:
    """The trail of a matter's latest decision, revoked or not. Raises KeyError without one.

    ``delegator`` is the chief on whose behalf a delegate decided; the state does not know.
    """
    matter = state.matters[matter_key]
    own = [d for d in matter.decisions if d.level != SUPERIOR]
    if not matter.decisions:
        raise KeyError(matter_key)
    decision = own[-1] if own else matter.decisions[-1]
    until = min((d.at for d in matter.decisions if d.at > decision.at), default=None)
    execution = _executed(acts, matter_key, decision.at, until)
    objections = [
        o for o in state.objections if o.matter == matter_key and _within(o.at, decision.at, until)
    ]
    parts = [
        *_handlers(state, matter, decision, execution, objections),
        *_deciders(decision, objections, delegator),
        *_supervisors(matter, decision),
        *_auxiliaries(state, decision),
    ]
    orders = [o for o in matter.orders if o.kind in CHANGES]
    facts = {
        "decision_by": decided_by(decision),
        "changed_after_re_review": _changed_after(matter, decision),
        "superior_changed": bool(orders),
    }
    changed = tuple(part for order in orders for part in order.parts_changed)
    return Trail(decided_by(decision), decision.at, tuple(parts), facts, changed)


def decided_by(decision: DecisionState) -> str:
    """prosecutor, chief, delegate (in the chief's place, 意见 46), committee or superior."""
    if decision.level == "chief" and decision.by_delegation:
        return "delegate"
    return decision.level


def _within(at: datetime, after: datetime, until: datetime | None) -> bool:
    """Whether something concerns a decision and not the one before it or the next."""
    return at >= after and (until is None or at < until)


def _executed(
    acts: Sequence[Act], matter: str, after: datetime, until: datetime | None
) -> Execution | None:
    issued = (
        (act.at, act.by)
        for act in acts
        if act.kind == "issue_document"
        and act.data.get("matter") == matter
        and _within(act.at, after, until)
    )
    return min(issued, default=None)


def _team(state: State, at: datetime) -> list[Member]:
    """The prosecutors on the case at an instant."""
    return [m for m in state.team if m.prosecutor and _took_part(m, at)]


def _took_part(member: Member, at: datetime) -> bool:
    return member.from_at <= at and (member.until_at is None or member.until_at > at)


def _handlers(
    state: State,
    matter: MatterState,
    decision: DecisionState,
    execution: Execution | None,
    objections: Sequence[ObjectionState],
) -> Iterator[TrailPart]:
    """The team at the decision, and who executed it having come onto the case afterwards."""
    executed_at, executed_by = execution or (None, "")
    team = _team(state, decision.at)
    parts = {member.person: _capacity(member, team) for member in team}
    for member in (after := _team(state, executed_at) if executed_at else []):
        if member.person == executed_by:
            parts.setdefault(member.person, _capacity(member, after))
    opined = {o.by for o in matter.opinions}
    for person, capacity in parts.items():
        own = [o for o in objections if o.by == person]
        yield TrailPart(
            person,
            capacity,
            {
                "decided": decision.by == person,
                "executed": executed_by == person,
                "reported_to_committee": decision.level == "committee" and person in opined,
                **objection_facts(own[-1] if own else None, executed_at),
            },
        )


def _capacity(member: Member, team: Sequence[Member]) -> str:
    if len(team) == 1:
        return "sole"
    leads = {m.person for m in team if m.role == "lead"}
    leading = member.person in leads or (not leads and member.role == "handler")
    return "lead" if leading else "team_member"


def objection_facts(
    objection: ObjectionState | None, executed_at: datetime | None
) -> dict[str, object]:
    """What an objection means for who executed the decision (意见 28)."""
    if objection is None:
        return {"objected": False, "answer": "none"}
    replied = objection.replied_at
    return {
        "objected": True,
        "objected_before_execution": executed_at is None or objection.at < executed_at,
        "answer": objection.reply or "none",
        "answered_before_execution": replied is not None
        and (executed_at is None or replied <= executed_at),
    }


def _deciders(
    decision: DecisionState, objections: Sequence[ObjectionState], delegator: str | None
) -> Iterator[TrailPart]:
    by = decided_by(decision)
    if by == "committee":
        for person, vote in decision.votes.items():
            supported = vote == decision.do
            did = {"supported": supported, "dissented": not supported}
            yield TrailPart(person, "committee_member", did)
        return
    if by not in ("chief", "delegate"):
        return
    upheld = any(o.reply in ("maintain", "execute_now") for o in objections)
    yield TrailPart(decision.by, by, {"decided": True, "upheld_against_objection": upheld})
    if by == "delegate" and delegator:
        yield TrailPart(delegator, "delegator")


def _demands(matter: MatterState) -> Iterator[tuple[str, datetime]]:
    yield from ((r.by, r.at) for r in matter.reviews if r.result == "re_review")
    yield from ((i.by, i.at) for i in matter.instructions if i.what == "re_review")


def _supervisors(matter: MatterState, decision: DecisionState) -> Iterator[TrailPart]:
    demands = dict(_demands(matter))
    reviewed = [r.by for r in matter.reviews if r.at <= decision.at]
    for person in dict.fromkeys([*reviewed, *demands]):
        demanded = person in demands and demands[person] <= decision.at
        yield TrailPart(person, "supervisor", {"demanded_re_review": demanded})


def _changed_after(matter: MatterState, decision: DecisionState) -> bool:
    """Whether what was decided is not what the handlers meant before a demand to look again."""
    for _, asked_at in _demands(matter):
        before = [o for o in matter.opinions if o.at <= asked_at <= decision.at]
        if before:
            earlier = before[-1]
            told = {k: v for k, v in earlier.fields.items() if k in decision.fields}
            now = {k: decision.fields[k] for k in told}
            if earlier.do != decision.do or told != now:
                return True
    return False


def _auxiliaries(state: State, decision: DecisionState) -> Iterator[TrailPart]:
    for member in state.team:
        if not member.prosecutor and _took_part(member, decision.at):
            yield TrailPart(member.person, "auxiliary")
