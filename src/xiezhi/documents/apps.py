"""Registers the room `documents` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """The Django app `documents`."""

    name = "xiezhi.documents"
    label = "documents"
    verbose_name = _("法律文书")
