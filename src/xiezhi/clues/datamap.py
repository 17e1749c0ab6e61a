"""The data map: every table, how fresh it is, which models wait for it, what was imported."""

from dataclasses import dataclass
from datetime import date

from xiezhi.clues.models import ImportBatch
from xiezhi.clues.reading import models, store


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


def data_map() -> DataMap:
    """Return the data map as of today."""
    tables = store()
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
        imports=tuple(ImportBatch.objects.all()[:30]),
        empty=sum(not line.rows for line in lines),
        stale=sum(line.stale for line in lines),
    )
