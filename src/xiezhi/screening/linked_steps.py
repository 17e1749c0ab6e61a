"""The steps of a model that read links: their tables, and by what each row was linked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from xiezhi.screening.evidence import Traced
from xiezhi.screening.linkage.keeping import is_fresh, link
from xiezhi.screening.linkage.linked import linked_by, linked_rows
from xiezhi.screening.model import ROW_ID, Model
from xiezhi.screening.operators import OPERATORS
from xiezhi.screening.store import Store


def links_of(model: Model, store: Store, snapshot: int) -> dict[str, pa.Table]:
    """The table of every step that reads links. Raises :class:`ScreeningError` when the tables
    were not linked since they changed."""
    found = {}
    for name, step in model.steps.items():
        if subject := OPERATORS[step.operator].subject:
            found[name] = linked_rows(store, snapshot, subject, step.use, model.linked_tables)
    return found


def ensure_links(model: Model, store: Store) -> None:
    """Link what the model's steps read, where an import came or went since."""
    for step in model.steps.values():
        subject = OPERATORS[step.operator].subject
        if subject and not is_fresh(store, subject, use=step.use):
            link(store, subject, use=step.use)


def certain_of(links: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The links through which evidence is found: those that no person has yet to decide."""
    return {name: rows.filter(rows["certain"]) for name, rows in links.items()}


def with_links(
    model: Model, store: Store, snapshot: int, traced: Sequence[Traced]
) -> tuple[Traced, ...]:
    """Evidence with what each row was linked by, in the tables matched through a step's links."""
    for table, match in model.evidence.items():
        through = match.get(ROW_ID, "").partition(".")[0]
        if through in model.steps:
            traced = _told(model, store, snapshot, (table, through), traced)
    return tuple(traced)


def _told(
    model: Model, store: Store, snapshot: int, where: tuple[str, str], traced: Sequence[Traced]
) -> tuple[Traced, ...]:
    table, through = where
    step = model.steps[through]
    subject = OPERATORS[step.operator].subject
    asked = sorted({row.row_id for one in traced for row in one.rows.get(table, ())})
    if subject is None or not asked:
        return tuple(traced)
    told: Mapping[str, dict[str, Any]] = linked_by(
        store, snapshot, subject, step.use, table, asked
    )
    found = []
    for one in traced:
        rows = tuple(replace(row, linked=told.get(row.row_id)) for row in one.rows.get(table, ()))
        found.append(replace(one, rows={**one.rows, **({table: rows} if rows else {})}))
    return tuple(found)
