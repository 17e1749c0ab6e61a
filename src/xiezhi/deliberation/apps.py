"""Registers the room `deliberation` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    """The Django app `deliberation`."""

    name = "xiezhi.deliberation"
    label = "deliberation"
    verbose_name = _("审议决定")
