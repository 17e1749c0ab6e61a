"""Proceedings of supervision that a person may see: their kind and whom they concern."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.models import Party, Proceeding
from xiezhi.law.packs import national

SUPERVISION = "supervision."
DIRECTION = "direction"  # the fact that divides one procedure into kinds


@dataclass(frozen=True, slots=True)
class SupervisionMatter:
    """One proceeding of supervision; `unit` is the supervised unit, empty when none is named."""

    id: UUID
    kind: str
    unit: str
    stage: str
    closed_on: date | None


def supervision_matters(person: Any, from_on: date, until_on: date) -> list[SupervisionMatter]:
    """Return those accepted from a day up to another, not including it."""
    named = Party.objects.filter(case=OuterRef("case"), role=Party.Role.SUPERVISED)
    found = (
        visible_proceedings(person)
        .filter(procedure_id__startswith=SUPERVISION, opened_on__gte=from_on)
        .filter(opened_on__lt=until_on)
        .annotate(supervised=Subquery(named.order_by("code").values("name")[:1]))
        .order_by("pk")
    )
    return [
        SupervisionMatter(one.pk, _kind(one), one.supervised or "", one.stage_label, one.closed_on)
        for one in found.select_related("case")
    ]


def _kind(proceeding: Proceeding) -> str:
    """The procedure with what divides it: the direction chosen at acceptance, else the cause."""
    procedure = national().procedures.get(proceeding.procedure_id)
    label = procedure.label if procedure else proceeding.procedure_id
    chosen = proceeding.facts.get(DIRECTION)
    if chosen is None:
        return f"{label}：{proceeding.case.cause}"
    return f"{label}：{national().facts[DIRECTION].choices.get(str(chosen), chosen)}"
