"""How many documents were issued, by kind; for figures of rooms above."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from xiezhi.documents.models import Document
from xiezhi.documents.templates_in_force import label

ASKED_AT_ONCE = 500


def issued_by_kind(proceedings: Collection[UUID]) -> dict[UUID, Counter[str]]:
    """Return for each proceeding its issued documents of legal effect, counted by name."""
    keys = list(proceedings)
    found: dict[UUID, Counter[str]] = {}
    for start in range(0, len(keys), ASKED_AT_ONCE):
        issued = Document.objects.exclude(status=Document.Status.DRAFT).filter(
            proceeding__in=keys[start : start + ASKED_AT_ONCE], has_legal_effect=True
        )
        for proceeding, template in issued.values_list("proceeding", "template"):
            found.setdefault(proceeding, Counter())[label(template)] += 1
    return found
