"""Close a finding: only on changed facts or on an answer with reasons."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.selectors.deadlines import running_clocks
from xiezhi.casework.selectors.deeds import deeds_of
from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.conduct import is_done
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.management.rules import rules
from xiezhi.organs.models import Person


def close_finding(person: Person, finding_id: UUID | str, because: str, on: date) -> Finding:
    """Close an answered finding; ``because`` says which fact changed or why the answer stands.

    Raises Refused: 403 unless case management closes; 409 without an answer, without a reason, or
    while the clock still runs past its end and the finding is serious.
    """
    with finding_act(finding_id, "close") as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        act.must_stand(Finding.State.ANSWERED)
        if not because.strip():
            raise refused("monitoring.no_reason")
        if act.finding.severity == Finding.Severity.SERIOUS and is_still_overdue(act.finding, on):
            raise refused("monitoring.still_overdue", f"{act.finding.due_on} 届满")
        act.finding.state, act.finding.closed_on = Finding.State.CLOSED, on
        act.finding.closed_because = because.strip()
        act.data = {"because": because.strip()}
    return act.finding


def is_still_overdue(finding: Finding, on: date) -> bool:
    """Tell whether the clock still runs past its end, or what was late is still not done."""
    rule = rules()[finding.rule]
    if rule.conduct is not None:
        lacks = rule.conduct.finds == "late"  # else the rest followed: nothing makes it undone
        return lacks and not is_done(rule.conduct, deeds_of(finding.proceeding), finding.clock)
    now = timezone.now()
    return any(
        clock.key == finding.clock and clock.is_past(on, now)
        for clock in running_clocks(on, proceeding=finding.proceeding)
    )
