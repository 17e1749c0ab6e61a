"""What lies on file beside a decision: papers, objections, reports, tasks, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ServiceState:
    """One service of a document."""

    to: str
    mode: str
    proof: str
    served_on: date


@dataclass(frozen=True, slots=True)
class ReplyState:
    """An addressee's reply; ``accepted`` = measures proven or reasons accepted."""

    received_on: date
    content: str
    accepted: bool
    proof: str = ""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document that belongs to a move: status due|issued|served|replied."""

    document: str
    template: str
    matter: str | None
    subject: str | None
    move: str
    status: str = "due"
    required: bool = True
    number: str = ""
    to: tuple[str, ...] = ()
    issued_on: date | None = None
    services: tuple[ServiceState, ...] = ()
    replies: tuple[ReplyState, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """An objection to the chief's decision (意见 28): change|maintain|execute_now or None."""

    matter: str
    by: str
    reasons: str
    at: datetime
    reply: str | None = None
    replied_by: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportState:
    """A written report to the chief: ground asked|special_reason|new_facts (意见 12, 22)."""

    matter: str
    by: str
    ground: str
    content: str
    at: datetime
    reply: str | None = None
    replied_by: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task given on the case (意见 15, 17 - 19): ``item`` of the person's list of duties."""

    person: str
    item: str
    what: str
    by: str
    at: datetime
    beside: str = ""
    qualification: str = ""


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session of the committee that was called: its day and when the materials were sent."""

    called_by: str
    held_on: date
    materials_sent_on: date
    at: datetime
    agenda: str = ""
    urgent: str = ""
