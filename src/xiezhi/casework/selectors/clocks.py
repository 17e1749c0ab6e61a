"""Clocks as pages show them: days left, the article, whose they are; a calendar of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.access import must_see, visible_proceedings
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

    @property
    def is_overdue(self) -> bool:
        """Whether the last day is past and the clock runs."""
        return self.status == "running" and self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar with the clocks that end on it; `name` of a rest day, e.g. 国庆节."""

    on: date
    is_rest: bool
    name: str
    entries: tuple[ClockEntry, ...]


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


def clock_entries(proceedings: Any, on: date, **filters: Any) -> tuple[ClockEntry, ...]:
    """Return the running and suspended clocks of open proceedings, the first to end first."""
    rows = list(
        Clock.objects.filter(
            proceeding__in=proceedings,
            proceeding__closed_on__isnull=True,
            status__in=("running", "suspended"),
            **filters,
        ).select_related("proceeding__handler")
    )
    names = party_names({row.proceeding.case_id for row in rows})
    entries = [
        _entry(row, names.get((row.proceeding.case_id, row.subject), ""), on) for row in rows
    ]
    return tuple(sorted(entries, key=urgency))


def urgency(entry: ClockEntry) -> tuple[bool, date, str]:
    """Order by last day; suspended clocks and those without a day come last."""
    held = entry.status == "suspended" or entry.due_on is None
    return (held, entry.due_on or date.max, entry.number)


def clock_calendar(
    person: Any, from_on: date, until_on: date, on: date | None = None
) -> tuple[CalendarDay, ...]:
    """Return the days from `from_on` until (not including) `until_on`, with what ends on each."""
    on = on or timezone.localdate()
    entries = clock_entries(
        visible_proceedings(person, on), on, due_on__gte=from_on, due_on__lt=until_on
    )
    return days_of(entries, from_on, until_on)


def overdue(person: Any, on: date) -> tuple[ClockEntry, ...]:
    """Return the clocks past their last day that the person may see."""
    found = clock_entries(visible_proceedings(person, on), on, due_on__lt=on)
    return tuple(entry for entry in found if entry.is_overdue)


def days_of(
    entries: Iterable[ClockEntry], from_on: date, until_on: date
) -> tuple[CalendarDay, ...]:
    """Spread entries over the days of a stretch."""
    calendar = published_calendar()
    ending: dict[date, list[ClockEntry]] = {}
    for entry in entries:
        if entry.due_on is not None:
            ending.setdefault(entry.due_on, []).append(entry)
    days = (from_on + timedelta(days=n) for n in range((until_on - from_on).days))
    return tuple(
        CalendarDay(day, calendar.is_rest(day), calendar.name(day), tuple(ending.get(day, ())))
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
    )
