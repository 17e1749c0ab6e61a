"""Remind the handling department by word of mouth 口头提示, and leave a record of it."""

from datetime import date
from uuid import UUID

from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.organs.models import Person


def remind_orally(person: Person, finding_id: UUID | str, said: str, on: date) -> Finding:
    """Record what was said; the finding still waits for an answer.

    Raises Refused: 403 unless case management reminds; 409 without words, for a serious
    finding (规则 665), or when it is past that step.
    """
    with finding_act(finding_id, "remind") as act:
        act.by, act.role = person.code, require_monitor(person, act.finding)
        act.must_stand(Finding.State.OPEN)
        if act.finding.severity == Finding.Severity.SERIOUS:
            raise refused("monitoring.serious_not_oral", act.finding.get_severity_display())
        if not said.strip():
            raise refused("monitoring.no_reason", "口头提示的内容")
        act.finding.reminder, act.finding.reminded_on = said.strip(), on
        act.data = {"said": said.strip()}
    return act.finding
