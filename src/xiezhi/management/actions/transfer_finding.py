"""Transfer a finding to the inspection department 移送检务督察 (意见 40)."""

from datetime import date
from uuid import UUID

from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import OPEN, finding_act
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.organs.models import Person


def transfer_finding(person: Person, finding_id: UUID | str, because: str, on: date) -> Finding:
    """Let inspection see it, with the facts it is transferred for; it goes on here as well.

    Raises Refused: 403 unless case management transfers; 409 without a reason, twice, or closed.
    """
    with finding_act(finding_id, "transfer") as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        act.must_stand(*OPEN)
        if act.finding.transferred_on:
            raise refused("monitoring.transferred", str(act.finding.transferred_on))
        if not because.strip():
            raise refused("monitoring.no_reason", "移送的事实和理由")
        act.finding.transferred_on, act.finding.transferred_because = on, because.strip()
        act.data = {"because": because.strip()}
    return act.finding
