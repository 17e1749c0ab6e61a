"""Everyone in custody, by days left, as lines on one time axis."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.access import visible_custody
from xiezhi.casework.models import Party, Proceeding
from xiezhi.casework.selectors.clocks import ClockEntry, clock_entries, urgency
from xiezhi.law.packs import national


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """A person in custody: where, in which proceeding, and the clock that binds it."""

    proceeding_id: UUID
    number: str
    party: str
    name: str
    procedure_id: str
    phase: str
    unit: str
    place: str
    from_on: date | None
    until_on: date | None
    days_left: int | None
    is_held: bool
    citation: str
    clock: ClockEntry | None

    @property
    def is_overdue(self) -> bool:
        """Whether custody runs past its last day."""
        return not self.is_held and self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class CustodyBoard:
    """All rows by days left; the counts make the page's title."""

    on: date
    rows: tuple[CustodyRow, ...]

    @property
    def overdue(self) -> int:
        """Persons past the last day."""
        return sum(1 for row in self.rows if row.is_overdue)

    @property
    def held(self) -> int:
        """Persons whose clock is suspended."""
        return sum(1 for row in self.rows if row.is_held)

    def within(self, days: int) -> int:
        """Persons whose last day is at most so many days ahead."""
        return sum(
            1
            for row in self.rows
            if not row.is_held and row.days_left is not None and 0 <= row.days_left <= days
        )


def custody_board(person: Any, on: date | None = None) -> CustodyBoard:
    """Return everyone in custody in open proceedings that the person may oversee.

    A person in several proceedings stands in the one whose clock ends first.
    """
    on = on or timezone.localdate()
    seen = visible_custody(person, on).filter(closed_on__isnull=True)
    held = Party.objects.filter(custody=Party.Custody.IN_CUSTODY, case__proceedings__in=seen)
    open_in: dict[UUID, list[Proceeding]] = {}
    for proceeding in seen.select_related("procuratorate"):
        open_in.setdefault(proceeding.case_id, []).append(proceeding)
    clocks: dict[UUID, list[ClockEntry]] = {}
    for entry in clock_entries(seen, on):
        clocks.setdefault(entry.proceeding_id, []).append(entry)
    rows = [
        min((_row(party, p, clocks.get(p.pk, []), on) for p in open_in[party.case_id]), key=_order)
        for party in held.distinct()
    ]
    return CustodyBoard(on, tuple(sorted(rows, key=_order)))


def _row(party: Party, proceeding: Proceeding, clocks: list[ClockEntry], on: date) -> CustodyRow:
    binding = min((c for c in clocks if c.subject in ("", party.code)), key=urgency, default=None)
    until_on = binding.due_on if binding else party.custody_until
    procedure = national().procedures.get(proceeding.procedure_id)
    return CustodyRow(
        proceeding_id=proceeding.pk,
        number=proceeding.number,
        party=party.code,
        name=party.name,
        procedure_id=proceeding.procedure_id,
        phase=f"{procedure.label if procedure else ''}·{proceeding.stage_label}",
        unit=proceeding.procuratorate.short_name,
        place=party.custody_place,
        from_on=party.custody_from or (binding.start_on if binding else None),
        until_on=until_on,
        days_left=(until_on - on).days if until_on else None,
        is_held=binding is not None and binding.status == "suspended",
        citation=binding.citation if binding else "",
        clock=binding,
    )


def _order(row: CustodyRow) -> tuple[bool, date, str]:
    return (row.is_held or row.until_on is None, row.until_on or date.max, row.name)
