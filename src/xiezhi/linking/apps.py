"""Registers the room `linking` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkingConfig(AppConfig):
    """The Django app `linking`."""

    name = "xiezhi.linking"
    label = "linking"
    verbose_name = _("同一人关联")

    def ready(self) -> None:
        """Link after imports and before models that read links; compare with the ledger."""
        from xiezhi.clues.upward import after_import, before_run
        from xiezhi.ledger.projections import register
        from xiezhi.linking.following import link_after_import, link_before_run
        from xiezhi.linking.projection import NAME, differences

        after_import(link_after_import)
        before_run(link_before_run)
        register(NAME, differences)
