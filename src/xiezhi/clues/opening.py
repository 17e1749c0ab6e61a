"""Which procedure an established clue opens, with which facts, against which unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xiezhi.casework.actions.register import PartyGiven
from xiezhi.clues.models import Clue
from xiezhi.screening import Model

SUPERVISION_MATTER = "supervision.supervision_matter"


@dataclass(frozen=True, slots=True)
class Opens:
    """A procedure's id, what it is accepted with, and the unit supervised if the rows name it."""

    procedure: str = SUPERVISION_MATTER
    facts: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[PartyGiven, ...] = ()


def opening_of(clue: Clue, model: Model | None) -> Opens:
    """Return what a clue opens: as its model says, else a supervision matter."""
    if model is None or model.opens is None:
        return Opens()
    named = _named(clue.rows, model.opens.supervises)
    parties = (PartyGiven("supervised", named, kind="unit"),) if named else ()
    return Opens(model.opens.procedure, model.opens.facts, parties)


def _named(rows: Mapping[str, list[dict[str, Any]]], column: str | None) -> str:
    table, _, name = (column or "").partition(".")
    found = (row["values"].get(name) for row in rows.get(table, ()))
    return next((str(value) for value in found if value), "")
