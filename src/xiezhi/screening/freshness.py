"""How many rows each table has, and how old its newest data are."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from xiezhi.screening import history
from xiezhi.screening.dictionary import Dictionary
from xiezhi.screening.lake import Lake


@dataclass(frozen=True)
class Freshness:
    """How many current rows a table has and how old its newest data are on a day."""

    table: str
    rows: int
    data_on: date | None
    stale: bool


_Key = tuple[object, ...]
_counted: dict[_Key, tuple[int, dict[str, int]]] = {}


def freshness_of(
    con: duckdb.DuckDBPyConnection,
    lake: Lake,
    dictionary: Dictionary,
    names: Sequence[str],
    today: date,
) -> dict[str, Freshness]:
    """The freshness of the tables named, on a day."""
    counts = _counts(con, lake, names)
    newest = dict(
        con.execute(
            "SELECT tbl, MAX(data_on) FROM (SELECT UNNEST(tables) AS tbl, data_on FROM _imports)"
            " GROUP BY tbl"
        ).fetchall()
    )
    found: dict[str, Freshness] = {}
    for table in map(dictionary.__getitem__, names):
        data_on = newest.get(table.table)
        limit = timedelta(days=table.fresh_days) if table.fresh_days else None
        stale = data_on is None or (limit is not None and today - data_on > limit)
        found[table.table] = Freshness(table.table, counts[table.table], data_on, stale)
    return found


def empty_columns(
    con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> tuple[str, ...]:
    """Of the columns of one table, those that no current row fills."""
    each = ", ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE _current AND {name} IS NOT NULL)" for name in columns
    )
    filled = con.execute(f"SELECT {each}").fetchone() or ()
    return tuple(name for name, there in zip(columns, filled, strict=True) if not there)


def _counts(con: duckdb.DuckDBPyConnection, lake: Lake, names: Sequence[str]) -> dict[str, int]:
    """Current rows by table, counted once a snapshot."""
    at, key = history.newest(con), lake.identity()
    kept = _counted.get(key)
    counts = kept[1] if kept is not None and kept[0] == at else {}
    missing = [name for name in dict.fromkeys(names) if name not in counts]
    if missing:
        filled = "SELECT table_name FROM ducklake_table_info('lake') WHERE file_count > 0"
        held = {name for (name,) in con.execute(filled).fetchall()} & set(missing)
        each = [f"SELECT '{name}', COUNT(*) FROM {name} WHERE _current" for name in sorted(held)]
        some = con.execute(" UNION ALL ".join(each)).fetchall() if each else []
        counts = {**counts, **dict.fromkeys(missing, 0), **dict(some)}
        _counted[key] = (at, counts)
    return counts
