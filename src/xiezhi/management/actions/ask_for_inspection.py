"""A notice that nobody answered in time: case management is asked to transfer it to inspection.

Nothing is transferred by itself: whether inspection takes it up, people decide (意见 40).
"""

from datetime import date

from django.db import transaction

from xiezhi.management.actions.note_finding import tell
from xiezhi.management.actions.receivers import of_finding
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding
from xiezhi.management.rules import UNANSWERED, rules


def ask_for_inspection(on: date) -> list[Finding]:
    """Ask for the transfer of every notice unanswered past its day, once; return those asked."""
    rule = rules()[UNANSWERED]
    late = Finding.objects.filter(
        state=Finding.State.NOTICED, reply_due_on__lt=on, transferred_on__isnull=True
    ).order_by("pk")
    return [finding for finding in late if _asked(finding, rule.asks, rule.tells, on)]


@transaction.atomic
def _asked(finding: Finding, asks: tuple[str, ...], tells: tuple[str, ...], on: date) -> bool:
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    fresh = [ask for ask in asks if ask not in finding.asks]
    if finding.state != Finding.State.NOTICED or not fresh:
        return False
    finding.asks = [*finding.asks, *fresh]
    finding.save(update_fields=["asks"])
    told = tell(finding, of_finding(finding), tells, on)
    data = {"reply_due_on": str(finding.reply_due_on), "told": told}
    record_monitoring(finding, "reply_overdue", data)
    return True
