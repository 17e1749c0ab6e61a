"""A month of clocks: counts of every day, and one page each of what ends and what is overdue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.models import Clock
from xiezhi.casework.selectors.clocks import (
    CalendarDay,
    ClockEntry,
    days_of,
    entries_of,
    open_clocks,
)
from xiezhi.casework.selectors.paging import Leaf, leaf

LATE_SHOWN = 20  # overdue clocks above the month, a page


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a stretch with all counts; `entries` are the page `leaf`, `late` another."""

    days: tuple[CalendarDay, ...]
    count: int
    leaf: Leaf
    overdue: int
    late: tuple[ClockEntry, ...]
    late_leaf: Leaf


def clock_month(
    person: Any, from_on: date, until_on: date, on: date | None = None,
    page: int = 1, late_page: int = 1,
) -> Month:  # fmt: skip
    """Return what ends from `from_on` until (not including) `until_on`, and what is overdue.

    The order is total (day, running before suspended, number, place in the proceeding), so that
    turning pages neither repeats a clock nor leaves one out.
    """
    on = on or timezone.localdate()
    clocks = open_clocks(visible_proceedings(person, on))
    within = clocks.filter(due_on__gte=from_on, due_on__lt=until_on)
    counts = _counts(within, on)
    count = sum(n for n, _late in counts.values())
    shown = leaf(count, page)
    ordered = within.order_by("due_on", "status", "proceeding__number", "no")
    entries = entries_of(ordered[shown.first : shown.until], on)
    over = clocks.filter(due_on__lt=on, status=Clock.Status.RUNNING)
    overdue = over.count()
    late = leaf(overdue, late_page, LATE_SHOWN)
    passed = over.order_by("due_on", "proceeding__number", "no")[late.first : late.until]
    return Month(
        days_of(entries, from_on, until_on, counts),
        count,
        shown,
        overdue,
        entries_of(passed, on) if overdue else (),
        late,
    )


def _counts(clocks: Any, on: date) -> dict[date, tuple[int, int]]:
    """Return how many end on each day, and how many of them are past."""
    found: dict[date, tuple[int, int]] = {}
    rows = clocks.order_by().values_list("due_on", "status").annotate(n=Count("pk"))
    for day, status, n in rows:
        many, late = found.get(day, (0, 0))
        past = n if status == Clock.Status.RUNNING and day < on else 0
        found[day] = (many + n, late + past)
    return found
