"""Registers the room `documents` with Django and its projector with casework."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents 法律文书: drafted, issued, served, answered."""

    name = "xiezhi.documents"
    label = "documents"
    verbose_name = _("法律文书")

    def ready(self) -> None:
        """Subscribe to casework's acts."""
        from xiezhi.casework.projectors import register
        from xiezhi.documents.projection import DocumentsProjector

        register(DocumentsProjector())
