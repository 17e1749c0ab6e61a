"""The handling department answers a finding: what was checked, what was corrected."""

from datetime import date
from uuid import UUID

from xiezhi.law.refusals import refuse
from xiezhi.management.access import require_told
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.organs.models import Person


def answer_finding(person: Person, finding_id: UUID | str, reply: str, on: date) -> Finding:
    """Reply to a finding or its notice. Raises Refused for others and for an empty reply."""
    if not reply.strip():
        raise refuse("monitoring.empty_reply", "回复没有内容", "写明核查情况和纠正的结果")
    states = (Finding.State.OPEN, Finding.State.NOTICED)
    with finding_act(finding_id, "answer", states) as act:
        act.by, act.role = person.code, require_told(person, act.finding)
        act.finding.reply, act.finding.replied_by = reply.strip(), person.code
        act.finding.replied_on, act.finding.state = on, Finding.State.ANSWERED
        act.data = {"reply": reply.strip()}
    return act.finding
