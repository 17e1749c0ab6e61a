"""Note one finding, tell the people its rule names, and record both; once for one breach.

What a further rule finds worse about a known breach changes its finding and makes no second.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from xiezhi.management.actions.receivers import Place, receivers
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding, Receipt
from xiezhi.management.rules import MonitoringRule, rules


@dataclass(frozen=True, slots=True)
class Noted:
    """What was found: where, by which rule, under which key, due when, said how."""

    proceeding: UUID
    number: str
    title: str
    place: Place
    rule: str
    key: str
    due_on: date
    label: str
    breached: str = ""
    facts: str = ""


@transaction.atomic
def note_finding(noted: Noted, on: date) -> Finding | None:
    """Return the new finding, or None when this breach is known."""
    rule = rules()[noted.rule]
    finding, new = Finding.objects.get_or_create(
        proceeding=noted.proceeding,
        clock=noted.key,
        due_on=noted.due_on,
        defaults={
            "procuratorate": noted.place.procuratorate,
            "department_id": noted.place.department_id,
            "number": noted.number,
            "title": noted.title,
            "rule": noted.rule,
            "label": noted.label,
            "breached": noted.breached,
            "facts": noted.facts,
            "severity": rule.severity,
            "asks": list(rule.asks),
            "found_on": on,
        },
    )
    if not new:
        _worsen(finding, noted, rule, on)
        return None
    told = tell(finding, noted.place, rule.tells, on)
    record_monitoring(finding, "find", {"due_on": str(noted.due_on), "told": told})
    return finding


def tell(finding: Finding, place: Place, tells: tuple[str, ...], on: date) -> list[str]:
    """Tell whoever a rule names and does not know yet; return their codes."""
    known = set(finding.receipts.values_list("person", flat=True))
    fresh = [one for one in receivers(place, tells, on) if one[0] not in known]
    Receipt.objects.bulk_create(
        Receipt(finding=finding, person=person, role=role) for person, role in fresh
    )
    return [person for person, _ in fresh]


def _worsen(finding: Finding, noted: Noted, rule: MonitoringRule, on: date) -> None:
    rank = list(Finding.Severity).index
    closed = finding.state == Finding.State.CLOSED
    if closed or rule.severity is None or rank(rule.severity) <= rank(finding.severity):
        return
    finding.rule, finding.label, finding.facts = noted.rule, noted.label, noted.facts
    finding.severity, finding.asks = rule.severity, list(rule.asks)
    finding.save(update_fields=["rule", "label", "facts", "severity", "asks"])
    told = tell(finding, noted.place, rule.tells, on)
    record_monitoring(finding, "worsen", {"severity": rule.severity, "told": told})
