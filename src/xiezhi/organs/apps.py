"""Registers the room `organs` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgansConfig(AppConfig):
    """The Django app `organs`."""

    name = "xiezhi.organs"
    label = "organs"
    verbose_name = _("组织机构")
