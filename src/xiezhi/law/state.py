"""The state of a proceeding: what its acts so far add up to. Frozen; never edited, only folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from xiezhi.law.acts import JSON
from xiezhi.law.on_file import (
    DocumentState,
    ObjectionState,
    ReplyState,
    ReportState,
    ServiceState,
    SessionState,
    TaskState,
)

if TYPE_CHECKING:
    from xiezhi.law.authority import Authority, Ground
    from xiezhi.law.citations import Citation
    from xiezhi.law.counting import Interval
    from xiezhi.law.periods import Deadline

__all__ = [
    "EMPTY",
    "Awaiting",
    "ClockState",
    "DecisionState",
    "DocumentState",
    "HearingState",
    "InstructionState",
    "MatterState",
    "MeetingState",
    "Member",
    "MoveDone",
    "Note",
    "ObjectionState",
    "OpinionState",
    "OrderState",
    "RecusalState",
    "ReplyState",
    "ReportState",
    "ReviewState",
    "ServiceState",
    "SessionState",
    "Standing",
    "State",
    "TaskState",
]

EMPTY: Mapping[str, JSON] = MappingProxyType({})


def _empty() -> Mapping[str, JSON]:
    return EMPTY


@dataclass(frozen=True, slots=True)
class MoveDone:
    """A move made: which, for which party (None = the whole case), when and by whom."""

    do: str
    subject: str | None
    on: date
    at: datetime
    by: str = ""
    fields: Mapping[str, JSON] = field(default_factory=_empty)
    handler: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock: status running|suspended|done. Overdue is a question of today and is not stored.

    ``pack`` is the version of the pack in force when it started: that one counts it to its end.
    """

    key: str
    period_id: str
    subject: str | None
    start_on: date
    deadline: Deadline
    status: str = "running"
    extensions: tuple[str, ...] = ()
    exclusions: tuple[Interval, ...] = ()
    suspensions: tuple[Interval, ...] = ()
    suspended_on: date | None = None
    ended_on: date | None = None
    label: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the engine that a reader must see, e.g. 「文本未规定，按默认口径」."""

    at: datetime
    text: str
    citation: Citation | None = None
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class OpinionState:
    """A handler's opinion; immutable, a later one is added behind it.

    ``authority`` is who was to decide by the rules of that day.
    """

    by: str
    do: str
    reasons: str
    at: datetime
    fields: Mapping[str, JSON] = field(default_factory=_empty)
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """A head's review, or refusal to convene; it stands beside the opinion (意见 24)."""

    by: str
    result: str
    remark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HearingState:
    """What another member of the team said before the lead decided (意见 6)."""

    person: str
    opinion: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A joint meeting: opinions by person, computed majority (None = tie or none), signatures."""

    convened_by: str
    opinions: Mapping[str, str]
    majority: str | None
    record: str
    at: datetime
    signed: frozenset[str] = frozenset()
    refused_to_sign: Mapping[str, str] = field(default_factory=_empty)

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Attendees who neither signed nor had their refusal recorded."""
        return tuple(p for p in self.opinions if p not in self.signed | set(self.refused_to_sign))


@dataclass(frozen=True, slots=True)
class InstructionState:
    """The chief's instruction (意见 22): re_review, to_committee or report."""

    what: str
    by: str
    at: datetime
    due_on: date | None = None
    reason: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class OrderState:
    """What the superior procuratorate answered or ordered on this matter (意见 21)."""

    kind: str
    unit: str
    decided_by: str
    received_on: date | None
    do: str | None = None
    parts_changed: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision with exactly one decider: a person's code, or ``committee``.

    ``speeches`` are the members' opinions, person and words, in the order in which they spoke.
    """

    do: str
    by: str
    level: str
    at: datetime
    rule: str
    by_delegation: bool = False
    fields: Mapping[str, JSON] = field(default_factory=_empty)
    reasons: str = ""
    votes: Mapping[str, str] = field(default_factory=_empty)
    speeches: tuple[tuple[str, str], ...] = ()
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where parties and clocks stood before a decision, so that a revoked one can be undone."""

    stage: str
    stage_of: Mapping[str, str]
    clocks: tuple[ClockState, ...]


