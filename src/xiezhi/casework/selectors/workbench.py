"""The workbench: what waits for me by days left, what waits for others, my calendar."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from xiezhi.casework.access import seen_by
from xiezhi.casework.models import Awaiting, HandlingMember, Proceeding
from xiezhi.casework.selectors.clocks import (
    CalendarDay,
    ClockEntry,
    clock_entries,
    days_of,
    urgency,
)
from xiezhi.law.acts import Actor
from xiezhi.law.packs import national
from xiezhi.law.persons import ROLE_LABELS
from xiezhi.organs.roles import COMMITTEE_ROLES, Role
from xiezhi.organs.selectors import actor_of, persons

DEPUTIES = frozenset({Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing to be done: `step` is the kind of act, `clock` the one that presses it most.

    `do` are the moves that the step calls for, where it calls for certain ones.
    """

    proceeding_id: UUID
    number: str
    title: str
    procedure_id: str
    procedure_label: str
    stage: str
    stage_label: str
    in_custody: int
    step: str
    label: str
    matter: str
    subject: str
    subject_name: str
    waits_for: str
    since_on: date
    clock: ClockEntry | None
    do: tuple[str, ...] = ()

    @property
    def days_left(self) -> int | None:
        """Days left on the pressing clock; negative when overdue, None without a clock."""
        return self.clock.days_left if self.clock and self.clock.status == "running" else None

    @property
    def is_held(self) -> bool:
        """Whether the pressing clock is suspended."""
        return self.clock is not None and self.clock.status == "suspended"

    @property
    def is_late(self) -> bool:
        """Whether somebody outside keeps us waiting past the last day."""
        return self.step == "wait" and self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Workbench:
    """What a person finds in the morning; counts are of `mine`."""

    on: date
    mine: tuple[WorkRow, ...]
    theirs: tuple[WorkRow, ...]
    clocks: tuple[ClockEntry, ...]
    month: tuple[CalendarDay, ...]

    @property
    def overdue(self) -> int:
        """How many of mine are past their last day."""
        return sum(1 for row in self.mine if row.days_left is not None and row.days_left < 0)

    @property
    def held(self) -> int:
        """How many of mine have a suspended clock."""
        return sum(1 for row in self.mine if row.is_held)

    @property
    def by_procedure(self) -> tuple[tuple[str, str, int], ...]:
        """Procedure id, label and count of mine, for the filter."""
        found: dict[tuple[str, str], int] = {}
        for row in self.mine:
            key = (row.procedure_id, row.procedure_label)
            found[key] = found.get(key, 0) + 1
        return tuple((*key, count) for key, count in found.items())


def workbench(person: Any, on: date) -> Workbench:
    """Return the workbench of a person on a day.

    Raises:
        Refused: 403 when the person holds no post that day.
    """
    actor = actor_of(person, on)
    seen = seen_by(actor, datetime.combine(on, time.max, timezone.get_current_timezone()))
    handled = HandlingMember.objects.filter(person_id=actor.code).values("proceeding_id")
    to_me = Awaiting.objects.filter(_for(actor, on), proceeding__in=seen)
    to_others = Awaiting.objects.filter(proceeding__in=seen.filter(pk__in=handled))
    mine = _rows(to_me.exclude(step="review", proceeding__in=handled), on)
    done = {(row.proceeding_id, row.step, row.matter, row.label) for row in mine}
    theirs = [
        row
        for row in _rows(to_others, on)
        if (row.proceeding_id, row.step, row.matter, row.label) not in done
    ]
    late = [row for row in theirs if row.is_late]
    mine = tuple(sorted((*mine, *map(_urging, late)), key=_pressing))
    theirs = [_reviewed(row, actor) for row in theirs if not row.is_late]
    clocks = clock_entries(seen.filter(pk__in=handled), on)
    first = on.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Workbench(on, mine, tuple(theirs), clocks, days_of(clocks, first, following))


