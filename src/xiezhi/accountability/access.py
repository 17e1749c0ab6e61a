"""Who may see and do what in a matter of liability: the one place.

Inspection and the chief of the unit; inspection of the unit where the discipline committee sits,
once the file lies before it; the reviewer who was named; the person concerned, the own part only.
Nobody else, nobody acts in a matter that concerns them, and whoever recused from the case under
examination reads neither its matter nor its file; a person concerned reads the own part always.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.accountability.models import LiabilityCase, Named
from xiezhi.accountability.refusing import refused
from xiezhi.casework.access import closed_to
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

WHOLE = frozenset({Role.INSPECTION, Role.CHIEF})
ALONE = frozenset({"concerned"})


def units(person: Person, roles: Iterable[str]) -> frozenset[str]:
    """Return the procuratorates where a person holds one of the roles today."""
    held = organs.posts_of(person, timezone.localdate())
    return frozenset(post.procuratorate.code for post in held if post.role in roles)


def opens_room(roles: Iterable[str]) -> bool:
    """Say whether somebody with these roles finds the room on the rail."""
    return bool(WHOLE & set(roles))


def inspects(person: Person) -> str:
    """Return the unit in which a person accepts clues, '' for nobody of inspection."""
    return min(units(person, {Role.INSPECTION}), default="")


def require_inspection(person: Person) -> str:
    """Return the unit of the inspector; raise Refused (403)."""
    unit = inspects(person)
    if not unit:
        raise refused("access.not_yours")
    return unit


def visible_cases(person: Person) -> QuerySet[LiabilityCase]:
    """Return the matters of which a person may know: none of a case in which they recused."""
    named = Named.objects.filter(code=person.code)
    office = Named.objects.filter(
        standing=Named.As.OFFICE, code__in=units(person, {Role.INSPECTION})
    )
    found = LiabilityCase.objects.filter(procuratorate__in=units(person, WHOLE))
    found |= LiabilityCase.objects.filter(pk__in=named.values("case"))
    found |= LiabilityCase.objects.filter(pk__in=office.values("case"))
    own = named.filter(standing=Named.As.CONCERNED).values("case")
    outside = Q(proceeding__isnull=True) | ~Q(proceeding__in=closed_to(person.code))
    return found.filter(outside | Q(pk__in=own)).distinct()


def is_shut_out(person: Person, proceeding: UUID | None) -> bool:
    """Say whether a person recused from the case under examination."""
    return proceeding is not None and closed_to(person.code).filter(pk=proceeding).exists()


def standings(person: Person, case: LiabilityCase) -> frozenset[str]:
    """Return as what a person stands in a matter; as the person concerned as nothing else."""
    named = set(case.named.filter(code=person.code).values_list("standing", flat=True))
    if Named.As.CONCERNED in named:
        return ALONE
    if is_shut_out(person, case.proceeding):
        return frozenset()
    found = named & {"reviewer"}
    inspected = units(person, {Role.INSPECTION})
    if case.procuratorate in inspected:
        found.add("inspection")
    if case.named.filter(standing=Named.As.OFFICE, code__in=inspected).exists():
        found.add("office")
    if case.procuratorate in units(person, {Role.CHIEF}):
        found.add("chief")
    return frozenset(found)


def require_standing(person: Person, case: LiabilityCase, by: Iterable[str]) -> str:
    """Return the standing in which a person takes a step; raise Refused (403)."""
    held = standings(person, case)
    fitting = [one for one in by if one in held]
    if not fitting:
        raise refused("access.yourself" if held == ALONE else "access.not_yours")
    return fitting[0]


def reads_whole(person: Person, case: LiabilityCase) -> bool:
    """Say whether a person reads clues, findings and worksheet, not only the own part."""
    return bool(standings(person, case) & {"inspection", "chief", "office", "reviewer"})


def reads_reporter(person: Person, case: LiabilityCase) -> bool:
    """Say whether a person may know who reported: inspection of the unit alone."""
    return "inspection" in standings(person, case)
