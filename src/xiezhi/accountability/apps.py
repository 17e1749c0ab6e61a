"""Registers the room `accountability` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountabilityConfig(AppConfig):
    """The Django app `accountability`."""

    name = "xiezhi.accountability"
    label = "accountability"
    verbose_name = _("司法责任追究")

    def ready(self) -> None:
        """Compare the rows with the ledger; tell whoever is named in a matter."""
        from xiezhi.accountability.beside import on_workbench
        from xiezhi.accountability.projection import NAME, differences, rebuild
        from xiezhi.casework import asides
        from xiezhi.ledger.projections import register

        asides.register("workbench", self.label, on_workbench)
        register(NAME, differences, rebuild)
