"""State a fact to be proved 待证事实 and tie evidence to it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.evidence.access import must_arrange
from xiezhi.evidence.actions.recorded import record_about
from xiezhi.evidence.models import EvidenceItem, Fact, ProofLink
from xiezhi.evidence.rules import refused


def state_fact(
    person: Any, case_id: UUID, statement: str, *, party: str = "", at: datetime | None = None
) -> int:
    """Add a fact under the next number of the case and return that number.

    Raises:
        Refused: 403 unless the person handles the case.
        ValidationError: the statement is empty.
    """
    at = at or timezone.now()
    chain, role = must_arrange(person, case_id, timezone.localdate(at))
    with transaction.atomic():
        facts = Fact.objects.select_for_update().filter(case_id=case_id).order_by("no")
        no = (facts.values_list("no", flat=True).last() or 0) + 1
        fact = Fact(case_id=case_id, no=no, statement=statement, party=party)
        fact.full_clean(exclude=["case"], validate_constraints=False)
        fact.save(force_insert=True)
        data = {"no": no, "statement": statement, "party": party}
        record_about(
            case_id, "state_fact", data, chain=chain, by=person.code, capacity=role, at=at
        )
    return no


def link_proof(
    person: Any,
    case_id: UUID,
    fact_no: int,
    item_no: int,
    bearing: str,
    *,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Say that an item `supports` or `contradicts` a fact; a second link replaces the first.

    Raises:
        Refused: 403 unless the person handles the case; 409 for an unknown or excluded item.
        ValidationError: `bearing` is neither.
    """
    at = at or timezone.now()
    chain, role = must_arrange(person, case_id, timezone.localdate(at))
    with transaction.atomic():
        fact = Fact.objects.filter(case_id=case_id, no=fact_no).first()
        item = EvidenceItem.objects.select_for_update().filter(case_id=case_id, no=item_no).first()
        if fact is None:
            raise refused("fact.unknown", f"事实{fact_no}")
        if item is None:
            raise refused("evidence.unknown", f"证据{item_no}")
        if item.state == EvidenceItem.State.EXCLUDED:
            raise refused("evidence.excluded", f"证据{item_no}{item.name}")
        link = ProofLink.objects.filter(fact=fact, item=item).first()
        link = link or ProofLink(fact=fact, item=item)
        link.bearing, link.note = bearing, note
        link.full_clean(exclude=["fact", "item"], validate_constraints=False)
        link.save()
        data = {"fact": fact_no, "item": item_no, "bearing": bearing, "note": note}
        record_about(
            case_id, "link_proof", data, chain=chain, by=person.code, capacity=role, at=at
        )
