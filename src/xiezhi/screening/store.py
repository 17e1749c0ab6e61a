"""Where imported rows live: one DuckDB file, many readers, one writer at a time."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
import csv
import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb

from xiezhi.screening.dictionary import Dictionary, Table, national
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.hits import Value
from xiezhi.screening.locks import locked
from xiezhi.screening.merging import withdraw
from xiezhi.screening.report import QuarantinedRow

SQL_TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "int": "BIGINT",
    "decimal": "DECIMAL(18,4)",
    "bool": "BOOLEAN",
}
FORMULA_SIGNS = tuple("=+-@＝＋－＠")
PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_OWN = """
CREATE TABLE IF NOT EXISTS _imports (import_id VARCHAR PRIMARY KEY, file VARCHAR, sha256 VARCHAR,
    data_on DATE, stored_at TIMESTAMP, report VARCHAR);
CREATE TABLE IF NOT EXISTS _origins (import_id VARCHAR, tbl VARCHAR, row_id UHUGEINT,
    sheet VARCHAR, line BIGINT, printed VARCHAR, anchors VARCHAR);
CREATE TABLE IF NOT EXISTS _quarantine (import_id VARCHAR, sheet VARCHAR, tbl VARCHAR,
    line BIGINT, col VARCHAR, header VARCHAR, value VARCHAR, code VARCHAR, reason VARCHAR,
    cure VARCHAR, cells VARCHAR);
