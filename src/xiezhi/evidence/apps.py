"""Registers the room `evidence` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """The Django app `evidence`."""

    name = "xiezhi.evidence"
    label = "evidence"
    verbose_name = _("证据卷宗")
