"""Registers the room `modelling` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModellingConfig(AppConfig):
    """The Django app `modelling`."""

    name = "xiezhi.modelling"
    label = "modelling"
    verbose_name = _("监督模型")

    def ready(self) -> None:
        """Let the ledger's check compare the stages of the models."""
        from xiezhi.ledger.projections import register
        from xiezhi.modelling.projection import NAME, differences

        register(NAME, differences)