@dataclass(frozen=True, slots=True)
class MatterState:
    """One thing to be decided, with everything said about it in order.

    status: hearing|proposed|re_review|supplement|agreed|disagreed|meeting_requested|meeting_held|
    to_chief|to_committee|to_superior|decided. ``level`` is who must decide: prosecutor|chief|
    committee; ``forced`` the ground that raised it above what the rules ask (意见 22, 24).
    ``referrals`` are the committee's decisions to send it up; ``disputed``: the chief asked the
    superior to decide against the committee's majority (组织法 32).
    """

    key: str
    group: str
    do: str
    subject: str | None
    status: str
    authority: Authority
    level: str
    opinions: tuple[OpinionState, ...] = ()
    heard: tuple[HearingState, ...] = ()
    reviews: tuple[ReviewState, ...] = ()
    declined: tuple[ReviewState, ...] = ()
    meetings: tuple[MeetingState, ...] = ()
    instructions: tuple[InstructionState, ...] = ()
    orders: tuple[OrderState, ...] = ()
    decisions: tuple[DecisionState, ...] = ()
    forced: Ground | None = None
    must_go_to_chief: bool = False
    notes: tuple[Note, ...] = ()
    since: datetime | None = None
    before: Standing | None = None
    referrals: tuple[DecisionState, ...] = ()
    sessions: tuple[SessionState, ...] = ()
    disputed: bool = False

    @property
    def opinion(self) -> OpinionState | None:
        """The handler's latest opinion."""
        return self.opinions[-1] if self.opinions else None

    @property
    def meeting(self) -> MeetingState | None:
        """The latest joint meeting."""
        return self.meetings[-1] if self.meetings else None

    @property
    def decision(self) -> DecisionState | None:
        """The decision in force, or None."""
        alive = [d for d in self.decisions if not d.revoked]
        return alive[-1] if alive else None


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the handling team, with the role held in it."""

    person: str
    role: str
    from_at: datetime
    until_at: datetime | None = None
    prosecutor: bool = True


@dataclass(frozen=True, slots=True)
class RecusalState:
    """A person taken out of the proceeding: from then on in none of its acts (规则 24 - 37).

    ``post`` is the post that makes the person take part; ``prior_acts`` is valid|invalid where the
    decider said so (规则 36).
    """

    person: str
    post: str
    reason: str
    at: datetime
    ground: str = ""
    prior_acts: str = ""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Who is expected to act next: a person, or any holder of a role in a department."""

    step: str
    label: str
    role: str
    person: str | None = None
    department: str | None = None
    matter: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything the acts of one proceeding add up to."""

    procedure_id: str
    stage: str
    opened_on: date | None = None
    facts: Mapping[str, JSON] = field(default_factory=_empty)
    parties: Mapping[str, Mapping[str, JSON]] = field(default_factory=_empty)
    parties_in: tuple[str, ...] = ()
    stage_of: Mapping[str, str] = field(default_factory=_empty)
    outcomes: Mapping[str, str] = field(default_factory=_empty)
    moves: tuple[MoveDone, ...] = ()
    clocks: tuple[ClockState, ...] = ()
    matters: Mapping[str, MatterState] = field(default_factory=_empty)
    members: Mapping[str, str] = field(default_factory=_empty)
    team: tuple[Member, ...] = ()
    former_handlers: tuple[str, ...] = ()
    documents: tuple[DocumentState, ...] = ()
    objections: tuple[ObjectionState, ...] = ()
    orders: tuple[OrderState, ...] = ()
    recusals: tuple[RecusalState, ...] = ()
    tasks: tuple[TaskState, ...] = ()
    reports: tuple[ReportState, ...] = ()
    awaiting: tuple[Awaiting, ...] = ()
    notes: tuple[Note, ...] = ()
    closed: bool = False
    closed_on: date | None = None
    last_at: datetime | None = None

    def made(self, do: str, subject: str | None = None) -> int:
        """How often a move was made; for one party, whole-case moves count too."""
        return sum(
            1
            for m in self.moves
            if m.do == do and (subject is None or m.subject in (None, subject))
        )

    @property
    def handler(self) -> str | None:
        """Who answers for the handling: the lead of a team, else the sole prosecutor."""
        return self.members.get("lead") or self.members.get("handler")

    @property
    def recused(self) -> frozenset[str]:
        """Everybody who is out of this proceeding by recusal."""
        return frozenset(r.person for r in self.recusals)

    @property
    def on_team(self) -> frozenset[str]:
        """Who works on the proceeding now."""
        return frozenset(m.person for m in self.team if m.until_at is None)

    @property
    def prosecutors(self) -> frozenset[str]:
        """Who of them does so as a prosecutor."""
        return frozenset(m.person for m in self.team if m.until_at is None and m.prosecutor)

    def is_without(self, post: str) -> bool:
        """Whether a holder of this post (chief, department_head …) is out by recusal."""
        return any(r.post == post for r in self.recusals)

    def stands(self, subject: str | None) -> str:
        """The stage of a party, or of the whole case."""
        return self.stage_of.get(subject, self.stage) if subject else self.stage

    def clock(self, key: str) -> ClockState | None:
        """The latest clock with this key."""
        return next((c for c in reversed(self.clocks) if c.key == key), None)

    def document(self, document: str) -> DocumentState | None:
        """The document with this id."""
        return next((d for d in self.documents if d.document == document), None)
