"""Clocks that run on a day, for process monitoring; access is the caller's question."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from xiezhi.casework.engine import state_of
from xiezhi.casework.models import Clock, Proceeding


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that runs (not suspended, not done), with what a monitor needs to know of it."""

    proceeding_id: UUID
    procuratorate: str
    department_id: int
    handler: str
    number: str
    title: str
    key: str
    period_id: str
    label: str
    due_on: date
    provisional: bool
    citation: str = ""


def running_clocks(until_on: date, *, proceeding: UUID | None = None) -> Iterator[RunningClock]:
    """Yield the running clocks of open proceedings, or of one, due up to and on a day."""
    found = Clock.objects.filter(
        status=Clock.Status.RUNNING, due_on__lte=until_on, proceeding__closed_on__isnull=True
    ).select_related("proceeding")
    if proceeding is not None:
        found = found.filter(proceeding_id=proceeding)
    for clock in found.order_by("due_on", "proceeding_id", "no").iterator(chunk_size=500):
        proceeding = clock.proceeding
        assert clock.due_on is not None
        yield RunningClock(
            proceeding_id=proceeding.pk,
            procuratorate=proceeding.procuratorate_id,
            department_id=proceeding.department_id,
            handler=proceeding.handler_id or "",
            number=proceeding.number,
            title=proceeding.title,
            key=clock.key,
            period_id=clock.period_id,
            label=clock.label,
            due_on=clock.due_on,
            provisional=clock.provisional,
            citation=clock.citation,
        )


def counted_anew(clock: RunningClock) -> RunningClock | None:
    """Return the clock as its acts count it with today's calendar; None when it runs no more.

    A date in a year without published holidays is provisional; the stored one does not learn of
    the publication by itself.
    """
    state = state_of(Proceeding.objects.get(pk=clock.proceeding_id))
    fresh = state.clock(clock.key)
    if fresh is None or fresh.status != "running" or fresh.deadline.due_on is None:
        return None
    deadline = fresh.deadline
    return replace(clock, due_on=deadline.due_on, provisional=deadline.provisional)
