"""Registers the room `management` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ManagementConfig(AppConfig):
    """The Django app `management`."""

    name = "xiezhi.management"
    label = "management"
    verbose_name = _("案件管理")

    def ready(self) -> None:
        """Answer for the numbers of notices."""
        from xiezhi.casework.papers import register
        from xiezhi.management.access import notices_among

        register("management", notices_among)
