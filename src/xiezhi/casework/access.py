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


_RECUSED_CASES = Statement(
    lambda code: (
        Recusal.objects.filter(person_id=code).order_by().values_list("proceeding__case_id")
    ),
    "-",
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
    named = HandlingMember.objects.filter(person_id=actor.code).values("proceeding_id")
    asked = Awaiting.objects.filter(person_id=actor.code).values("proceeding_id")
    kinds = [asked]
    if Role.INSPECTION in actor.roles:
        grounds = InspectionGround.objects.filter(
            person_id=actor.code, opened_at__lte=now, until_at__gt=now
        )
        kinds.append(grounds.values("proceeding_id"))
    house = _house(actor)
    if house is None:  # one list of ids: an OR would read every proceeding
        return Proceeding.objects.filter(_not_recused(actor), pk__in=named.union(*kinds))
    # What they are named in elsewhere is little and mostly nothing: the house alone is an index.
    others = {row for kind in (named, *kinds) for (row,) in _outside(kind, house)}
    reach = house | Q(pk__in=others) if others else house
    return Proceeding.objects.filter(_not_recused(actor), reach)


def _house(actor: Actor) -> Q | None:
    """Return the condition of what an actor's post lets them read whole, or None."""
    if actor.roles & WHOLE_HOUSE:
        return Q(procuratorate_id=actor.procuratorate)
    if Role.DEPARTMENT_HEAD in actor.roles:
        return Q(procuratorate_id=actor.procuratorate, department__code=actor.department)
    return None


def _outside(kind: Any, house: Q, key: str = "proceeding_id") -> Any:
    """Return the proceedings of a kind that do not stand in the house, as (id,)."""
    inside = Proceeding.objects.filter(house, pk=OuterRef(key))
    return kind.filter(~Exists(inside)).order_by().values_list(key)


def _not_recused(actor: Actor) -> Q:
    """Return the condition that leaves out the cases in which a person has recused."""
    cases = {case_id for (case_id,) in _RECUSED_CASES.rows(actor.code)}
    return ~Q(case_id__in=cases) if cases else Q()


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
    here = Q(procuratorate_id=actor.procuratorate)
    others = {row for (row,) in _outside(seen, here, "pk")}
    return Proceeding.objects.filter(_not_recused(actor), here | Q(pk__in=others))


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


# everybody who has recused in the case that a proceeding belongs to
RECUSED_BESIDE = Statement(
    lambda proceeding_id: (
        Recusal.objects.filter(proceeding__case__proceedings=proceeding_id)
        .order_by()
        .values_list("person_id")
    ),
    UUID(int=0),
)


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
