"""Who may know of the records, and who does what with them: the one place.

From the texts: whoever is asked records and reports (组织法 47); the chief may ask for an
explanation of suspected interference (意见 22); the contents are verified and cases checked
backwards (意见 43), which is the work of inspection. No text lets a head or a colleague read
them, so nobody else does, and nobody reads what was recorded about them.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.casework.access import closed_to, visible_cases
from xiezhi.interference.models import (
    CounselWarning,
    HandOver,
    LimitedPerson,
    Record,
    ReverseCheck,
)
from xiezhi.interference.refusing import refused
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person, Procuratorate
from xiezhi.organs.roles import Role

INSPECTORS = frozenset({Role.INSPECTION})
READERS = frozenset({Role.INSPECTION, Role.CHIEF})
WARNED = frozenset({Role.INSPECTION, Role.CHIEF, Role.CASE_MANAGEMENT})


def units(person: Person, roles: Iterable[str]) -> frozenset[str]:
    """Return the procuratorates where a person holds one of the roles today."""
    held = organs.posts_of(person, timezone.localdate())
    return frozenset(post.procuratorate.code for post in held if post.role in roles)


def visible_records(person: Person) -> QuerySet[Record]:
    """Return the records a person may read.

    Authors read their own; inspection and the chief those of the unit, the superior's inspection
    those handed to it. Nobody but the author reads a record about themselves, or about a case in
    which they have recused.
    """
    own = Q(recorded_by=person.code)
    handed = HandOver.objects.filter(receiver=HandOver.Receiver.SUPERIOR,
                                     unit__in=units(person, INSPECTORS))  # fmt: skip
    reach = Q(procuratorate__in=units(person, READERS)) | Q(pk__in=handed.values("record"))
    known = Q(proceeding__isnull=True) | ~Q(proceeding__in=closed_to(person.code))
    return Record.objects.filter(own | (reach & known & ~Q(who_code=person.code)))


def reads_register(person: Person) -> str:
    """Return the unit whose register a person reads, '' for whoever reads none."""
    return min(units(person, READERS), default="")


def require_register(person: Person) -> str:
    """Return the unit whose register the person reads; raise Refused (403) without one."""
    unit = reads_register(person)
    if not unit:
        raise refused("register.not_inspection")
    return unit


def units_below(person: Person) -> tuple[Procuratorate, ...]:
    """Return the units led by the person's own, whose totals alone inspection and chief see."""
    led = Procuratorate.objects.filter(parent__code__in=units(person, READERS))
    return tuple(led.order_by("code"))


def verifies(person: Person, record: Record) -> bool:
    """Say whether a person verifies a record: inspection that reads it, but not its author."""
    if record.recorded_by == person.code or not _is_inspector_of(person, record):
        return False
    return visible_records(person).filter(pk=record.pk).exists()


def require_verifier(person: Person, record: Record) -> None:
    """Raise Refused (403) unless the person verifies the record."""
    if not verifies(person, record):
        raise refused("verify.not_inspection")


def hands_over(person: Person, record: Record) -> bool:
    """Say whether a person hands a record over: inspection, or the chief, who may read it."""
    here = record.procuratorate in units(person, READERS)
    if not here and not _is_inspector_of(person, record):
        return False
    if record.who_code == person.code:
        return False
    return visible_records(person).filter(pk=record.pk).exists()


def _is_inspector_of(person: Person, record: Record) -> bool:
    own = units(person, INSPECTORS)
    handed = record.hand_overs.filter(receiver=HandOver.Receiver.SUPERIOR, unit__in=own)
    return record.procuratorate in own or handed.exists()


def signs_for(person: Person, hand_over: HandOver) -> bool:
    """Say whether a person signs for a hand-over: the receiver, for bodies outside inspection."""
    if not visible_records(person).filter(pk=hand_over.record_id).exists():
        return False
    if hand_over.receiver == HandOver.Receiver.CHIEF:
        return hand_over.unit in units(person, {Role.CHIEF})
    if hand_over.receiver == HandOver.Receiver.SUPERIOR:
        return hand_over.unit in units(person, INSPECTORS)
    return _is_inspector_of(person, hand_over.record)


def visible_checks(person: Person) -> QuerySet[ReverseCheck]:
    """Return the reverse checks of the unit, for inspection and the chief; none about oneself."""
    found = ReverseCheck.objects.filter(procuratorate__in=units(person, READERS))
    return found.exclude(about=person.code)


def require_checker(person: Person) -> str:
    """Return the unit in which the person checks backwards; raise Refused (403)."""
    unit = min(units(person, INSPECTORS), default="")
    if not unit:
        raise refused("check.not_inspection")
    return unit


def visible_warnings(person: Person) -> QuerySet[CounselWarning]:
    """Return the warnings about counsel: the unit's, and those of cases the person may read."""
    here = Q(procuratorate__in=units(person, WARNED))
    reach = here | Q(case__in=visible_cases(person).values("pk"))
    closed = visible_cases_closed_to(person.code)
    return CounselWarning.objects.filter(reach).exclude(case__in=closed)


def visible_cases_closed_to(code: str) -> QuerySet[object]:
    """Return the ids of the cases in which a person has recused."""
    return closed_to(code).values("case_id")


def decides_warning(person: Person, warning: CounselWarning, team: Iterable[str]) -> bool:
    """Say whether a person decides on a warning: the team, case management, inspection."""
    roles = {Role.CASE_MANAGEMENT, Role.INSPECTION}
    named = person.code in set(team) or warning.procuratorate in units(person, roles)
    return named and visible_warnings(person).filter(pk=warning.pk).exists()


def visible_limited(person: Person) -> QuerySet[LimitedPerson]:
    """Return the list of persons limited as counsel, to inspection of the unit alone."""
    return LimitedPerson.objects.filter(procuratorate__in=units(person, INSPECTORS))


def require_lister(person: Person) -> str:
    """Return the unit whose list the person keeps; raise Refused (403)."""
    unit = min(units(person, INSPECTORS), default="")
    if not unit:
        raise refused("limited.not_yours")
    return unit


def may_mark(person: Person, proceeding_id: UUID) -> QuerySet[Record]:
    """Return the records of a proceeding that its page may mention: to inspectors alone."""
    if not units(person, INSPECTORS):
        return Record.objects.none()
    return visible_records(person).filter(proceeding=proceeding_id)
