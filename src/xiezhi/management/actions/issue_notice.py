"""Send a finding to the handling department as a 流程监控通知书; its reply clock starts then."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from xiezhi.casework.numbering import next_number
from xiezhi.casework.selectors import case_of, team_of
from xiezhi.dossier.drafting import Template, Value, load_templates, preview, render
from xiezhi.law import national
from xiezhi.law.periods import due
from xiezhi.management.access import HANDLER, require_monitor
from xiezhi.management.actions.finding_act import finding_act
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused
from xiezhi.management.rules import rules
from xiezhi.management.words import day_said
from xiezhi.organs import selectors as organs
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person

TEMPLATE = "process_monitoring_notice"


def issue_notice(
    person: Person, finding_id: UUID | str, demands: Sequence[str], on: date
) -> Finding:
    """Issue the notice; ``demands`` say what to check and to correct.

    Raises Refused: 403 unless case management issues, 409 when a required field is empty (named)
    or a notice was sent already. Nothing is numbered then.
    """
    with finding_act(finding_id, "notice") as act:
        finding = act.finding
        act.by, act.role = person.code, require_monitor(person, finding)
        act.must_stand(Finding.State.OPEN, Finding.State.ANSWERED)
        if finding.notice_number:
            raise refused("monitoring.noticed", finding.notice_number)
        template = load_templates()[TEMPLATE]
        values = _values(finding, demands, on)
        _must_be_complete(template, values)
        number = _number(finding, template, on)
        values["number"] = Value(number, "document.number")
        values["issued_on"] = Value(on, "document.issued_on")
        finding.notice = render(template, values).content
        finding.notice_number, finding.noticed_on = number, on
        finding.state = Finding.State.NOTICED
        reply = rules()[finding.rule].reply
        finding.reply_due_on = due(reply, on, pack=national()).due_on if reply else None
        act.data = {"notice": number, "reply_due_on": str(finding.reply_due_on)}
    return finding


def _must_be_complete(template: Template, values: dict[str, Value]) -> None:
    missing = preview(template, values).missing
    if missing:
        raise refused("monitoring.missing", "、".join(one.label for one in missing))


def _number(finding: Finding, template: Template, on: date) -> str:
    office, case_id = organs.procuratorate(finding.procuratorate), case_of(finding.proceeding)
    assert case_id is not None
    return next_number(office.code, office.short_name, template.word, on.year, case_id)


def _values(finding: Finding, demands: Sequence[str], on: date) -> dict[str, Value]:
    rule = rules()[finding.rule]
    handlers = {code for code, role in team_of(finding.proceeding).items() if role == HANDLER}
    given = {
        "procuratorate": organs.procuratorate(finding.procuratorate).name,
        "department": organs.department_by_id(finding.department_id).name,
        "case_number": finding.number,
        "case_title": finding.title,
        "handler": "、".join(names(handlers).values()),
        "kind": rule.kind,
        "facts": finding.facts
        or f"本件的{finding.label}，期限于{day_said(finding.due_on)}届满，"
        f"截至{day_said(on)}没有依法办结、延长或者变更的记录。",
        "breached": "、".join(cite for cite in (finding.breached, rule.cite) if cite),
        "demands": [one.strip() for one in demands if one.strip()],
        "severe": finding.severity == Finding.Severity.SERIOUS,
    }
    return {name: Value(content, f"finding.{name}") for name, content in given.items()}
