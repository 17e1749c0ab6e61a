"""Registers the room `deliberation` with Django and its projector with casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    """Opinions, reviews, meetings, the committee, decisions, objections."""

    name = "xiezhi.deliberation"
    label = "deliberation"
    verbose_name = _("审议决定")

    def ready(self) -> None:
        """Subscribe to casework's acts."""
        from xiezhi.casework.guards import guard
        from xiezhi.casework.projectors import register
        from xiezhi.deliberation.guard import check_called, check_roster, check_session_on_recusal
        from xiezhi.deliberation.orders import check_received
        from xiezhi.deliberation.projection import DeliberationProjector

        register(DeliberationProjector())
        guard("resolve", check_roster)
        guard("call_session", check_called)
        guard("receive_order", check_received)
        guard("recuse", check_session_on_recusal)
