"""Clocks that run on a day, for process monitoring; access is the caller's question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.casework.models import Clock


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


def running_clocks(until_on: date) -> Iterator[RunningClock]:
    """Yield the running clocks of open proceedings that are due up to and on a day."""
    found = Clock.objects.filter(
        status=Clock.Status.RUNNING, due_on__lte=until_on, proceeding__closed_on__isnull=True
    ).select_related("proceeding")
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
        )
