"""The workbench: what waits for me by days left, what waits for others, my calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from xiezhi.casework.access import seen_by
from xiezhi.casework.engine import state_of
from xiezhi.casework.models import Awaiting, HandlingMember, Proceeding
from xiezhi.casework.selectors.clocks import (
    CalendarDay,
    ClockEntry,
    clock_entries,
    days_of,
    urgency,
)
from xiezhi.law.acts import Actor
from xiezhi.law.clocks import name_of
from xiezhi.law.packs import national
from xiezhi.law.persons import ROLE_LABELS
from xiezhi.organs.roles import COMMITTEE_ROLES, Role
from xiezhi.organs.selectors import actor_of, heads_by_department

DEPUTY = "分管副检察长"
DEPUTIES = frozenset({Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing to be done: `step` is the kind of act, `clock` the one that presses it most.

    `clocks` are all that touch it, `do` the move that the step calls for where it calls for one.
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
    clocks: tuple[ClockEntry, ...]
    handler: str
    do: str = ""

    @property
    def days_left(self) -> int | None:
        """Days left on the pressing clock; negative when overdue, None without a clock."""
        return self.clock.days_left if self.clock and self.clock.status == "running" else None

    @property
    def is_held(self) -> bool:
        """Whether the pressing clock is suspended."""
        return self.clock is not None and self.clock.status == "suspended"


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
    handled = _handled_by(actor.code)
    deputy = Role.DEPUTY_CHIEF in actor.roles
    headless = _without_reviewing_head(actor.procuratorate, on) if deputy else frozenset()
    to_me = _asked(Q(_for(actor, headless), proceeding__in=seen))
    to_me = [one for one in to_me if one.step != "review" or one.proceeding_id not in handled]
    own = seen.filter(pk__in=handled)
    to_others = _asked(Q(proceeding__in=own))
    if not deputy and any(one.step == "review" for one in to_others):
        headless = _without_reviewing_head(actor.procuratorate, on, handled)
    clocks = clock_entries(own, on)
    elsewhere = {one.proceeding_id for one in to_me} - handled
    near = _by_proceeding((*clocks, *(clock_entries(elsewhere, on) if elsewhere else ())))
    custody = _custody({one.proceeding_id for one in (*to_me, *to_others)})
    mine = [_row(one, near, custody) for one in to_me]
    done = {(row.proceeding_id, row.step, row.matter, row.label) for row in mine}
    theirs = [_row(one, near, custody) for one in to_others]
    theirs = [
        replace(row, waits_for=DEPUTY)
        if row.step == "review" and row.proceeding_id in headless
        else row
        for row in theirs
        if (row.proceeding_id, row.step, row.matter, row.label) not in done
    ]
    back = {row: late for row in theirs if (late := _urging(row, actor)) is not None}
    mine = sorted((*mine, *back.values()), key=_pressing)
    theirs = sorted((row for row in theirs if row not in back), key=_pressing)
    first = on.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Workbench(on, tuple(mine), tuple(theirs), clocks, days_of(clocks, first, following))


def _urging(row: WorkRow, actor: Actor) -> WorkRow | None:
    """What others owe and are late with comes back to the handler, with what to do about it."""
    procedure = national().procedures.get(row.procedure_id)
    stage = procedure.stages.get(row.stage) if procedure else None
    if procedure is None or stage is None or stage.when_late is None or row.step != "wait":
        return None
    late = [
        clock for clock in row.clocks
        if clock.is_overdue and name_of(clock.key) in stage.when_late.clocks
    ]  # fmt: skip
    if not late or row.handler != actor.code:
        return None
    state = state_of(Proceeding.objects.get(pk=row.proceeding_id))
    for move in filter(None, map(procedure.move, stage.when_late.moves)):
        if not state.made(move.do, None):
            step = "opine" if move.authority else "move"
            clock = min(late, key=urgency)
            return replace(row, label=move.label, step=step, do=move.do, clock=clock)
    return None


def _handled_by(code: str) -> frozenset[UUID]:
    """The open proceedings on whose team a person is."""
    open_ones = HandlingMember.objects.filter(person_id=code, proceeding__closed_on__isnull=True)
    return frozenset(open_ones.values_list("proceeding_id", flat=True))


def _without_reviewing_head(
    unit: str, on: date, among: frozenset[UUID] | None = None
) -> frozenset[UUID]:
    """Where no head of the department may review, being on the team: the deputy chief does.

    Of the whole unit, or of some proceedings of it.
    """
    heads = heads_by_department(unit, on)
    asked = Awaiting.objects.filter(step="review", proceeding__procuratorate_id=unit)
    if among is not None:
        asked = asked.filter(proceeding_id__in=among)
    departments = dict(asked.values_list("proceeding_id", "proceeding__department_id"))
    team: dict[UUID, set[str]] = {}
    on_team = HandlingMember.objects.filter(
        proceeding_id__in=departments, person_id__in=frozenset[str]().union(*heads.values())
    )
    for proceeding_id, code in on_team.values_list("proceeding_id", "person_id"):
        team.setdefault(proceeding_id, set()).add(code)
    return frozenset(
        key for key, department in departments.items()
        if heads.get(department, frozenset()) <= team.get(key, set())
    )  # fmt: skip


def _for(actor: Actor, headless: frozenset[UUID]) -> Q:
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
    if Role.DEPUTY_CHIEF in actor.roles:
        asked |= here & Q(step="review", proceeding__in=headless)
    return asked


def _asked(which: Q) -> list[Awaiting]:
    return list(Awaiting.objects.filter(which).select_related("proceeding", "person"))


def _by_proceeding(clocks: Iterable[ClockEntry]) -> dict[UUID, list[ClockEntry]]:
    found: dict[UUID, list[ClockEntry]] = {}
    for entry in clocks:
        found.setdefault(entry.proceeding_id, []).append(entry)
    return found


def _row(
    one: Awaiting, near: Mapping[UUID, list[ClockEntry]], custody: Mapping[UUID, int]
) -> WorkRow:
    proceeding = one.proceeding
    subject = one.matter.partition(":")[2].partition("#")[0]
    subject = "" if subject == "all" else subject
    clocks = near.get(proceeding.pk, ())
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
        in_custody=custody.get(proceeding.pk, 0),
        step=one.step,
        label=one.label,
        matter=one.matter,
        subject=subject,
        subject_name=next((c.subject_name for c in touching if c.subject == subject), ""),
        waits_for=one.person.name if one.person else ROLE_LABELS.get(one.role, one.role),
        since_on=timezone.localdate(one.since_at),
        clock=clock,
        clocks=tuple(touching),
        handler=proceeding.handler_id or "",
    )


def _pressing(row: WorkRow) -> tuple[bool, date, str]:
    return urgency(row.clock) if row.clock else (True, date.max, row.number)


def _custody(ids: set[UUID]) -> dict[UUID, int]:
    rows = Proceeding.objects.filter(pk__in=ids, case__parties__custody="in_custody").order_by()
    return dict(rows.values_list("pk").annotate(n=Count("case__parties")))
