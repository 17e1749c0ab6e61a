"""The person told takes note of an alert."""

from django.db import transaction
from django.utils import timezone

from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Receipt
from xiezhi.management.refusing import refused
from xiezhi.organs.models import Person


def acknowledge_alert(person: Person, alert_id: int) -> None:
    """Mark the alert as seen by its receiver; a second time changes nothing.

    Raises Refused (403) when the alert was not told to this person.
    """
    with transaction.atomic():
        receipts = Receipt.objects.select_for_update(of=("self",)).select_related("alert")
        receipt = receipts.filter(alert_id=alert_id, person=person.code).first()
        if receipt is None or receipt.alert is None:
            raise refused("monitoring.not_yours")
        if receipt.seen_at is None:
            receipt.seen_at = timezone.now()
            receipt.save(update_fields=["seen_at"])
            record_monitoring(receipt.alert, "acknowledge", {}, by=person.code, role=receipt.role)
