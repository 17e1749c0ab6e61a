"""Report a finding to the next higher procuratorate."""

from datetime import date
from uuid import UUID

from xiezhi.law.refusals import refuse
from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


def report_finding(person: Person, finding_id: UUID | str, on: date) -> Finding:
    """Let the superior see it. Raises Refused for the highest unit and a second report."""
    states = (Finding.State.OPEN, Finding.State.NOTICED, Finding.State.ANSWERED)
    with finding_act(finding_id, "report", states) as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        parent = organs.procuratorate(act.finding.procuratorate).parent
        if parent is None or act.finding.reported_to:
            raise refuse(
                "monitoring.reported", "已经报告，或者没有上一级人民检察院", "查看报告的经过"
            )
        act.finding.reported_to, act.finding.reported_on = parent.code, on
        act.data = {"to": parent.code}
    return act.finding
