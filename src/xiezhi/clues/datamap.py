"""The data map: every table, how fresh it is, which models wait for it, what was imported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from xiezhi.clues import access
from xiezhi.clues.map_figure import Figure, figure
from xiezhi.clues.models import ImportBatch, Intake
from xiezhi.clues.operators import operator_of
from xiezhi.modelling.library import models, store
from xiezhi.organs.models import Person
from xiezhi.screening import availabilities


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table of the dictionary; of the models that read it, ``waiting`` cannot run for want of
    it."""

    table: str
    label: str
    agency: str
    rows: int
    data_on: date | None
    stale: bool
    models: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataMap:
    """All tables and the latest imports; the tables drawn as well."""

    tables: tuple[TableLine, ...]
    drawn: Figure
    imports: tuple[ImportBatch, ...]
    under_way: tuple[Intake, ...]
    empty: int
    stale: int


@dataclass(frozen=True, slots=True)
class Reader:
    """A model that reads some tables; ``waits``: it cannot run until one of them comes."""

    id: str
    label: str
    waits: bool


def readers_of(person: Person, tables: Collection[str]) -> tuple[Reader, ...]:
    """Return the models that read any of the tables, those that wait for one first."""
    readers = [model for model in models().values() if set(tables) & set(model.tables)]
    held = store(operator_of(person).procuratorate)
    states = availabilities(readers, held, timezone.localdate())
    found = (
        Reader(model.id, model.label, bool(set(tables) & set(states[model.id].waits_for)))
        for model in readers
    )
    return tuple(sorted(found, key=lambda one: (not one.waits, one.label)))


def data_map(person: Person) -> DataMap:
    """Return the data map of the person's unit as of today, and the imports they may know of."""
    tables = store(operator_of(person).procuratorate)
    fresh, known = tables.freshness(), models()
    states = availabilities(known.values(), tables, timezone.localdate())
    stored = Q(phase=Intake.Phase.STORE, state=Intake.State.DONE)
    lines = []
    for table in tables.dictionary.imported():
        state = fresh[table.table]
        readers = tuple(m.label for m in known.values() if table.table in m.tables)
        waiting = (m.label for m in known.values() if table.table in states[m.id].waits_for)
        lines.append(
            TableLine(
                table.table, table.label, table.source, state.rows, state.data_on,
                bool(state.rows) and state.stale, readers, tuple(waiting),
            )
        )  # fmt: skip
    return DataMap(
        tables=tuple(lines),
        drawn=figure(lines, known.values(), states),
        under_way=tuple(Intake.objects.filter(asked_by=person.code).exclude(stored)[:10]),
        imports=tuple(access.visible_imports(person)[:30]),
        empty=sum(not line.rows for line in lines),
        stale=sum(line.stale for line in lines),
    )
