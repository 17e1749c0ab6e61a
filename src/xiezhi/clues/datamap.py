"""The data map: every table, how fresh it is, which models wait for it, what was imported."""

from dataclasses import dataclass
from datetime import date

from xiezhi.clues import access
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import operator_of
from xiezhi.clues.reading import models, store
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table of the dictionary."""

    table: str
    label: str
    agency: str
    rows: int
    data_on: date | None
    stale: bool
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataMap:
    """All tables and the latest imports."""

    tables: tuple[TableLine, ...]
    imports: tuple[ImportBatch, ...]
    empty: int
    stale: int


def data_map(person: Person) -> DataMap:
    """Return the data map of the person's unit as of today, and the imports they may know of."""
    tables = store(operator_of(person).procuratorate)
    fresh = tables.freshness()
    lines = []
    for table in tables.dictionary.imported():
        state = fresh[table.table]
        readers = tuple(m.label for m in models().values() if table.table in m.tables)
        lines.append(
            TableLine(
                table.table, table.label, table.source, state.rows, state.data_on,
                bool(state.rows) and state.stale, readers,
            )
        )  # fmt: skip
    return DataMap(
        tables=tuple(lines),
        imports=tuple(access.visible_imports(person)[:30]),
        empty=sum(not line.rows for line in lines),
        stale=sum(line.stale for line in lines),
    )
