"""Deliberation's projector: every act in a matter becomes a row that is never changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from xiezhi.casework.projectors import Step
from xiezhi.deliberation.models import (
    CommitteeSession,
    Decision,
    Instruction,
    JointMeeting,
    MeetingSignature,
    MemberOpinion,
    Objection,
    ObjectionReply,
    Opinion,
    Review,
    Submission,
)
from xiezhi.law.acts import date_in
from xiezhi.law.sending_up import SEND_UP
from xiezhi.law.state import DecisionState, MatterState
from xiezhi.law.superior import RULING

ROWS = (
    ObjectionReply,
    Objection,
    Decision,
    CommitteeSession,
    MeetingSignature,
    JointMeeting,
    Instruction,
    Submission,
    Review,
    MemberOpinion,
    Opinion,
)  # in the order in which they can be deleted


class DeliberationProjector:
    """Appends what was said; what follows from it is the law kernel's state, not a column."""

    name = "deliberation"

    def project(self, step: Step) -> None:
        """Append the row of an act of deliberation; other acts leave nothing here."""
        write = WRITERS.get(step.act.kind)
        if write is not None:
            write(step)

    def forget(self, proceeding_id: UUID) -> None:
        """Delete every row of a proceeding."""
        Decision.objects.filter(proceeding_id=proceeding_id).order_by("-seq").delete()
        for model in ROWS:
            model.objects.filter(proceeding_id=proceeding_id).delete()

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return every row, with references as the seq of what they refer to."""
        found: list[tuple[Any, ...]] = []
        for model in ROWS:
            names = [
                f"{f.name}__seq" if f.is_relation and _is_said(f.related_model) else f.attname
                for f in model._meta.concrete_fields
                if f.name != "id"
            ]
            table = model.objects.filter(proceeding_id=proceeding_id).order_by("seq")
            found += [(model.__name__, *row) for row in table.values_list(*names)]
        return found


def _is_said(model: Any) -> bool:
    return model in ROWS


def _base(step: Step, matter: str) -> dict[str, Any]:
    act = step.act
    return {
        "proceeding_id": step.proceeding_id,
        "seq": step.seq,
        "matter": matter,
        "by_id": act.by,
        "capacity": act.capacity,
        "at": act.at,
    }


def _touched(step: Step) -> MatterState:
    """Return the matter that an act is about, as it stands after the act."""
    key = step.act.data.get("matter")
    if key in step.after.matters:
        return step.after.matters[key]
    changed = [m for k, m in step.after.matters.items() if step.before.matters.get(k) is not m]
    return next((m for m in changed if m.since == step.act.at), changed[-1])


def _opinion(step: Step) -> None:
    matter = _touched(step)
    said = matter.opinion
    assert said is not None
    Opinion(
        **_base(step, matter.key),
        do=said.do,
        subject=matter.subject or "",
        reasons=said.reasons,
        fields=dict(said.fields),
    ).save()


def _member(step: Step) -> None:
    data = step.act.data
    matter = _touched(step)
    MemberOpinion(
        **_base(step, matter.key), member_id=data["person"], opinion=data["opinion"]
    ).save()


def _review(step: Step) -> None:
    data = step.act.data
    Review(
        **_base(step, data["matter"]), result=data["result"], remark=data.get("remark") or ""
    ).save()


def _submission(step: Step) -> None:
    Submission(**_base(step, step.act.data["matter"]), to=step.act.data["to"]).save()


def _instruction(step: Step) -> None:
    data = step.act.data
    Instruction(
        **_base(step, data["matter"]),
        what=data["what"],
        reason=data.get("reason") or "",
        due_on=date_in(data.get("due_on")),
        trigger=data.get("trigger") or "",
    ).save()


def _meeting(step: Step) -> None:
    data = step.act.data
    meeting = step.after.matters[data["matter"]].meeting
    assert meeting is not None
    JointMeeting(
        **_base(step, data["matter"]),
        question=data.get("question") or "",
        opinions=dict(meeting.opinions),
        majority=meeting.majority or "",
        record=meeting.record,
    ).save()


def _signature(step: Step) -> None:
    data = step.act.data
    meetings = JointMeeting.objects.filter(proceeding_id=step.proceeding_id, matter=data["matter"])
    MeetingSignature(
        **_base(step, data["matter"]),
        meeting=meetings.latest("seq"),
        person_id=data.get("person") or step.act.by,
        refused=data.get("refused") or "",
    ).save()


def _resolution(step: Step) -> None:
    data = step.act.data
    session = CommitteeSession(
        **_base(step, data["matter"]),
        roster=data["roster"],
        present=data["present"],
        votes=data["votes"],
        resolved=data["do"],
    )
    session.save()
    if data["do"] == SEND_UP:  # the committee sends it up; nobody has decided the matter yet
        return
    _decide(step, _touched(step), {"session": session})


def _decision(step: Step) -> None:
    _decide(step, _touched(step), {"decider_id": step.act.by})


def _order(step: Step) -> None:
    """A superior's change or ruling is the superior's decision; other orders leave no row."""
    if step.act.data["kind"] in ("change", RULING):
        _decide(step, _touched(step), {"superior": step.act.data["from"]})


def _decide(step: Step, matter: MatterState, decider: dict[str, Any]) -> None:
    made: DecisionState = matter.decisions[-1]
    Decision(
        **_base(step, matter.key),
        **decider,
        do=made.do,
        subject=matter.subject or "",
        reasons=made.reasons,
        fields=dict(made.fields),
        level=made.level,
        by_delegation=made.by_delegation,
        rule=made.rule,
        supersedes=_superseded(step, matter),
    ).save()


def _superseded(step: Step, matter: MatterState) -> Decision | None:
    """Return the latest decision that this one revokes or replaces."""
    keys = {
        key
        for key, now in step.after.matters.items()
        if any(d.revoked for d in now.decisions) and not any(d.revoked for d in _before(step, key))
    }
    made = Decision.objects.filter(proceeding_id=step.proceeding_id)
    return made.filter(matter__in=keys | {matter.key}).order_by("seq").last()


def _before(step: Step, key: str) -> tuple[DecisionState, ...]:
    known = step.before.matters.get(key)
    return known.decisions if known else ()


def _objection(step: Step) -> None:
    data = step.act.data
    made = Decision.objects.filter(proceeding_id=step.proceeding_id, matter=data["matter"])
    Objection(
        **_base(step, data["matter"]), decision=made.latest("seq"), reasons=data["reasons"]
    ).save()


def _reply(step: Step) -> None:
    data = step.act.data
    raised = Objection.objects.filter(proceeding_id=step.proceeding_id, matter=data["matter"])
    ObjectionReply(
        **_base(step, data["matter"]),
        objection=raised.latest("seq"),
        reply=data["reply"],
        reasons=data.get("reasons") or "",
    ).save()


WRITERS: dict[str, Callable[[Step], None]] = {
    "opine": _opinion,
    "hear_member": _member,
    "review": _review,
    "submit": _submission,
    "instruct": _instruction,
    "hold_meeting": _meeting,
    "sign_record": _signature,
    "resolve": _resolution,
    "decide": _decision,
    "receive_order": _order,
    "object": _objection,
    "answer_objection": _reply,
}
