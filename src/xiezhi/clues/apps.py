"""Registers the room `clues` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CluesConfig(AppConfig):
    """The Django app `clues`."""

    name = "xiezhi.clues"
    label = "clues"
    verbose_name = _("监督线索")
