"""Registers the room `ledger` with Django and subscribes it to the office."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _forget_packs(**_given: object) -> None:
    from xiezhi.ledger import packs

    packs.forget()


class LedgerConfig(AppConfig):
    """The Django app `ledger`."""

    name = "xiezhi.ledger"
    label = "ledger"
    verbose_name = _("办案账本")

    def ready(self) -> None:
        """Record every change of the office; know nothing of a database that was emptied."""
        from django.db.models.signals import post_migrate

        from xiezhi.ledger.office import record_office_event
        from xiezhi.organs.events import subscribe

        subscribe(record_office_event)
        post_migrate.connect(_forget_packs, sender=self, dispatch_uid="ledger.packs")
