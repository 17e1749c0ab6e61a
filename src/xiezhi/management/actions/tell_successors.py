"""Tell a finding to whoever has taken over since: a new handler, a new head of the department."""

from datetime import date

from django.db import transaction

from xiezhi.management.actions.receivers import of_finding, receivers
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding, Receipt
from xiezhi.management.rules import rules


def tell_successors(on: date) -> int:
    """Tell every finding not yet closed to those its rule names now; return how many were told."""
    told = 0
    waiting = Finding.objects.exclude(state=Finding.State.CLOSED).order_by("pk")
    for finding in waiting.iterator(chunk_size=200):
        rule = rules().get(finding.rule)
        told += _tell(finding, rule.tells, on) if rule else 0
    return told


@transaction.atomic
def _tell(finding: Finding, tells: tuple[str, ...], on: date) -> int:
    known = set(finding.receipts.values_list("person", flat=True))
    fresh = [one for one in receivers(of_finding(finding), tells, on) if one[0] not in known]
    if not fresh:
        return 0
    Receipt.objects.bulk_create(
        Receipt(finding=finding, person=person, role=role) for person, role in fresh
    )
    record_monitoring(finding, "tell", {"told": [person for person, _ in fresh]})
    return len(fresh)
