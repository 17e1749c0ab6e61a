"""Who may see and who may act in casework. This is the one place; every selector asks here."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from xiezhi.casework.models import (
    Awaiting,
    Case,
    HandlingMember,
    InspectionGround,
    Proceeding,
    Recusal,
)
from xiezhi.casework.rules import refused
from xiezhi.law.acts import Actor
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of
from xiezhi.organs.statements import Statement

WHOLE_HOUSE = frozenset(
    {
        Role.CHIEF,
        Role.DEPUTY_CHIEF,
        Role.COMMITTEE_MEMBER,
        Role.FULL_TIME_MEMBER,
        Role.CASE_MANAGEMENT,
    }
)


def visible_proceedings(
    person: Any, on: date | None = None, *, now: datetime | None = None
) -> QuerySet[Proceeding]:
    """Return the proceedings a person may read on a day (today in Shanghai by default).

    Handlers see their own; heads their department's; the chief, deputies, committee and case
    management their procuratorate's; an inspector those opened on a stated ground; whoever is
    asked for something sees what it is about. A recused person and an administrator see nothing.
    """
    now = now or timezone.now()
    actor = actor_of(person, on or timezone.localdate(now))
    return seen_by(actor, now)


def seen_by(actor: Actor, now: datetime) -> QuerySet[Proceeding]:
    """Return the proceedings an actor may read at an instant."""
    if Role.ADMINISTRATOR in actor.roles or not actor.roles:
        return Proceeding.objects.none()
    # One list of ids: the database reads indexes for it, where an OR would read every proceeding.
    kinds = [
        HandlingMember.objects.filter(person_id=actor.code).values("proceeding_id"),
        Awaiting.objects.filter(person_id=actor.code).values("proceeding_id"),
    ]
    here = Proceeding.objects.filter(procuratorate_id=actor.procuratorate).order_by()
    if actor.roles & WHOLE_HOUSE:
        kinds.append(here.values("pk"))
    elif Role.DEPARTMENT_HEAD in actor.roles:
        kinds.append(here.filter(department__code=actor.department).values("pk"))
    if Role.INSPECTION in actor.roles:
        grounds = InspectionGround.objects.filter(
            person_id=actor.code, opened_at__lte=now, until_at__gt=now
        )
        kinds.append(grounds.values("proceeding_id"))
    seen = kinds[0].union(*kinds[1:])
    recused = Recusal.objects.filter(proceeding__case=OuterRef("case_id"), person_id=actor.code)
    return Proceeding.objects.filter(~Exists(recused), pk__in=seen)


def visible_custody(person: Any, on: date | None = None) -> QuerySet[Proceeding]:
    """Return the proceedings whose custody a person oversees.

    Besides what they may read: for resident prosecutors, all of their procuratorate (羁押监督).
    The custody board shows name, place and days, nothing else of the case.
    """
    now = timezone.now()
    actor = actor_of(person, on or timezone.localdate(now))
    seen = seen_by(actor, now)
    if Role.RESIDENT_PROSECUTOR not in actor.roles or Role.ADMINISTRATOR in actor.roles:
        return seen
    recused = Recusal.objects.filter(proceeding__case=OuterRef("case_id"), person_id=actor.code)
    here = Proceeding.objects.filter(~Exists(recused), procuratorate_id=actor.procuratorate)
    return Proceeding.objects.filter(
        Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=here.order_by().values("pk"))
    )


def visible_cases(person: Any, on: date | None = None) -> QuerySet[Case]:
    """Return the cases in which the person may read at least one proceeding."""
    return Case.objects.filter(pk__in=visible_proceedings(person, on).values("case_id"))


def may_see(person: Any, proceeding: Proceeding, on: date | None = None) -> bool:
    """Tell whether a person may read one proceeding."""
    return visible_proceedings(person, on).filter(pk=proceeding.pk).exists()


def must_see(person: Any, proceeding_id: object, on: date | None = None) -> Proceeding:
    """Return a proceeding the person may read.

    Raises:
        Refused: 403, the same for a proceeding that does not exist: its existence is not told.
    """
    found = (
        visible_proceedings(person, on)
        .filter(pk=proceeding_id)
        .select_related("case", "procuratorate", "department", "handler")
        .first()
    )
    if found is None:
        raise refused("access.not_yours")
    return found


_RECUSED = Statement(
    lambda case_id: (
        Recusal.objects.filter(proceeding__case_id=case_id).order_by().values_list("person_id")
    ),
    UUID(int=0),
)


def recused_in(case_id: UUID) -> frozenset[str]:
    """Return everybody who has recused in any proceeding of a case."""
    return frozenset(code for (code,) in _RECUSED.rows(case_id))


def closed_to(code: str) -> QuerySet[Proceeding, dict[str, Any]]:
    """Return the ids, as `{pk}`, of every proceeding of a case in which a person has recused.

    Rooms above leave out by it what they keep about proceedings: findings, clues, messages.
    """
    return Proceeding.objects.filter(case__proceedings__recusals__person_id=code).values("pk")


def must_act(actor: Actor, proceeding: Proceeding, *, recused: bool) -> None:
    """Check that an actor belongs here at all; what they may do in it the procedure decides.

    Raises:
        Refused: 403 for administrators, persons of another procuratorate and recused persons.
    """
    if Role.ADMINISTRATOR in actor.roles:
        raise refused("access.administrator")
    if recused:
        raise refused("access.recused")
    if not actor.roles or actor.procuratorate != proceeding.procuratorate_id:
        raise refused("access.not_yours")


def must_manage(person: Any, procuratorate: str, on: date) -> Actor:
    """Return the actor when case management of this procuratorate is acting.

    Raises:
        Refused: 403 for anybody else.
    """
    actor = actor_of(person, on)
    if Role.CASE_MANAGEMENT not in actor.roles or actor.procuratorate != procuratorate:
        raise refused("access.not_case_management")
    return actor
