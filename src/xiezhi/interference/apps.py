"""Registers the room `interference` with Django, and what it says beside pages of casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterferenceConfig(AppConfig):
    """The Django app `interference`."""

    name = "xiezhi.interference"
    label = "interference"
    verbose_name = _("三个规定")

    def ready(self) -> None:
        """Ask at risk points, remind, warn of counsel; guard changes of handler; compare rows."""
        from xiezhi.casework import asides
        from xiezhi.casework.guards import guard
        from xiezhi.casework.registering import after_registration
        from xiezhi.interference import beside
        from xiezhi.interference.actions.propose_warnings import propose_warnings
        from xiezhi.interference.guards import keep_from_handler
        from xiezhi.interference.projection import NAME, differences
        from xiezhi.ledger.projections import register

        asides.register("act", self.label, beside.at_risk_point)
        asides.register("workbench", self.label, beside.on_workbench)
        asides.register("case", self.label, beside.on_case)
        after_registration(self.label, propose_warnings)
        guard("reassign", keep_from_handler)
        guard("assign", keep_from_handler)
        register(NAME, differences)
