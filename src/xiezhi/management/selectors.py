"""Typed reads of process monitoring for pages; every one asks ``access`` first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from xiezhi.casework.access import visible_proceedings
from xiezhi.law import Citation
from xiezhi.management import access
from xiezhi.management.actions.close_finding import is_still_overdue
from xiezhi.management.models import Alert, Finding
from xiezhi.management.rules import days_told_before, rules
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert; `seen_at` is when this reader took note, `mine` whether it was told to them."""

    id: int
    proceeding: UUID
    may_open: bool
    number: str
    title: str
    label: str
    due_on: date
    provisional: bool
    raised_on: date
    mine: bool
    seen_at: datetime | None
    status: str = "running"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding; `overdue` while its clock still runs past its end, days as of the page's day.

    One `of_conduct` is about an act, not a clock: `overdue` while what was missing is not done.
    """

    id: UUID
    number: str
    title: str
    label: str
    due_on: date
    severity_label: str
    state: str
    state_label: str
    found_on: date
    reply_due_on: date | None
    overdue: bool
    days_over: int
    of_conduct: bool
    told_me: bool = False


@dataclass(frozen=True, slots=True)
class MonitoringBoard:
    """What was told and found; `states` are (value, label, count) for the filter."""

    on: date
    alerts: tuple[AlertLine, ...]
    findings: tuple[FindingLine, ...]
    states: tuple[tuple[str, str, int], ...]
    overdue: int
    unanswered: int
    days_before: str


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody a finding was told, with the role it was told in."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding: facts, rule, who was told, and what this reader may do."""

    line: FindingLine
    finding: Finding
    may_open: bool
    rule_label: str
    item: int | None
    rule: Citation
    breached: str
    told: tuple[Told, ...]
    replied_by: str
    is_monitor: bool
    may_answer: bool
    may_remind: bool
    may_notice: bool
    may_report: bool
    may_transfer: bool
    may_close: bool
    close_hindered: bool


def monitoring_board(person: Person, on: date, *, state: str = "") -> MonitoringBoard:
    """Return the alerts still running towards their end and the findings a person may see."""
    seen = access.visible_findings(person)
    chosen = seen.filter(state=state) if state else seen.exclude(state=Finding.State.CLOSED)
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk", distinct=True)))
    mine = access.told_to(person)
    lines = tuple(replace(_line(finding, on), told_me=finding.pk in mine) for finding in chosen)
    return MonitoringBoard(
        on=on,
        alerts=_alerts(person, on),
        findings=tuple(sorted(lines, key=lambda line: (not line.overdue, line.due_on))),
        states=tuple((v, str(label), counts.get(v, 0)) for v, label in Finding.State.choices),
        overdue=sum(line.overdue for line in lines),
        unanswered=sum(
            line.state in (Finding.State.OPEN, Finding.State.NOTICED) for line in lines
        ),
        days_before="、".join(str(days) for days in days_told_before()),
    )


def _alerts(person: Person, on: date) -> tuple[AlertLine, ...]:
    found = access.visible_alerts(person).filter(due_on__gte=on).prefetch_related("receipts")
    latest: dict[tuple[UUID, str], Alert] = {}
    for alert in found:
        key = (alert.proceeding, alert.clock)
        if key not in latest or alert.days_before < latest[key].days_before:
            latest[key] = alert
    open_to = _may_open(person, on, (alert.proceeding for alert in latest.values()))
    lines = [_alert_line(person, alert, open_to) for alert in latest.values()]
    return tuple(sorted(lines, key=lambda line: (line.due_on, line.number)))


def _alert_line(person: Person, alert: Alert, open_to: set[UUID]) -> AlertLine:
    mine = next((r for r in alert.receipts.all() if r.person == person.code), None)
    return AlertLine(
        alert.pk, alert.proceeding, alert.proceeding in open_to, alert.number, alert.title,
        alert.label, alert.due_on, alert.provisional, alert.raised_on, mine is not None,
        mine.seen_at if mine else None,
    )  # fmt: skip


def finding_page(person: Person, finding_id: UUID | str, on: date) -> FindingPage:
    """Return one finding's page. Raises Http404 when the person may not see it."""
    finding = access.visible_findings(person).filter(pk=finding_id).first()
    if finding is None:
        raise Http404
    rule, line = rules()[finding.rule], _line(finding, on)
    monitor = access.is_monitor(person, finding)
    waits = finding.state in (Finding.State.OPEN, Finding.State.NOTICED)
    hindered = finding.severity == Finding.Severity.SERIOUS and line.overdue
    return FindingPage(
        line=line,
        finding=finding,
        may_open=finding.proceeding in _may_open(person, on, [finding.proceeding]),
        rule_label=rule.label,
        item=rule.item,
        rule=rule.citation,
        breached=finding.breached,
        told=_told(finding),
        replied_by=names({finding.replied_by}).get(finding.replied_by, ""),
        is_monitor=monitor,
        may_answer=waits and bool(access.answers_as(person, finding)),
        may_remind=monitor and _may_be_reminded(finding),
        may_notice=monitor and not finding.notice_number and not _is_closed(finding),
        may_report=monitor and not finding.reported_to and not _is_closed(finding),
        may_transfer=monitor and not finding.transferred_on and not _is_closed(finding),
        may_close=monitor and finding.state == Finding.State.ANSWERED and not hindered,
        close_hindered=hindered,
    )


def notice_of(person: Person, finding_id: UUID | str) -> tuple[bytes, str]:
    """Return the notice's Word file and its number. Raises Http404 when there is none to see."""
    finding = access.visible_findings(person).filter(pk=finding_id).first()
    if finding is None or finding.notice is None:
        raise Http404
    return bytes(finding.notice), finding.notice_number


def _is_closed(finding: Finding) -> bool:
    return bool(finding.state == Finding.State.CLOSED)


def _may_be_reminded(finding: Finding) -> bool:
    serious = finding.severity == Finding.Severity.SERIOUS
    return finding.state == Finding.State.OPEN and not serious and not finding.reminded_on


def _line(finding: Finding, on: date) -> FindingLine:
    overdue = not _is_closed(finding) and is_still_overdue(finding, on)
    return FindingLine(
        finding.pk, finding.number, finding.title, finding.label, finding.due_on,
        str(finding.get_severity_display()), finding.state, str(finding.get_state_display()),
        finding.found_on, finding.reply_due_on, overdue, (on - finding.due_on).days,
        bool(finding.facts),
    )  # fmt: skip


def _told(finding: Finding) -> tuple[Told, ...]:
    receipts = list(finding.receipts.order_by("pk"))
    called = names({receipt.person for receipt in receipts})
    roles: dict[str, Any] = {**dict(Role.choices), access.HANDLER: "承办检察官"}
    return tuple(
        Told(called.get(r.person, r.person), str(roles.get(r.role, r.role))) for r in receipts
    )


def _may_open(person: Person, on: date, proceedings: Iterable[UUID]) -> set[UUID]:
    keys = list(proceedings)
    return set(visible_proceedings(person, on).filter(pk__in=keys).values_list("pk", flat=True))
