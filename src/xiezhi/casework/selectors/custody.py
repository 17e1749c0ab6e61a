"""Everyone in custody, by days left, as lines on one time axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.access import visible_custody
from xiezhi.casework.models import Clock, Party, Proceeding
from xiezhi.casework.selectors.clocks import ClockEntry, clock_entries
from xiezhi.casework.selectors.paging import Leaf, leaf
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
    """A page of rows by days left; the counts are of everyone and make the page's title.

    `left` holds the days left of everyone whose clock runs to a day.
    """

    on: date
    rows: tuple[CustodyRow, ...]
    leaf: Leaf
    total: int
    held: int
    left: tuple[int, ...]
    places: tuple[str, ...]

    @property
    def overdue(self) -> int:
        """Persons past the last day."""
        return sum(1 for days in self.left if days < 0)

    def within(self, days: int) -> int:
        """Persons whose last day is at most so many days ahead."""
        return sum(1 for left in self.left if 0 <= left <= days)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which persons to list: a `place`, those held or overdue, those within `days`."""

    place: str = ""
    is_held: bool = False
    is_overdue: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class _Stay:
    """What orders and counts a person: enough to know which rows a page needs."""

    party: UUID
    proceeding: UUID
    clock: int | None
    name: str
    place: str
    until_on: date | None
    is_held: bool

    @property
    def order(self) -> tuple[bool, date, str, UUID]:
        """By last day; those held and those without a day come last."""
        open_end = self.is_held or self.until_on is None
        return (open_end, self.until_on or date.max, self.name, self.party)


def custody_board(
    person: Any, on: date | None = None, asked: Asked | None = None, page: int = 1
) -> CustodyBoard:
    """Return a page of those in custody in open proceedings that the person may oversee.

    A person in several proceedings stands in the one whose clock ends first.
    """
    on, asked = on or timezone.localdate(), asked or Asked()
    stays = _stays(visible_custody(person, on).filter(closed_on__isnull=True))
    wanted = [stay for stay in stays if _is_asked(stay, asked, on)]
    shown = leaf(len(wanted), page)
    return CustodyBoard(
        on,
        _rows(wanted[shown.first : shown.until], on),
        shown,
        len(stays),
        sum(stay.is_held for stay in stays),
        tuple((s.until_on - on).days for s in stays if s.until_on and not s.is_held),
        tuple(sorted({stay.place for stay in stays if stay.place})),
    )


def _stays(seen: Any) -> list[_Stay]:
    """Return everyone in custody in order, each once, by narrow columns alone."""
    binding = _binding(seen)
    people = (
        seen.filter(case__parties__custody=Party.Custody.IN_CUSTODY)
        .order_by()
        .values_list("pk", "case__parties__pk", "case__parties__code", "case__parties__name",
                     "case__parties__custody_place", "case__parties__custody_until")
    )  # fmt: skip
    first: dict[UUID, _Stay] = {}
    for proceeding, party, code, name, place, until_on in people:
        clocks = binding.get((proceeding, code)), binding.get((proceeding, ""))
        bound = min((one for one in clocks if one), default=None)
        end = (bound[1] if bound[1] != date.max else None) if bound else until_on
        stay = _Stay(party, proceeding, bound[3] if bound else None, name, place, end,
                     bound is not None and bound[4])  # fmt: skip
        known = first.get(party)
        if known is None or (stay.order, stay.proceeding) < (known.order, known.proceeding):
            first[party] = stay
    return sorted(first.values(), key=lambda stay: stay.order)


def _binding(seen: Any) -> dict[tuple[UUID, str], tuple[bool, date, int, int, bool]]:
    """Return the clock bounding custody that ends first, of each proceeding and subject."""
    bounding = [key for key, period in national().periods.items() if period.bounds_custody]
    rows = Clock.objects.filter(
        proceeding__in=seen,
        period_id__in=bounding,
        status__in=(Clock.Status.RUNNING, Clock.Status.SUSPENDED),
    ).values_list("proceeding_id", "subject", "due_on", "due_at", "status", "no", "pk")
    found: dict[tuple[UUID, str], tuple[bool, date, int, int, bool]] = {}
    for proceeding, subject, due_on, due_at, status, no, pk in rows:
        end = due_on or (timezone.localdate(due_at) if due_at else None)
        held = status == Clock.Status.SUSPENDED
        one = (held or end is None, end or date.max, no, pk, held)
        key = (proceeding, subject)
        found[key] = min(found.get(key, one), one)
    return found


def _is_asked(stay: _Stay, asked: Asked, on: date) -> bool:
    left = None if stay.is_held or not stay.until_on else (stay.until_on - on).days
    return (
        asked.place in ("", stay.place)
        and (not asked.is_held or stay.is_held)
        and (not asked.is_overdue or (left is not None and left < 0))
        and (asked.days is None or (left is not None and 0 <= left <= asked.days))
    )


def _rows(stays: Sequence[_Stay], on: date) -> tuple[CustodyRow, ...]:
    """Return the rows of a page, with all that it shows."""
    ids = {stay.proceeding for stay in stays}
    proceedings = Proceeding.objects.select_related("procuratorate").in_bulk(ids)
    parties = Party.objects.in_bulk([stay.party for stay in stays])
    clocks = _by_key(clock_entries(ids, on, pk__in=[s.clock for s in stays if s.clock]))
    return tuple(
        _row(parties[s.party], proceedings[s.proceeding], clocks.get(s.clock), s, on)
        for s in stays
    )


def _by_key(entries: Iterable[ClockEntry]) -> dict[int | None, ClockEntry]:
    return {entry.row: entry for entry in entries}


def _row(
    party: Party, proceeding: Proceeding, clock: ClockEntry | None, stay: _Stay, on: date
) -> CustodyRow:
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
        from_on=party.custody_from or (clock.start_on if clock else None),
        until_on=stay.until_on,
        days_left=(stay.until_on - on).days if stay.until_on else None,
        is_held=stay.is_held,
        citation=clock.citation if clock else "",
        clock=clock,
    )
