"""Note reports to the chief and committee decisions that are late, and tell the chief of them."""

from datetime import date

from django.db import transaction

from xiezhi.casework.selectors.deadlines import LateMatter, late_matters
from xiezhi.management.actions.receivers import Place, receivers
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding, Receipt
from xiezhi.management.rules import rules


def find_late(on: date) -> list[Finding]:
    """Note each late report or execution once (意见 12, 22); return the new findings."""
    found = [_find(one, on) for one in list(late_matters(on))]
    return [finding for finding in found if finding is not None]


@transaction.atomic
def _find(one: LateMatter, on: date) -> Finding | None:
    rule, late = rules()[one.late.rule], one.late
    finding, new = Finding.objects.get_or_create(
        proceeding=one.proceeding_id,
        clock=f"{late.rule}:{late.matter}",
        due_on=late.due_on,
        defaults={
            "procuratorate": one.procuratorate,
            "department_id": one.department_id,
            "number": one.number,
            "title": one.title,
            "rule": late.rule,
            "label": f"{rule.label}：{late.label}",
            "breached": late.citation.text if late.citation else "",
            "severity": rule.severity,
            "asks": list(rule.asks),
            "found_on": on,
        },
    )
    if not new:
        return None
    place = Place(one.procuratorate, one.department_id, one.handler, one.case_id)
    told = receivers(place, rule.tells, on)
    Receipt.objects.bulk_create(
        Receipt(finding=finding, person=person, role=role) for person, role in told
    )
    people = [person for person, _ in told]
    record_monitoring(finding, "find", {"due_on": str(late.due_on), "told": people})
    return finding
