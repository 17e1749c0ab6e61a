"""Registers the room `ledger` with Django and subscribes it to the office."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The Django app `ledger`."""

    name = "xiezhi.ledger"
    label = "ledger"
    verbose_name = _("办案账本")

    def ready(self) -> None:
        """Record every change of the office."""
        from xiezhi.ledger.office import record_office_event
        from xiezhi.organs.events import subscribe

        subscribe(record_office_event)