def _urging(row: WorkRow) -> WorkRow:
    """What others owe and are late with comes back to the handler, with what to do about it."""
    procedure = national().procedures.get(row.procedure_id)
    stage = procedure.stages.get(row.stage) if procedure else None
    moves = [procedure.move(do) for do in stage.when_late] if procedure and stage else []
    label = "、".join(move.label for move in moves if move) or row.label
    return replace(row, label=label, step="move", do=tuple(move.do for move in moves if move))


def _reviewed(row: WorkRow, actor: Actor) -> WorkRow:
    """A head's own case waits for another head or the deputy chief, not for the head."""
    if row.step != "review" or Role.DEPARTMENT_HEAD not in actor.roles:
        return row
    return replace(row, waits_for="分管副检察长")


def _for(actor: Actor, on: date) -> Q:
    """What is asked of this person by name, or of a role they hold where they hold it."""
    roles = {str(role) for role in actor.roles} - {Role.PROSECUTOR, Role.DEPARTMENT_HEAD}
    if actor.roles & COMMITTEE_ROLES:
        roles.add(Role.COMMITTEE_MEMBER)
    if actor.roles & DEPUTIES and actor.delegations:
        roles.add(Role.CHIEF)
    here = Q(proceeding__procuratorate_id=actor.procuratorate, person__isnull=True)
    asked = Q(person_id=actor.code) | here & Q(role__in=roles)
    if Role.DEPARTMENT_HEAD in actor.roles:
        mine = Q(proceeding__department__code=actor.department)
        asked |= here & mine & Q(role=Role.DEPARTMENT_HEAD)
    if Role.DEPUTY_CHIEF in actor.roles:  # what a head handles, the deputy chief reviews
        heads = persons(actor.procuratorate, on, roles=[Role.DEPARTMENT_HEAD])
        asked |= here & Q(step="review", proceeding__handler_id__in=heads.values("code"))
    return asked


def _rows(awaiting: Any, on: date) -> tuple[WorkRow, ...]:
    asked = list(awaiting.select_related("proceeding", "person"))
    ids = {one.proceeding_id for one in asked}
    clocks: dict[UUID, list[ClockEntry]] = {}
    for entry in clock_entries(list(ids), on):
        clocks.setdefault(entry.proceeding_id, []).append(entry)
    custody = _custody(ids)
    rows = [
        _row(one, clocks.get(one.proceeding_id, ()), custody.get(one.proceeding_id, 0))
        for one in asked
    ]
    return tuple(sorted(rows, key=_pressing))


def _row(one: Awaiting, clocks: Iterable[ClockEntry], in_custody: int) -> WorkRow:
    proceeding = one.proceeding
    subject = one.matter.partition(":")[2].partition("#")[0]
    subject = "" if subject == "all" else subject
    touching = [c for c in clocks if not subject or c.subject in ("", subject)]
    clock = min(touching, key=urgency, default=None)
    procedure = national().procedures.get(proceeding.procedure_id)
    return WorkRow(
        proceeding_id=proceeding.pk,
        number=proceeding.number,
        title=proceeding.title,
        procedure_id=proceeding.procedure_id,
        procedure_label=procedure.label if procedure else proceeding.procedure_id,
        stage=proceeding.stage,
        stage_label=proceeding.stage_label,
        in_custody=in_custody,
        step=one.step,
        label=one.label,
        matter=one.matter,
        subject=subject,
        subject_name=next((c.subject_name for c in touching if c.subject == subject), ""),
        waits_for=one.person.name if one.person else ROLE_LABELS.get(one.role, one.role),
        since_on=timezone.localdate(one.since_at),
        clock=clock,
    )


def _pressing(row: WorkRow) -> tuple[bool, date, str]:
    return urgency(row.clock) if row.clock else (True, date.max, row.number)


def _custody(ids: set[UUID]) -> dict[UUID, int]:
    rows = Proceeding.objects.filter(pk__in=ids, case__parties__custody="in_custody").order_by()
    return dict(rows.values_list("pk").annotate(n=Count("case__parties")))
