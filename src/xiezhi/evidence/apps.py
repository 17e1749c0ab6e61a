"""Registers the room `evidence` with Django and its projector with casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Texts, evidence, facts and proof, and the search over them."""

    name = "xiezhi.evidence"
    label = "evidence"
    verbose_name = _("证据卷宗")

    def ready(self) -> None:
        """Subscribe to casework's acts."""
        from xiezhi.casework.projectors import register
        from xiezhi.evidence.compared import differing_items, differing_texts
        from xiezhi.evidence.projection import SearchProjector
        from xiezhi.ledger import projections

        register(SearchProjector())
        projections.register("卷宗文本", differing_texts)
        projections.register("证据", differing_items)
