"""Report a finding to the next higher procuratorate."""

from datetime import date
from uuid import UUID

from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import OPEN, finding_act
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


def report_finding(person: Person, finding_id: UUID | str, on: date) -> Finding:
    """Let the superior see it.

    Raises Refused: 403 unless case management reports; 409 for the highest unit, a second report
    or a closed finding.
    """
    with finding_act(finding_id, "report") as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        act.must_stand(*OPEN)
        if act.finding.reported_to:
            raise refused("monitoring.reported", str(act.finding.reported_on))
        parent = organs.procuratorate(act.finding.procuratorate).parent
        if parent is None:
            raise refused("monitoring.no_superior")
        act.finding.reported_to, act.finding.reported_on = parent.code, on
        act.data = {"to": parent.code}
    return act.finding