"""


@dataclass(frozen=True)
class Freshness:
    """How many current rows a table has and how old its newest data are on a day."""

    table: str
    rows: int
    data_on: date | None
    stale: bool


@dataclass(frozen=True)
class ImportRecord:
    """One stored import with its report as JSON; ``at`` is local wall-clock time."""

    import_id: str
    file: str
    sha256: str
    data_on: date
    at: datetime
    report: Mapping[str, Any]


class Store:
    """The canonical tables under ``directory``. Every method opens, locks and closes by itself,
    so a web process and a worker can share one store."""

    def __init__(self, directory: Path, dictionary: Dictionary | None = None) -> None:
        self.directory = Path(directory)
        self.dictionary = dictionary or national()
        self.path = self.directory / "screening.duckdb"
        self._lock = self.directory / "screening.lock"
        self._signature = _signature(self.dictionary)
        self._prepared = False

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction, alone: committed at the end, rolled back on any exception."""
        with locked(self._lock):
            con = duckdb.connect(str(self.path))
            try:
                con.execute("BEGIN")
                self._prepare(con)
                yield con
                con.execute("COMMIT")
            except BaseException:
                con.execute("ROLLBACK")
                raise
            finally:
                con.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A memory database with the store attached read-only under a name nobody can guess."""
        if not self._prepared:
            with self.writing():
                self._prepared = True
        alias = f"s{secrets.token_hex(8)}"
        with locked(self._lock, shared=True):
            con = duckdb.connect(":memory:")
            try:
                path = str(self.path).replace("'", "''")
                con.execute(f"ATTACH '{path}' AS {alias} (READ_ONLY)")
                yield con, alias
            finally:
                con.close()

    def _prepare(self, con: duckdb.DuckDBPyConnection) -> None:
        """Make or widen the tables when the dictionary is not the one they were made from."""
        con.execute("CREATE TABLE IF NOT EXISTS _schema (signature VARCHAR)")
        if con.execute("SELECT signature FROM _schema").fetchall() == [(self._signature,)]:
            return
        con.execute(_OWN)
        for table in self.dictionary.imported():
            con.execute(create_table(table))
            _widen(con, table)
        con.execute("DELETE FROM _schema")
        con.execute("INSERT INTO _schema VALUES (?)", [self._signature])

    def freshness(
        self, on: date | None = None, tables: Sequence[str] | None = None
    ) -> dict[str, Freshness]:
        """Rows and data date of the tables (all by default), on a day (today by default)."""
        today = on or date.today()
        found: dict[str, Freshness] = {}
        names = tables if tables is not None else [t.table for t in self.dictionary.imported()]
        with self.reading() as (con, alias):
            for table in map(self.dictionary.__getitem__, names):
                sql = (
                    f"SELECT COUNT(*) FILTER (_current), MAX(_data_on) FROM {alias}.{table.table}"
                )
                rows, data_on = con.execute(sql).fetchone() or (0, None)
                limit = timedelta(days=table.fresh_days) if table.fresh_days else None
                stale = data_on is None or (limit is not None and today - data_on > limit)
                found[table.table] = Freshness(table.table, rows, data_on, stale)
        return found

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every stored import, the newest first."""
        with self.reading() as (con, alias):
            sql = f"SELECT * FROM {alias}._imports ORDER BY stored_at DESC, import_id"
            rows = con.execute(sql).fetchall()
        return tuple(
            ImportRecord(import_id, file, sha256, data_on, at, json.loads(report))
            for import_id, file, sha256, data_on, at, report in rows
        )

    def quarantine(self, import_id: str) -> tuple[QuarantinedRow, ...]:
        """Every row an import kept out, in the order of the file."""
        with self.reading() as (con, alias):
            rows = con.execute(
                "SELECT line, col, header, value, code, reason, cure, cells"
                f" FROM {alias}._quarantine WHERE import_id = ? ORDER BY sheet, line",
                [import_id],
            ).fetchall()
        return tuple(
            QuarantinedRow(line, column, header, value, code, reason, cure, json.loads(cells))
            for line, column, header, value, code, reason, cure, cells in rows
        )

    def quarantine_csv(self, import_id: str) -> bytes:
        """The quarantine for Excel: UTF-8 with a mark, the original cells after the reason."""
        rows = self.quarantine(import_id)
        headers = list(dict.fromkeys(name for row in rows for name in row.cells))
        text = StringIO(newline="")
        writer = csv.writer(text)
        named = map(_harmless, headers)
        writer.writerow(["行号", "字段", "原值", "问题", "怎么改", *named])
        for row in rows:
            cells = [row.cells.get(name, "") for name in headers]
            reason = (row.header, row.value, row.reason, row.cure)
            writer.writerow([row.line, *map(_harmless, (*reason, *cells))])
        return text.getvalue().encode("utf-8-sig")

    def row(self, table: str, row_id: str) -> dict[str, Value]:
        """A whole row, names included: only for a reader who may see them.

        Raises :class:`ScreeningError` when there is no such row (its import was undone).
        """
        columns = list(self.dictionary[table].columns)
        with self.reading() as (con, alias):
            sql = f"SELECT {', '.join(columns)} FROM {alias}.{table} WHERE _row = ?"
            found = con.execute(sql, [int(row_id, 16)]).fetchone()
        if found is None:
            raise ScreeningError("这一行已不在库中", "它的导入可能已经撤销", value=row_id)
        return dict(zip(columns, found, strict=True))

    def undo(self, import_id: str) -> int:
        """Take an import back as a whole; rows that another import also brought stay.

        Returns the number of rows removed. Raises :class:`ScreeningError` for an unknown import.
        """
        with self.writing() as con:
            known = con.execute("SELECT 1 FROM _imports WHERE import_id = ?", [import_id])
            if known.fetchone() is None:
                raise ScreeningError("没有这次导入", "核对导入编号", value=import_id)
            sql = "SELECT DISTINCT tbl FROM _origins WHERE import_id = ? ORDER BY tbl"
            names = [name for (name,) in con.execute(sql, [import_id]).fetchall()]
            removed = sum(withdraw(con, self.dictionary[name], import_id) for name in names)
            for own in ("_origins", "_quarantine", "_imports"):
                con.execute(f"DELETE FROM {own} WHERE import_id = ?", [import_id])
            return removed


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe; a number does not."""
    begins_one = cell.lstrip()[:1] in FORMULA_SIGNS or cell[:1] in "\t\r\n"
    return f"'{cell}" if cell and begins_one and not PLAIN_NUMBER.fullmatch(cell) else cell


def _signature(dictionary: Dictionary) -> str:
    body = "\n".join(create_table(table) for table in dictionary.imported())
    return hashlib.sha256(body.encode()).hexdigest()


def create_table(table: Table) -> str:
    """The DDL of a canonical table."""
    columns = ", ".join(f"{name} {SQL_TYPES[c.type]}" for name, c in table.columns.items())
    own = "_row UHUGEINT, _current BOOLEAN, _data_on DATE"
    return f"CREATE TABLE IF NOT EXISTS {table.table} ({columns}, {own})"


def _widen(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add columns that the dictionary gained since the table was made."""
    has = {name for (name, *_) in con.execute(f"DESCRIBE {table.table}").fetchall()}
    for name, column in table.columns.items():
        if name not in has:
            con.execute(f"ALTER TABLE {table.table} ADD COLUMN {name} {SQL_TYPES[column.type]}")
