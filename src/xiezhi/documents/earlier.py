"""What an earlier document of the same case already says: typed once, not again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xiezhi.documents.models import Document
from xiezhi.dossier.drafting import Value

PEOPLE = ("identity", "subjects")  # fields that hold particulars of persons


def earlier_values(case_id: UUID) -> dict[str, Any]:
    """Return `earlier.<field>` for every scalar field, the latest document winning."""
    held: dict[str, Any] = {}
    for values in _stored(case_id):
        for name, raw in values.items():
            if name not in PEOPLE:
                held[f"earlier.{name}"] = Value.from_json(raw).content
    return held


def with_earlier_leaves(rows: list[dict[str, Any]], case_id: UUID) -> list[dict[str, Any]]:
    """Return the persons' rows with what an earlier document says of the same name."""
    known: dict[str, dict[str, Value]] = {}
    for values in _stored(case_id):
        for field in PEOPLE:
            for person in Value.from_json(values[field]).content if field in values else ():
                name = str(person["name"].content) if "name" in person else ""
                said = {k: Value(v.content, f"earlier.{field}.{k}") for k, v in person.items()}
                known.setdefault(name, {}).update(said)
    return [
        {**known.get(row["name"], {}), **{k: v for k, v in row.items() if v not in (None, "")}}
        for row in rows
    ]


def _stored(case_id: UUID) -> list[dict[str, Any]]:
    found = Document.objects.filter(proceeding__case_id=case_id).order_by("revised_at")
    return list(found.values_list("values", flat=True))
