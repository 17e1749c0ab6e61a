"""Clocks that run on a day, for process monitoring; access is the caller's question."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from xiezhi.casework.engine import procedure_of, state_of
from xiezhi.casework.models import Awaiting, Clock, Proceeding
from xiezhi.law.context import Context
from xiezhi.law.packs import national
from xiezhi.law.reporting import Late, late


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
    due_at: datetime | None = None
    case_id: UUID | None = None

    def is_past(self, on: date, now: datetime) -> bool:
        """Whether it is over: counted in hours, at its instant; counted in days, on the day after.

        ``on`` is the day looked at, ``now`` the instant (aware).
        """
        return self.due_at < now if self.due_at is not None else self.due_on < on


def running_clocks(until_on: date, *, proceeding: UUID | None = None) -> Iterator[RunningClock]:
    """Yield the running clocks of open proceedings, or of one, due up to and on a day.

    A clock counted in hours has `due_at`, and as `due_on` the day on which it ends.
    """
    end = datetime.combine(until_on + timedelta(days=1), time(), timezone.get_current_timezone())
    found = Clock.objects.filter(
        Q(due_on__lte=until_on) | Q(due_on__isnull=True, due_at__lt=end),
        status=Clock.Status.RUNNING,
        proceeding__closed_on__isnull=True,
    ).select_related("proceeding")
    if proceeding is not None:
        found = found.filter(proceeding_id=proceeding)
    for clock in found.order_by("due_on", "proceeding_id", "no").iterator(chunk_size=500):
        proceeding = clock.proceeding
        due_on = clock.due_on or timezone.localdate(clock.due_at)
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
            due_on=due_on,
            due_at=None if clock.due_on else clock.due_at,
            case_id=proceeding.case_id,
            provisional=clock.provisional,
            citation=clock.citation,
        )


@dataclass(frozen=True, slots=True)
class LateMatter:
    """A report or an execution owed and not done by its day, and where."""

    proceeding_id: UUID
    procuratorate: str
    department_id: int
    handler: str
    number: str
    title: str
    case_id: UUID
    late: Late


def late_matters(on: date) -> Iterator[LateMatter]:
    """Yield reports that the chief asked for and decisions of the committee that are late."""
    asked = Awaiting.objects.filter(step__in=("report", "issue_document", "serve"))
    waiting = Proceeding.objects.filter(
        closed_on__isnull=True, pk__in=asked.exclude(matter="").values("proceeding_id")
    )
    for proceeding in waiting.order_by("pk").iterator(chunk_size=200):
        context = Context(procedure_of(proceeding), national())
        for one in late(context, state_of(proceeding), on):
            yield LateMatter(
                proceeding.pk, proceeding.procuratorate_id, proceeding.department_id,
                proceeding.handler_id or "", proceeding.number, proceeding.title,
                proceeding.case_id, one,
            )  # fmt: skip


def counted_anew(clock: RunningClock) -> RunningClock | None:
    """Return the clock as its acts count it with today's calendar; None when it runs no more.

    A date in a year without published holidays is provisional; the stored one does not learn of
    the publication by itself.
    """
    state = state_of(Proceeding.objects.get(pk=clock.proceeding_id))
    fresh = state.clock(clock.key)
    if fresh is None or fresh.status != "running":
        return None
    deadline = fresh.deadline
    if deadline.due_on is None:
        return None if deadline.due_at is None else clock
    return replace(clock, due_on=deadline.due_on, provisional=deadline.provisional)
