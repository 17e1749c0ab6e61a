"""Clocks as pages show them: days left, the article, whose they are; a calendar of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.access import must_see
from xiezhi.casework.engine import state_of
from xiezhi.casework.models import Clock, Party
from xiezhi.law.calendar import published_calendar
from xiezhi.law.deadlines import Step


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """A running or suspended clock on a day; `days_left` is negative when overdue."""

    proceeding_id: UUID
    number: str
    title: str
    handler: str
    key: str
    period_id: str
    label: str
    subject: str
    subject_name: str
    start_on: date | None
    due_on: date | None
    due_at: datetime | None
    latest_on: date | None
    days_left: int | None
    status: str
    is_provisional: bool
    citation: str
    row: int | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the last day is past and the clock runs."""
        return self.status == "running" and self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar with the clocks that end on it; `name` of a rest day, e.g. 国庆节.

    `count` is of all that end on it and `late` of those past; `entries` may be a page's part.
    """

    on: date
    is_rest: bool
    name: str
    entries: tuple[ClockEntry, ...]
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class ClockExplained:
    """How a date was reckoned: numbered steps, each with its citation and quotation."""

    key: str
    label: str
    due_on: date | None
    due_at: datetime | None
    latest_on: date | None
    is_provisional: bool
    status: str
    steps: tuple[Step, ...]


def open_clocks(proceedings: Any) -> Any:
    """Return the running and suspended clocks of open proceedings, as a queryset."""
    return Clock.objects.filter(
        proceeding__in=proceedings,
        proceeding__closed_on__isnull=True,
        status__in=(Clock.Status.RUNNING, Clock.Status.SUSPENDED),
    )


def clock_entries(proceedings: Any, on: date, **filters: Any) -> tuple[ClockEntry, ...]:
    """Return the running and suspended clocks of open proceedings, the first to end first."""
    entries = entries_of(open_clocks(proceedings).filter(**filters), on)
    return tuple(sorted(entries, key=urgency))


def entries_of(clocks: Any, on: date) -> tuple[ClockEntry, ...]:
    """Return the entries of some clocks in their own order."""
    rows = list(clocks.select_related("proceeding__handler"))
    names = party_names({row.proceeding.case_id for row in rows})
    return tuple(
        _entry(row, names.get((row.proceeding.case_id, row.subject), ""), on) for row in rows
    )


def urgency(entry: ClockEntry) -> tuple[bool, date, str]:
    """Order by last day; suspended clocks and those without a day come last."""
    held = entry.status == "suspended" or entry.due_on is None
    return (held, entry.due_on or date.max, entry.number)


def days_of(
    entries: Iterable[ClockEntry],
    from_on: date,
    until_on: date,
    counts: Mapping[date, tuple[int, int]] | None = None,
) -> tuple[CalendarDay, ...]:
    """Spread entries over the days of a stretch; `counts` when more end there than are given."""
    calendar = published_calendar()
    ending: dict[date, list[ClockEntry]] = {}
    for entry in entries:
        if entry.due_on is not None:
            ending.setdefault(entry.due_on, []).append(entry)
    if counts is None:
        counts = {
            day: (len(found), sum(entry.is_overdue for entry in found))
            for day, found in ending.items()
        }
    days = (from_on + timedelta(days=n) for n in range((until_on - from_on).days))
    return tuple(
        CalendarDay(
            day,
            calendar.is_rest(day),
            calendar.name(day),
            tuple(ending.get(day, ())),
            *counts.get(day, (0, 0)),
        )
        for day in days
    )


def clock_explained(person: Any, proceeding_id: UUID, key: str, on: date) -> ClockExplained | None:
    """Return how the latest clock of this key was reckoned, or None when there is none.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    clock = state_of(must_see(person, proceeding_id, on)).clock(key)
    if clock is None:
        return None
    deadline = clock.deadline
    return ClockExplained(
        clock.key,
        clock.label,
        deadline.due_on,
        deadline.due_at,
        deadline.latest_on,
        deadline.provisional,
        clock.status,
        tuple(deadline.steps),
    )


def party_names(cases: set[UUID]) -> dict[tuple[UUID, str], str]:
    """Return the names of the parties of some cases, by case and code."""
    rows = Party.objects.filter(case_id__in=cases).order_by()
    return {(case, code): name for case, code, name in rows.values_list("case_id", "code", "name")}


def _entry(row: Clock, subject_name: str, on: date) -> ClockEntry:
    proceeding = row.proceeding
    due_on = row.due_on or (timezone.localdate(row.due_at) if row.due_at else None)
    return ClockEntry(
        proceeding_id=proceeding.pk,
        number=proceeding.number,
        title=proceeding.title,
        handler=proceeding.handler.name if proceeding.handler else "",
        key=row.key,
        period_id=row.period_id,
        label=row.label,
        subject=row.subject,
        subject_name=subject_name,
        start_on=row.start_on,
        due_on=due_on,
        due_at=row.due_at,
        latest_on=row.latest_on,
        days_left=(due_on - on).days if due_on else None,
        status=row.status,
        is_provisional=row.provisional,
        citation=row.citation,
        row=row.pk,
    )
