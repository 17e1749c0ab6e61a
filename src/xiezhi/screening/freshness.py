"""How many rows each table has, how old its newest data are, and which columns are filled."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Sequence
from dataclasses import dataclass, field
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


@dataclass
class _Known:
    """What this process has already asked of a lake at one snapshot."""

    snapshot: int
    rows: dict[str, int] = field(default_factory=dict)
    newest: dict[str, date] | None = None
    filled: dict[tuple[str, str], bool] = field(default_factory=dict)


_known: dict[tuple[object, ...], _Known] = {}


class Holdings:
    """What the tables hold at the newest snapshot; nothing is asked twice of one snapshot."""

    def __init__(self, con: duckdb.DuckDBPyConnection, lake: Lake, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._con = con
        at, key = history.newest(con), lake.identity()
        if key not in _known or _known[key].snapshot != at:
            _known[key] = _Known(at)
        self._known = _known[key]

    def freshness(self, names: Sequence[str], today: date) -> dict[str, Freshness]:
        """The freshness of the tables named, on a day."""
        counts, newest = self._counts(names), self._newest()
        found: dict[str, Freshness] = {}
        for table in map(self.dictionary.__getitem__, names):
            data_on = newest.get(table.table)
            limit = timedelta(days=table.fresh_days) if table.fresh_days else None
            stale = data_on is None or (limit is not None and today - data_on > limit)
            found[table.table] = Freshness(table.table, counts[table.table], data_on, stale)
        return found

    def empty_columns(self, table: str, columns: Sequence[str]) -> tuple[str, ...]:
        """Of the columns of one table, those that no current row fills."""
        filled = self._known.filled
        if unknown := [name for name in columns if (table, name) not in filled]:
            each = ", ".join(
                f"EXISTS (SELECT 1 FROM {table} WHERE _current AND {name} IS NOT NULL)"
                for name in unknown
            )
            there = self._con.execute(f"SELECT {each}").fetchone() or ()
            filled |= {(table, name): bool(one) for name, one in zip(unknown, there, strict=True)}
        return tuple(name for name in columns if not filled[table, name])

    def _newest(self) -> dict[str, date]:
        """The data date of the newest import of each table."""
        if self._known.newest is None:
            sql = (
                "SELECT tbl, MAX(data_on)"
                " FROM (SELECT UNNEST(tables) AS tbl, data_on FROM _imports) GROUP BY tbl"
            )
            self._known.newest = dict(self._con.execute(sql).fetchall())
        return self._known.newest

    def _counts(self, names: Sequence[str]) -> dict[str, int]:
        """Current rows by table."""
        counts = self._known.rows
        if missing := [name for name in dict.fromkeys(names) if name not in counts]:
            filled = "SELECT table_name FROM ducklake_table_info('lake') WHERE file_count > 0"
            held = {name for (name,) in self._con.execute(filled).fetchall()} & set(missing)
            each = [
                f"SELECT '{name}', COUNT(*) FROM {name} WHERE _current" for name in sorted(held)
            ]
            some = self._con.execute(" UNION ALL ".join(each)).fetchall() if each else []
            counts |= {**dict.fromkeys(missing, 0), **dict(some)}
        return counts
