"""A selector for rooms above: the issued document that another agency names by its number."""

from dataclasses import dataclass
from uuid import UUID

from xiezhi.documents.models import Document


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued document as another agency refers to it."""

    id: UUID
    template: str
    subject: str
    proceeding: UUID
    proceeding_number: str


def issued_numbered(number: str) -> Issued | None:
    """Return the issued document of this number; access is the caller's question."""
    document = Document.objects.select_related("proceeding").filter(number=number).first()
    if document is None:
        return None
    proceeding = document.proceeding
    return Issued(
        document.pk, document.template, document.subject, proceeding.pk, proceeding.number
    )
