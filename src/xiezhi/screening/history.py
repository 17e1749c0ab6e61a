"""The tables as they were, and what changed between two snapshots."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from xiezhi.screening.dictionary import Table
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.hits import Value


@dataclass(frozen=True)
class Changes:
    """Rows of one table with their canonical columns and their id ``_row``: those that are
    current at ``until`` and were not at ``since``, and those that were and no longer are."""

    since: int
    until: int
    appeared: pa.Table
    vanished: pa.Table


@dataclass(frozen=True)
class DataFile:
    """A Parquet file of a table and the file with the places of its deleted rows, if any."""

    data: Path
    deletions: Path | None


def newest(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest snapshot."""
    row = con.execute("FROM lake.current_snapshot()").fetchone()
    assert row is not None
    return int(row[0])


def made_at(con: duckdb.DuckDBPyConnection, snapshot: int) -> str:
    """When a snapshot was made, as text; empty for one that is not there (a restored backup)."""
    sql = "SELECT CAST(snapshot_time AS VARCHAR) FROM lake.snapshots() WHERE snapshot_id = ?"
    row = con.execute(sql, [snapshot]).fetchone()
    return str(row[0]) if row else ""


def rows_at(
    con: duckdb.DuckDBPyConnection, table: Table, row_ids: Sequence[str], snapshot: int | None
) -> tuple[dict[str, Value], ...]:
    """Whole rows by their ids. Raises :class:`ScreeningError` for one that is not there."""
    wanted = f"{table.table}{_at(snapshot)}"
    columns = _columns(con, table, wanted)
    found = con.execute(
        f"SELECT _row, {', '.join(columns)} FROM {wanted} WHERE _row IN"
        " (SELECT CAST(UNNEST(?) AS UUID))",
        [list(row_ids)],
    ).fetchall()
    by_id = {row.hex: dict(zip(columns, values, strict=True)) for row, *values in found}
    if missing := [row for row in row_ids if row not in by_id]:
        raise ScreeningError("这一行已不在库中", "它的导入可能已经撤销", value=missing[0])
    silent: dict[str, Value] = dict.fromkeys(table.columns)
    return tuple({**silent, **by_id[row]} for row in row_ids)


def changes(
    con: duckdb.DuckDBPyConnection, table: Table, since: int, until: int | None
) -> Changes:
    """What became current and what ceased to be, after ``since`` up to ``until``.

    Raises :class:`ScreeningError` for a snapshot that is not there.
    """
    last = newest(con)
    upto = last if until is None else until
    if not 0 <= since <= upto <= last:
        raise ScreeningError("没有这个快照", f"快照编号为 0 至 {last}", value=f"{since}–{upto}")
    name = table.table
    span = f"('{name}', {since + 1}, {upto})"
    named = "replace(CAST(_row AS VARCHAR), '-', '') AS _row"
    columns = ", ".join((*_columns(con, table, name), named))
    body = f"SELECT {columns} FROM lake.table_%s{span} WHERE _current"
    both = {"in": body % "insertions", "out": body % "deletions"}
    if since == upto:
        both = dict.fromkeys(both, f"SELECT {columns} FROM {name} WHERE FALSE")
    found = [
        con.execute(f"{both[one]} EXCEPT ALL {both[other]} ORDER BY _row").to_arrow_table()
        for one, other in (("in", "out"), ("out", "in"))
    ]
    return Changes(since, upto, *found)


def files(con: duckdb.DuckDBPyConnection, alias: str, table: str) -> tuple[DataFile, ...]:
    """The files of a table in an attached lake."""
    sql = f"SELECT data_file, delete_file FROM ducklake_list_files('{alias}', '{table}')"
    return tuple(
        DataFile(Path(data), Path(gone) if gone else None)
        for data, gone in con.execute(sql).fetchall()
    )


def _at(snapshot: int | None) -> str:
    return "" if snapshot is None else f" AT (VERSION => {int(snapshot)})"


def _columns(con: duckdb.DuckDBPyConnection, table: Table, source: str) -> list[str]:
    """The columns of the dictionary that the table had at that snapshot."""
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error as error:
        raise ScreeningError("那时还没有这张表", "核对快照编号", value=table.label) from error
    has = {name for name, *_ in described}
    return [name for name in table.columns if name in has]
