"""Tell a finding to whoever has taken over since: a new handler, a new head of the department."""

from datetime import date

from django.db import transaction

from xiezhi.management.actions.note_finding import tell
from xiezhi.management.actions.receivers import of_finding
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding
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
    told = tell(finding, of_finding(finding), tells, on)
    if told:
        record_monitoring(finding, "tell", {"told": told})
    return len(told)
