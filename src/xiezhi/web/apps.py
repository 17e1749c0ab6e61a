"""The site as a Django app: shared templates, static files and tags."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Registers the room `web`."""

    name = "xiezhi.web"
    label = "web"
    verbose_name = _("站点")
