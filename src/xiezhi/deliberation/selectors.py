"""What was said and decided in a matter, in order, for pages and for responsibility."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.access import must_see
from xiezhi.deliberation.models import (
    CommitteeSession,
    Decision,
    Instruction,
    JointMeeting,
    MemberOpinion,
    Objection,
    Opinion,
    Review,
    Submission,
)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """A handler's opinion, in the internal volume."""

    by: str
    by_name: str
    do: str
    subject: str
    reasons: str
    fields: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class HeardRow:
    """What a member of the team held before the lead spoke."""

    member: str
    member_name: str
    opinion: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A head's review beside an opinion."""

    by: str
    by_name: str
    result: str
    result_label: str
    remark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature, or why it was refused."""

    person: str
    refused: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A joint meeting; `opinions` by person code, `majority` '' when there is none."""

    by: str
    by_name: str
    opinions: Mapping[str, str]
    majority: str
    record: str
    at: datetime
    signatures: tuple[SignatureRow, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A submission or an instruction: `kind` submit or instruct, `what` to whom or for what."""

    kind: str
    by: str
    by_name: str
    what: str
    label: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A committee session: roster, attendance, votes by person code, and what was resolved."""

    roster: tuple[str, ...]
    present: tuple[str, ...]
    votes: Mapping[str, str]
    resolved: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection and the answer: reply '' while it waits."""

    by: str
    by_name: str
    reasons: str
    at: datetime
    reply: str
    reply_label: str
    reply_by: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision: `decider` is a person code, `committee`, or the superior's name."""

    seq: int
    do: str
    subject: str
    decider: str
    decider_name: str
    capacity: str
    level: str
    by_delegation: bool
    rule: str
    reasons: str
    fields: Mapping[str, Any]
    at: datetime
    is_superseded: bool
    session: SessionRow | None
    objections: tuple[ObjectionRow, ...]


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """Everything on file about one matter; `decision` is the last one made."""

    matter: str
    opinions: tuple[OpinionRow, ...]
    heard: tuple[HeardRow, ...]
    reviews: tuple[ReviewRow, ...]
    meetings: tuple[MeetingRow, ...]
    steps: tuple[StepRow, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def decision(self) -> DecisionRow | None:
        """The last decision, or None."""
        return self.decisions[-1] if self.decisions else None


def matter_record(person: Any, proceeding_id: UUID, matter: str, on: date) -> MatterRecord:
    """Return what is on file about a matter.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    must_see(person, proceeding_id, on)
    return _record(proceeding_id, matter)


def matters(person: Any, proceeding_id: UUID, on: date) -> tuple[MatterRecord, ...]:
    """Return every matter of a proceeding, the first raised first.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    must_see(person, proceeding_id, on)
    first: dict[str, int] = {}
    for model in (Opinion, MemberOpinion, Decision):
        rows = model.objects.filter(proceeding_id=proceeding_id).values_list("matter", "seq")
        for matter, seq in rows:
            first[matter] = min(seq, first.get(matter, seq))
    return tuple(_record(proceeding_id, key) for key in sorted(first, key=lambda k: first[k]))


def decision_of(proceeding_id: UUID, matter: str) -> DecisionRow | None:
    """Return the last decision of a matter, for rooms above; access is the caller's question."""
    return _record(proceeding_id, matter).decision


def _record(proceeding_id: UUID, matter: str) -> MatterRecord:
    where = {"proceeding_id": proceeding_id, "matter": matter}
    steps = [*_submissions(where), *_instructions(where)]
    return MatterRecord(
        matter,
        tuple(
            OpinionRow(o.by_id, o.by.name, o.do, o.subject, o.reasons, o.fields, o.at)
            for o in Opinion.objects.filter(**where).select_related("by")
        ),
        tuple(
            HeardRow(m.member_id, m.member.name, m.opinion, m.at)
            for m in MemberOpinion.objects.filter(**where).select_related("member")
        ),
        tuple(
            ReviewRow(r.by_id, r.by.name, r.result, str(r.get_result_display()), r.remark, r.at)
            for r in Review.objects.filter(**where).select_related("by")
        ),
        _meetings(where),
        tuple(sorted(steps, key=lambda step: step.at)),
        _decisions(where),
    )


def _meetings(where: Mapping[str, Any]) -> tuple[MeetingRow, ...]:
    found = JointMeeting.objects.filter(**where).select_related("by")
    return tuple(
        MeetingRow(
            m.by_id,
            m.by.name,
            m.opinions,
            m.majority,
            m.record,
            m.at,
            tuple(SignatureRow(s.person_id, s.refused, s.at) for s in m.signatures.all()),
        )
        for m in found.prefetch_related("signatures")
    )


def _submissions(where: Mapping[str, Any]) -> list[StepRow]:
    return [
        StepRow("submit", s.by_id, s.by.name, s.to, str(s.get_to_display()), "", s.at)
        for s in Submission.objects.filter(**where).select_related("by")
    ]


def _instructions(where: Mapping[str, Any]) -> list[StepRow]:
    return [
        StepRow("instruct", i.by_id, i.by.name, i.what, str(i.get_what_display()), i.reason, i.at)
        for i in Instruction.objects.filter(**where).select_related("by")
    ]


def _decisions(where: Mapping[str, Any]) -> tuple[DecisionRow, ...]:
    found = Decision.objects.filter(**where).select_related("decider", "session")
    rows = []
    for d in found.prefetch_related("superseded_by", "objections__by", "objections__reply__by"):
        decider = d.decider_id or ("committee" if d.session_id else d.superior)
        rows.append(
            DecisionRow(
                d.seq,
                d.do,
                d.subject,
                decider,
                d.decider.name if d.decider else "检察委员会" if d.session_id else d.superior,
                d.capacity,
                d.level,
                d.by_delegation,
                d.rule,
                d.reasons,
                d.fields,
                d.at,
                bool(d.superseded_by.all()),
                _session(d.session),
                tuple(_objection(o) for o in d.objections.all()),
            )
        )
    return tuple(rows)


def _session(session: CommitteeSession | None) -> SessionRow | None:
    if session is None:
        return None
    return SessionRow(
        tuple(session.roster),
        tuple(session.present),
        session.votes,
        session.resolved,
        session.at,
    )


def _objection(objection: Objection) -> ObjectionRow:
    reply = getattr(objection, "reply", None)
    return ObjectionRow(
        objection.by_id,
        objection.by.name,
        objection.reasons,
        objection.at,
        reply.reply if reply else "",
        str(reply.get_reply_display()) if reply else "",
        reply.by.name if reply else "",
        reply.at if reply else None,
    )
