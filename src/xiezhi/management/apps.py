"""Registers the room `management` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManagementConfig(AppConfig):
    """The Django app `management`."""

    name = "xiezhi.management"
    label = "management"
    verbose_name = _("案件管理")
