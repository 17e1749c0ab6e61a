"""Enter an item of evidence into a case 登记证据."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.evidence.access import must_arrange
from xiezhi.evidence.actions.recorded import record_about
from xiezhi.evidence.models import EvidenceItem


@dataclass(frozen=True, slots=True)
class ItemGiven:
    """An item as entered; `kind` is a value of `EvidenceItem.Kind`."""

    kind: str
    name: str
    source: str
    collected_by: str = ""
    collected_on: date | None = None
    is_key: bool = False
    text_id: UUID | None = None


def add_item(person: Any, case_id: UUID, given: ItemGiven, *, at: datetime | None = None) -> int:
    """Enter an item under the next number of the case and return that number.

    Raises:
        Refused: 403 unless the person handles the case.
        ValidationError: a field is missing or wrong, in Chinese.
    """
    at = at or timezone.now()
    chain, role = must_arrange(person, case_id, timezone.localdate(at))
    with transaction.atomic():
        last = EvidenceItem.objects.select_for_update().filter(case_id=case_id).order_by("no")
        highest = last.values_list("no", flat=True).last()
        values = {name: getattr(given, name) for name in ItemGiven.__slots__}
        item = EvidenceItem(case_id=case_id, no=(highest or 0) + 1, **values)
        item.full_clean(exclude=["case", "text"], validate_constraints=False)
        item.save(force_insert=True)
        data = {"no": item.no, **values}
        record_about(
            case_id, "add_evidence", data, chain=chain, by=person.code, capacity=role, at=at
        )
    return item.no
