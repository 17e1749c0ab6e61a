"""Staged rows into a canonical table, so that order, repetition and splitting change nothing.

A row is named by the digest of its canonical values; the same row from two files is one row
with two origins. Of the rows with one key, the current one is that with the newest data date,
then the fuller one, then the one whose digest is larger: no import order can change that.
"""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from xiezhi.screening.dictionary import Table

ORIGINS = "import_id, tbl, _row, sheet, line, printed, anchors"


@dataclass(frozen=True)
class Merged:
    """What became of the staged rows."""

    staged: int
    kept: int
    new: int
    known: int


def digest_sql(columns: Collection[str]) -> str:
    """The expression that names a row by its values: sixteen bytes, stored as a UUID."""
    # concat_ws skips nulls, so a column added later does not rename the rows already stored.
    parts = ", ".join(f"'{name}=' || CAST({name} AS VARCHAR)" for name in sorted(columns))
    return f"from_hex(md5(concat_ws(chr(31), {parts})))"


def key_sql(table: Table) -> str:
    """A hash of the key: good for finding rivals in one session, never stored."""
    return f"hash({', '.join(table.key_parts())})"


def merge(
    con: duckdb.DuckDBPyConnection, table: Table, stage: str, import_id: str, sheet: str
) -> Merged:
    """Merge the staging table ``stage``: canonical columns, _line, _printed, _anchors, _row and
    _key. The import's row must already stand in ``_imports``."""
    name, columns = table.table, ", ".join(table.columns)
    staged = _count(con, f"SELECT COUNT(*) FROM {stage}")
    _set_aside(con, table, stage)
    kept = staged - _count(con, "SELECT COALESCE(SUM(more), 0) FROM _double")
    known = _count(con, "SELECT COUNT(*) FROM _known")
    aside = [t for t in ("_known", "_double") if _count(con, f"SELECT COUNT(*) FROM {t}")]
    fresh = "".join(f" AND _row NOT IN (SELECT _row FROM {t})" for t in aside)
    con.execute(
        f"INSERT INTO {name} ({columns}, _row, _current) SELECT {columns}, _row, TRUE"
        f" FROM {stage} WHERE TRUE{fresh}"
    )
    if "_double" in aside:
        values = ", ".join(f"any_value({column})" for column in table.columns)
        con.execute(
            f"INSERT INTO {name} ({columns}, _row, _current) SELECT {values}, _row, TRUE"
            f" FROM {stage} WHERE _row IN (SELECT _row FROM _double)"
            " AND _row NOT IN (SELECT _row FROM _known) GROUP BY _row"
        )
    con.execute(
        f"INSERT INTO _origins ({ORIGINS}) SELECT $id, $tbl, _row, $sheet, _line, _printed,"
        f" _anchors FROM {stage}",
        {"id": import_id, "tbl": name, "sheet": sheet},
    )
    settle_current(con, table)
    return Merged(staged, kept, kept - known, known)


def _set_aside(con: duckdb.DuckDBPyConnection, table: Table, stage: str) -> None:
    """``_double``: rows staged more than once; ``_known``: digests the table has already;
    ``_contested``: hashes of keys that more than one row may claim."""
    name, key = table.table, key_sql(table)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _contested AS SELECT _key AS k FROM {stage} GROUP BY k"
        " HAVING COUNT(*) > 1"
    )
    con.execute(  # the same row has the same key
        f"CREATE OR REPLACE TEMP TABLE _double AS SELECT _row, COUNT(*) - 1 AS more FROM {stage}"
        " WHERE _key IN (SELECT k FROM _contested) GROUP BY _row HAVING COUNT(*) > 1"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE _known (_row UUID)")
    if not _count(con, f"SELECT COUNT(*) FROM {name}"):
        return
    con.execute(
        f"INSERT INTO _known SELECT t._row FROM {name} t SEMI JOIN {stage} s ON t._row = s._row"
    )
    con.execute(
        f"INSERT INTO _contested SELECT DISTINCT {key} AS k FROM {name}"
        f" WHERE k IN (SELECT _key FROM {stage})"
        " AND (NOT _current OR _row NOT IN (SELECT _row FROM _known))"
    )


def settle_current(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Settle which row is current for every key whose hash is in ``_contested``."""
    if not _count(con, "SELECT COUNT(*) FROM _contested"):
        return
    name, parts = table.table, table.key_parts()
    keys = ", ".join(f"k{i}" for i in range(len(parts)))
    aliased = ", ".join(f"{part} AS k{i}" for i, part in enumerate(parts))
    filled = " + ".join(f"CAST({c} IS NOT NULL AS INTEGER)" for c in table.columns)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _rivals AS SELECT {aliased}, _row, _current,"
        f" {filled} AS filled FROM {name} WHERE {key_sql(table)} IN (SELECT k FROM _contested)"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _dated AS SELECT o._row, MAX(i.data_on) AS data_on"
        " FROM _origins o JOIN _imports i USING (import_id)"
        " WHERE o.tbl = ? AND o._row IN (SELECT _row FROM _rivals) GROUP BY o._row",
        [name],
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _best AS SELECT _row, _current, ROW_NUMBER() OVER"
        f" (PARTITION BY {keys} ORDER BY data_on DESC, filled DESC, _row DESC) = 1 AS best"
        f" FROM _rivals JOIN _dated USING (_row)"
    )
    for best in ("TRUE", "FALSE"):
        con.execute(
            f"UPDATE {name} SET _current = {best} WHERE _row IN"
            f" (SELECT _row FROM _best WHERE best = {best} AND _current <> best)"
        )


def withdraw(con: duckdb.DuckDBPyConnection, table: Table, import_id: str) -> int:
    """Take an import's rows out of a table unless another import brought them too; how many."""
    name, mine = table.table, [table.table, import_id]
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _touched AS SELECT DISTINCT _row FROM _origins"
        " WHERE tbl = ? AND import_id = ?",
        mine,
    )
    con.execute("DELETE FROM _origins WHERE tbl = ? AND import_id = ?", mine)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _gone AS SELECT _row FROM _touched WHERE _row NOT IN"
        " (SELECT _row FROM _origins WHERE tbl = ?)",
        [name],
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _contested AS SELECT DISTINCT {key_sql(table)} AS k"
        f" FROM {name} WHERE _row IN (SELECT _row FROM _touched)"
    )
    con.execute(f"DELETE FROM {name} WHERE _row IN (SELECT _row FROM _gone)")
    settle_current(con, table)
    return _count(con, "SELECT COUNT(*) FROM _gone")


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
