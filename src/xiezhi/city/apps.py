"""Registers the room `city` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CityConfig(AppConfig):
    """The Django app `city`."""

    name = "xiezhi.city"
    label = "city"
    verbose_name = _("虚构城市")
