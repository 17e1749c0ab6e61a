"""Registers the room `exchange` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """The Django app `exchange`."""

    name = "xiezhi.exchange"
    label = "exchange"
    verbose_name = _("数据交换")
