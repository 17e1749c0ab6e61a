"""Staged rows into a canonical table, so that order, repetition and splitting change nothing.

A row is named by the digest of its canonical values; the same row from two files is one row
with two origins. Of the rows with one key, the current one is that with the newest data date,
then the fuller one, then the one whose digest is larger: no import order can change that.
"""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from dataclasses import dataclass

import duckdb

from xiezhi.screening.dictionary import Table


@dataclass(frozen=True)
class Merged:
    """What became of the staged rows."""

    staged: int
    kept: int
    new: int
    known: int


def digest_sql(table: Table) -> str:
    """The expression that names a row by its values."""
    # concat_ws skips nulls, so a column added later does not rename the rows already stored.
    parts = ", ".join(f"'{name}=' || CAST({name} AS VARCHAR)" for name in sorted(table.columns))
    return f"md5_number(concat_ws(chr(31), {parts}))"


def merge(
    con: duckdb.DuckDBPyConnection, table: Table, stage: str, import_id: str, sheet: str
) -> Merged:
    """Merge the staging table ``stage`` (canonical columns, _line, _printed, _anchors).

    The import's row must already stand in ``_imports``.
    """
    name, columns = table.table, ", ".join(table.columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _staged AS SELECT {columns}, _line, _printed, _anchors,"
        f" {digest_sql(table)} AS _row FROM {stage}"
    )
    staged = _count(con, "SELECT COUNT(*) FROM _staged")
    kept = _count(con, "SELECT COUNT(DISTINCT _row) FROM _staged")
    data_on = "(SELECT data_on FROM _imports WHERE import_id = $id)"
    con.execute(
        f"UPDATE {name} SET _data_on = {data_on} WHERE _data_on < {data_on}"
        " AND _row IN (SELECT _row FROM _staged)",
        {"id": import_id},
    )
    before = _count(con, f"SELECT COUNT(*) FROM {name}")
    con.execute(
        f"INSERT INTO {name} SELECT {', '.join(f'any_value({c})' for c in table.columns)},"
        f" _row, TRUE, {data_on} FROM _staged"
        f" WHERE _row NOT IN (SELECT _row FROM {name}) GROUP BY _row ORDER BY _row",
        {"id": import_id},
    )
    new = _count(con, f"SELECT COUNT(*) FROM {name}") - before
    con.execute(
        "INSERT INTO _origins SELECT $id, $tbl, _row, $sheet, _line, _printed, _anchors"
        " FROM _staged ORDER BY _line",
        {"id": import_id, "tbl": name, "sheet": sheet},
    )
    keys = ", ".join(table.key)
    con.execute(f"CREATE OR REPLACE TEMP TABLE _keys AS SELECT DISTINCT {keys} FROM _staged")
    mark_current(con, table)
    return Merged(staged, kept, new, kept - new)


def mark_current(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Settle which row is current for every key in the temporary table ``_keys``."""
    name, keys = table.table, ", ".join(table.key)
    filled = " + ".join(f"CAST({c} IS NOT NULL AS INTEGER)" for c in table.columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _best AS SELECT _row, _current, ROW_NUMBER() OVER"
        f" (PARTITION BY {keys} ORDER BY _data_on DESC, {filled} DESC, _row DESC) = 1 AS best"
        f" FROM {name} SEMI JOIN _keys USING ({keys})"
    )
    con.execute(
        f"UPDATE {name} SET _current = b.best FROM _best b"
        f" WHERE {name}._row = b._row AND b._current <> b.best"
    )


def withdraw(con: duckdb.DuckDBPyConnection, table: Table, import_id: str) -> int:
    """Take an import's rows out of a table unless another import brought them too; how many."""
    name, mine = table.table, [table.table, import_id]
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _touched AS SELECT DISTINCT row_id FROM _origins"
        " WHERE tbl = ? AND import_id = ?",
        mine,
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _left AS SELECT o.row_id, MAX(i.data_on) AS data_on"
        " FROM _origins o JOIN _imports i USING (import_id)"
        " WHERE o.tbl = ? AND o.import_id <> ? AND o.row_id IN (SELECT row_id FROM _touched)"
        " GROUP BY o.row_id",
        mine,
    )
    keys = ", ".join(table.key)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _keys AS SELECT DISTINCT {keys} FROM {name}"
        " WHERE _row IN (SELECT row_id FROM _touched)"
    )
    con.execute(
        f"UPDATE {name} SET _data_on = l.data_on FROM _left l WHERE {name}._row = l.row_id"
    )
    gone = con.execute(
        f"DELETE FROM {name} WHERE _row IN (SELECT row_id FROM _touched)"
        " AND _row NOT IN (SELECT row_id FROM _left) RETURNING 1"
    ).fetchall()
    mark_current(con, table)
    return len(gone)


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
