"""Registers the room `ledger` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The Django app `ledger`."""

    name = "xiezhi.ledger"
    label = "ledger"
    verbose_name = _("办案账本")
