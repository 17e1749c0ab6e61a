"""Send a finding to the handling department as a 流程监控通知书; its reply clock starts then."""

from datetime import date
from uuid import UUID

from xiezhi.casework.numbering import next_number
from xiezhi.casework.selectors.handling import case_of
from xiezhi.dossier.drafting import Value, load_templates, render
from xiezhi.law import national
from xiezhi.law.periods import due
from xiezhi.law.refusals import refuse
from xiezhi.management.access import require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.management.rules import rules
from xiezhi.organs import selectors as organs
from xiezhi.organs.directory import names
from xiezhi.organs.models import Department, Person

TEMPLATE = "process_monitoring_notice"


def issue_notice(
    person: Person, finding_id: UUID | str, demands: list[str], handler: str, on: date
) -> Finding:
    """Issue the notice; ``demands`` say what to check and correct, ``handler`` is a person code.

    Raises Refused: 403 unless case management issues, 409 when a required field is empty (named)
    or the notice was sent already. Nothing is numbered then.
    """
    with finding_act(finding_id, "notice", (Finding.State.OPEN,)) as act:
        finding = act.finding
        act.by, act.role = person.code, require_monitor(person, finding)
        office = organs.procuratorate(finding.procuratorate)
        template = load_templates()[TEMPLATE]
        case_id = case_of(finding.proceeding)
        assert case_id is not None
        number = next_number(
            office.code, office.short_name, f"检{template.word}", on.year, case_id
        )
        values = _values(finding, office.name, number, demands, handler, on)
        draft = render(template, values)
        if draft.missing:
            first = draft.missing[0]
            raise refuse("monitoring.missing", f"还没有填：{first.label}", first.why)
        finding.notice, finding.notice_number, finding.noticed_on = draft.content, number, on
        finding.state = Finding.State.NOTICED
        reply = rules()[finding.rule].reply
        finding.reply_due_on = due(reply, on, pack=national()).due_on if reply else None
        act.data = {"notice": number, "reply_due_on": str(finding.reply_due_on)}
    return finding


def _values(
    finding: Finding, unit: str, number: str, demands: list[str], handler: str, on: date
) -> dict[str, Value]:
    rule = rules()[finding.rule]
    facts = f"本案{finding.label}，期限于{finding.due_on}届满，截至{on}没有办结或者变更的记录。"
    given = {
        "procuratorate": unit,
        "number": number,
        "issued_on": on,
        "department": Department.objects.get(pk=finding.department_id).name,
        "case_number": finding.number,
        "case_title": finding.title,
        "handler": names({handler}).get(handler, ""),
        "kind": "period",
        "facts": facts,
        "breached": rule.cite,
        "demands": [one for one in demands if one.strip()],
        "severe": finding.severity == Finding.Severity.SERIOUS,
    }
    return {name: Value(content, f"finding.{name}") for name, content in given.items()}
