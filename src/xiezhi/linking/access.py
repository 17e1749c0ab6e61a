"""Who may see two persons' records side by side and decide of them: the one place."""

from django.db.models import QuerySet

from xiezhi.clues import access as clues
from xiezhi.clues.operators import Operator, operator_of
from xiezhi.law.refusals import FORBIDDEN, refuse
from xiezhi.linking.models import LinkRun, PairDecision
from xiezhi.organs.models import Person


def as_decider(person: Person) -> Operator:
    """Return the person as whoever decides on pairs of the own unit.

    The records are personal data of many who are no party to anything: they are shown to the
    unit's analysts alone. Raises Refused (403).
    """
    if not clues.may_import(person):
        raise refuse(
            "linking.not_analyst",
            "同一人认定不由你办",
            "由本院法律监督数据分析人员办理；待核实线索的承办人在线索页上看到关联的依据",
            level=FORBIDDEN,
        )
    return operator_of(person)


def require_linker(operator: Operator) -> None:
    """Raise Refused (403) unless the operator acts as an analyst or at the console."""
    clues.require_importer(operator)


def decisions_of(unit: str) -> QuerySet[PairDecision]:
    """Return the decisions of a unit that stand."""
    return PairDecision.objects.filter(procuratorate=unit, withdrawn_at__isnull=True)


def runs_of(unit: str) -> QuerySet[LinkRun]:
    """Return the linkings of a unit."""
    return LinkRun.objects.filter(procuratorate=unit)
