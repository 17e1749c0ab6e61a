"""Close a finding: only on changed facts or on an answer with reasons."""

from datetime import date
from uuid import UUID

from xiezhi.casework.selectors.deadlines import running_clocks
from xiezhi.law.refusals import refuse
from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.organs.models import Person


def close_finding(person: Person, finding_id: UUID | str, because: str, on: date) -> Finding:
    """Close an answered finding; ``because`` says which fact changed or why the answer stands.

    Raises Refused: 403 unless case management closes; 409 without an answer, without a reason, or
    while the clock still runs past its end and the finding is serious.
    """
    if not because.strip():
        raise refuse("monitoring.no_reason", "没有写为什么了结", "写明改变了的事实或者认可的理由")
    with finding_act(finding_id, "close", (Finding.State.ANSWERED,)) as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        if act.finding.severity == Finding.Severity.SERIOUS and _still_overdue(act.finding, on):
            raise refuse(
                "monitoring.still_overdue",
                "期限仍然超过，事实没有改变，不能了结",
                "先办理变更、延长或者释放，期限停止以后可以",
            )
        act.finding.state, act.finding.closed_on = Finding.State.CLOSED, on
        act.finding.closed_because = because.strip()
        act.data = {"because": because.strip()}
    return act.finding


def _still_overdue(finding: Finding, on: date) -> bool:
    return any(
        clock.proceeding_id == finding.proceeding
        and clock.key == finding.clock
        and clock.due_on < on
        for clock in running_clocks(on)
    )
