"""Who may see and answer monitoring: the one place."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.law.refusals import FORBIDDEN, refuse
from xiezhi.management.models import Alert, Finding
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

WHOLE_UNIT = frozenset({Role.CASE_MANAGEMENT, Role.CHIEF, Role.DEPUTY_CHIEF})
MONITORS = frozenset({Role.CASE_MANAGEMENT})


def _units(person: Person, roles: frozenset[Role]) -> set[str]:
    posts = organs.posts_of(person, timezone.localdate())
    return {post.procuratorate.code for post in posts if post.role in roles}


def visible_alerts(person: Person) -> QuerySet[Alert]:
    """Return the alerts told to a person, and those of the unit for case management and chiefs."""
    mine = Q(receipts__person=person.code) | Q(procuratorate__in=_units(person, WHOLE_UNIT))
    return Alert.objects.filter(mine).distinct()


def visible_findings(person: Person) -> QuerySet[Finding]:
    """Return findings told to a person, of their unit, or reported to it as the superior."""
    units = _units(person, WHOLE_UNIT)
    mine = Q(receipts__person=person.code) | Q(procuratorate__in=units) | Q(reported_to__in=units)
    return Finding.objects.filter(mine).distinct()


def require_monitor(person: Person, finding: Finding) -> str:
    """Return the role; raise Refused (403) unless the person monitors for the finding's unit."""
    if finding.procuratorate not in _units(person, MONITORS):
        raise refuse(
            "monitoring.not_monitor", "流程监控不由你办", "由本院案件管理人员办理", level=FORBIDDEN
        )
    return str(Role.CASE_MANAGEMENT)


def require_told(person: Person, finding: Finding) -> str:
    """Return the role in which a person was told; raise Refused (403) when they were not."""
    receipt = finding.receipts.filter(person=person.code).first()
    if receipt is None:
        raise refuse(
            "monitoring.not_told",
            "这条监控发现不由你回复",
            "由承办人或者办案部门负责人回复",
            level=FORBIDDEN,
        )
    return str(receipt.role)
