"""The handling department answers a finding: what was checked, what was corrected."""

from datetime import date
from uuid import UUID

from xiezhi.management.access import require_answerer
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.organs.models import Person


def answer_finding(person: Person, finding_id: UUID | str, reply: str, on: date) -> Finding:
    """Reply to a finding or its notice.

    Raises Refused: 403 for whoever neither handles the case nor heads the department told; 409
    for an empty reply, or when a reply already waits or the finding is closed.
    """
    with finding_act(finding_id, "answer") as act:
        act.by, act.role = person.code, require_answerer(person, act.finding)
        act.must_stand(Finding.State.OPEN, Finding.State.NOTICED)
        if not reply.strip():
            raise refused("monitoring.empty_reply")
        act.finding.reply, act.finding.replied_by = reply.strip(), person.code
        act.finding.replied_on, act.finding.state = on, Finding.State.ANSWERED
        act.data = {"reply": reply.strip()}
    return act.finding
