"""Which proceedings a person had to do with: for whoever looks back from what went wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.engine import KIND
from xiezhi.casework.models import Proceeding
from xiezhi.ledger.selectors import data_saying, subjects_by

# acts of another in which a person is given a part, speaks or votes
NAMING = ("assign", "reassign", "join_member", "hear_member", "hold_meeting", "resolve")


@dataclass(frozen=True, slots=True)
class Brief:
    """A proceeding by its names; access is the caller's question."""

    id: UUID
    case_id: UUID
    number: str
    title: str
    procuratorate: str


def briefs(proceedings: Iterable[UUID | str]) -> dict[UUID, Brief]:
    """Return the proceedings of these ids by id, those that exist."""
    return {one.id: one for one in _briefs(Q(pk__in=list(proceedings)))}


def beside(proceeding_id: UUID) -> tuple[Brief, ...]:
    """Return the proceedings of the same case and unit, the proceeding itself among them."""
    found = Proceeding.objects.filter(pk=proceeding_id).first()
    if found is None:
        return ()
    return _briefs(Q(case_id=found.case_id, procuratorate_id=found.procuratorate_id))


def touched_by(code: str, unit: str) -> tuple[Brief, ...]:
    """Return the proceedings of a unit that a person handled, was given, acted or voted in.

    Former members and votes come from the ledger: the rows of a team are those of today.
    """
    acted = subjects_by(unit, KIND, code)
    acted |= {
        key for key, data in data_saying(unit, KIND, NAMING, code) if _takes_part(code, data)
    }
    named = Q(members__person_id=code) | Q(assignments__handler_id=code) | Q(pk__in=acted)
    return _briefs(named & Q(procuratorate_id=unit))


def _takes_part(code: str, data: Mapping[str, Any]) -> bool:
    named = {data.get("handler"), data.get("lead"), data.get("person")}
    for one in data.get("members") or ():
        named.add(one.get("person") if isinstance(one, Mapping) else one)
    return code in named or code in {**(data.get("votes") or {}), **(data.get("opinions") or {})}


def own_open(person: Any) -> tuple[Brief, ...]:
    """Return the open proceedings on whose team a person is and that they may read."""
    seen = visible_proceedings(person).filter(
        members__person_id=person.code, closed_on__isnull=True
    )
    return _briefs(Q(pk__in=seen.values("pk")))


def _briefs(which: Q) -> tuple[Brief, ...]:
    names = ("pk", "case_id", "number", "title", "procuratorate_id")
    rows = Proceeding.objects.filter(pk__in=Proceeding.objects.filter(which).values("pk"))
    return tuple(Brief(*row) for row in rows.order_by("opened_on", "number").values_list(*names))
