"""Who may see and answer monitoring: the one place."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.casework.access import closed_to
from xiezhi.casework.selectors import handled_by, team_of
from xiezhi.management.models import Alert, Finding
from xiezhi.management.refusing import refused
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

WHOLE_UNIT = frozenset({Role.CASE_MANAGEMENT, Role.CHIEF, Role.DEPUTY_CHIEF})
MONITORS = frozenset({Role.CASE_MANAGEMENT})
INSPECTORS = frozenset({Role.INSPECTION})
HANDLER = "handler"
ANSWERERS = frozenset({HANDLER, str(Role.DEPARTMENT_HEAD)})


def _units(person: Person, roles: frozenset[Role]) -> set[str]:
    posts = organs.posts_of(person, timezone.localdate())
    return {post.procuratorate.code for post in posts if post.role in roles}


def visible_alerts(person: Person) -> QuerySet[Alert]:
    """Return the alerts told to a person, and those of the unit for case management and chiefs."""
    mine = Q(receipts__person=person.code) | Q(procuratorate__in=_units(person, WHOLE_UNIT))
    found = Alert.objects.filter(mine).exclude(proceeding__in=closed_to(person.code))
    return found.distinct()


def visible_findings(person: Person) -> QuerySet[Finding]:
    """Return findings told to a person, of their cases or unit, or reported to it as superior.

    Inspection sees the findings transferred to it and no others. Whoever has recused since sees
    nothing more of what they were told about the case.
    """
    units = _units(person, WHOLE_UNIT)
    handled = Q(proceeding__in=handled_by(person.code))
    transferred = Q(transferred_on__isnull=False, procuratorate__in=_units(person, INSPECTORS))
    mine = Q(receipts__person=person.code) | Q(procuratorate__in=units)
    found = Finding.objects.filter(mine | handled | Q(reported_to__in=units) | transferred)
    return found.exclude(proceeding__in=closed_to(person.code)).distinct()


def notices_among(person: Person, numbers: Sequence[str]) -> dict[str, UUID]:
    """Return the proceeding of each notice of these numbers that a person may read."""
    found = visible_findings(person).filter(notice_number__in=numbers)
    return dict(found.values_list("notice_number", "proceeding"))


def told_to(person: Person) -> set[UUID]:
    """Return the ids of the findings that wait for an answer and were told to the person."""
    waiting = (Finding.State.OPEN, Finding.State.NOTICED)
    told = Finding.objects.filter(state__in=waiting, receipts__person=person.code)
    return set(told.values_list("pk", flat=True))


def is_monitor(person: Person, finding: Finding) -> bool:
    """Tell whether the person monitors for the finding's unit."""
    return finding.procuratorate in _units(person, MONITORS) and not _is_out(person, finding)


def _is_out(person: Person, finding: Finding) -> bool:
    return closed_to(person.code).filter(pk=finding.proceeding).exists()


def require_monitor(person: Person, finding: Finding) -> str:
    """Return the role; raise Refused (403) unless the person monitors for the finding's unit."""
    if not is_monitor(person, finding):
        raise refused("monitoring.not_monitor")
    return str(Role.CASE_MANAGEMENT)


def answers_as(person: Person, finding: Finding) -> str:
    """Return the role in which a person answers: the handler now or a head told; '' for others."""
    if _is_out(person, finding):
        return ""
    if team_of(finding.proceeding).get(person.code) == HANDLER:
        return HANDLER
    receipt = finding.receipts.filter(person=person.code, role__in=ANSWERERS).first()
    return str(receipt.role) if receipt else ""


def require_answerer(person: Person, finding: Finding) -> str:
    """Return the role in which a person answers; raise Refused (403) when it is not theirs."""
    role = answers_as(person, finding)
    if not role:
        raise refused("monitoring.not_told")
    return role
