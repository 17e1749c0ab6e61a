"""The Word file of a document: the bytes that were issued, or the draft rendered now."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.documents.access import must_read
from xiezhi.documents.checking import values_of
from xiezhi.documents.models import Document
from xiezhi.documents.rules import refused
from xiezhi.documents.templates_in_force import template
from xiezhi.dossier.drafting import ValueRefused, render


def word_of(person: Any, document_id: UUID, on: date) -> tuple[bytes, str]:
    """Return the .docx and a file name without ending.

    Raises:
        Refused: 403 when the person may not see the proceeding; 409 when a draft's value cannot
            stand in its field, or the stored paper is not the one whose digest the ledger holds.
    """
    document = must_read(person, document_id, on)
    found = template(document.template)
    if document.status != Document.Status.DRAFT:
        return _as_issued(document), f"{found.label} {document.number}"
    values = {name: one for name, one in values_of(document).items() if name in found.fields}
    try:
        return render(found, values).content, f"{found.label}（草稿）"
    except ValueRefused as problem:
        raise refused("draft.value", str(problem)) from problem


def _as_issued(document: Document) -> bytes:
    content = bytes(document.content)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise refused("content.digest", document.number or "")
    return content
