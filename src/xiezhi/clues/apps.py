"""Registers the room `clues` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CluesConfig(AppConfig):
    """The Django app `clues`."""

    name = "xiezhi.clues"
    label = "clues"
    verbose_name = _("监督线索")

    def ready(self) -> None:
        """Let the ledger's check compare the clues, and follow the proceedings they become."""
        from xiezhi.casework import projectors
        from xiezhi.clues.following import ClueFollower
        from xiezhi.clues.prior_penalties import watch_penalties
        from xiezhi.clues.projection import NAME, differences
        from xiezhi.ledger.projections import register

        register(NAME, differences)
        projectors.register(ClueFollower())
        watch_penalties()
