"""Enter the evidence that came with a case, at its acceptance by case management."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.evidence.actions.add_item import ItemGiven
from xiezhi.evidence.actions.recorded import record_about
from xiezhi.evidence.models import EvidenceItem
from xiezhi.organs.roles import Role


def take_in_items(
    person: Any,
    case_id: UUID,
    given: Sequence[ItemGiven],
    *,
    procuratorate: str,
    at: datetime | None = None,
) -> tuple[int, ...]:
    """Enter items as handed over, under the next numbers of the case, and return the numbers.

    Raises:
        Refused: 403 unless case management of this procuratorate takes them in.
        ValidationError: a field is missing or wrong, in Chinese; no item is entered then.
    """
    at = at or timezone.now()
    must_manage(person, procuratorate, timezone.localdate(at))
    with transaction.atomic():
        last = EvidenceItem.objects.filter(case_id=case_id).aggregate(no=Max("no"))["no"] or 0
        for no, one in enumerate(given, last + 1):
            values = {name: getattr(one, name) for name in ItemGiven.__slots__}
            item = EvidenceItem(case_id=case_id, no=no, **values)
            item.full_clean(exclude=["case", "text"], validate_constraints=False)
            item.save(force_insert=True)
            data = {"no": no, **values}
            record_about(
                case_id, "add_evidence", data, chain=procuratorate, by=person.code,
                capacity=str(Role.CASE_MANAGEMENT), at=at,
            )  # fmt: skip
    return tuple(range(last + 1, last + 1 + len(given)))
