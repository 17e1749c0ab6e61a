"""Where imported rows live: a DuckLake with snapshots, many readers, one writer at a time."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from xiezhi.screening import glances, history
from xiezhi.screening.dictionary import Dictionary, Table, national
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.freshness import Freshness, Holdings
from xiezhi.screening.hits import Value
from xiezhi.screening.lake import Lake
from xiezhi.screening.merging import withdraw
from xiezhi.screening.quarantine import as_csv
from xiezhi.screening.report import QuarantinedRow
from xiezhi.screening.workplaces import workplace

SQL_TYPES = {
    "text": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "int": "BIGINT",
    "decimal": "DECIMAL(18,4)",
    "bool": "BOOLEAN",
}
_OWN = (
    "_imports (import_id VARCHAR, file VARCHAR, sha256 VARCHAR, data_on DATE,"
    " stored_at TIMESTAMP, report VARCHAR, snapshot BIGINT, tables VARCHAR[])",
    "_origins (import_id VARCHAR, tbl VARCHAR, _row UUID, sheet VARCHAR, line BIGINT,"
    " printed VARCHAR, anchors VARCHAR)",
    "_quarantine (import_id VARCHAR, sheet VARCHAR, tbl VARCHAR, line BIGINT, col VARCHAR,"
    " header VARCHAR, value VARCHAR, code VARCHAR, reason VARCHAR, cure VARCHAR, cells VARCHAR)",
    "_schema (signature VARCHAR)",
)
_prepared: dict[tuple[object, ...], str] = {}


@dataclass(frozen=True)
class ImportRecord:
    """One stored import with its report as JSON; ``at`` is local wall-clock time, ``snapshot``
    the tables' state right after it."""

    import_id: str
    file: str
    sha256: str
    data_on: date
    at: datetime
    report: Mapping[str, Any]
    snapshot: int


class Store:
    """The canonical tables under ``directory``. Every method opens, locks and closes by itself,
    so a web process and a worker can share one store.

    ``catalogue`` is a PostgreSQL connection string when several machines write, and ``schema``
    this store's place in that database; by default the catalogue is a file in ``directory``.
    """

    def __init__(
        self,
        directory: Path,
        dictionary: Dictionary | None = None,
        catalogue: str = "",
        schema: str = "xiezhi_screening",
    ) -> None:
        self.directory = Path(directory)
        self.dictionary = dictionary or national()
        self.lake = Lake(self.directory, catalogue, schema)
        self.path = self.lake.path
        self._signature = _signature(self.dictionary)

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction, alone: a snapshot at the end, nothing at all on any exception."""
        with self.lake.alone(), workplace("writing-", self._made()) as temporary:
            con = self.lake.connect(temporary)
            try:
                self.lake.attach(con, "lake")
                con.execute("USE lake")
                self._prepare(con)
                con.execute("BEGIN")
                yield con
                con.execute("COMMIT")
            finally:  # closing a connection rolls back what was not committed
                con.close()

    @contextmanager
    def reading(
        self, snapshot: int | None = None
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A memory database with the store attached read-only, as it stood at a snapshot (now by
        default), under a name nobody can guess. Writers go on beside it."""
        at = self.snapshot() if snapshot is None else snapshot
        alias = f"s{secrets.token_hex(8)}"
        con = self.lake.connect()
        try:
            self.lake.attach(con, alias, at)
            yield con, alias
        finally:
            con.close()

    def snapshot(self) -> int:
        """The number of the newest snapshot."""
        with self._glance() as con:
            return history.newest(con)

    def made_at(self, snapshot: int) -> str:
        """When a snapshot was made: with its number, what tells it from one of a restored lake."""
        with self._glance() as con:
            return history.made_at(con, snapshot)

    def _made(self) -> Path:
        self.directory.mkdir(parents=True, exist_ok=True)
        return self.directory

    @contextmanager
    def _glance(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A quick look through a connection that this process keeps open."""
        if _prepared.get(self.lake.identity()) != self._signature:
            with self.writing():
                pass
        with glances.at(self.lake) as con:
            yield con

    def _prepare(self, con: duckdb.DuckDBPyConnection) -> None:
        """Make or widen the tables when the dictionary is not the one they were made from."""
        if _prepared.get(self.lake.identity()) == self._signature:
            return
        con.execute("BEGIN")
        con.execute(f"CREATE TABLE IF NOT EXISTS {_OWN[-1]}")
        if con.execute("SELECT signature FROM _schema").fetchall() != [(self._signature,)]:
            for own in _OWN:
                con.execute(f"CREATE TABLE IF NOT EXISTS {own}")
            for table in self.dictionary.imported():
                con.execute(create_table(table))
                _widen(con, table)
            con.execute("DELETE FROM _schema")
            con.execute("INSERT INTO _schema VALUES (?)", [self._signature])
        con.execute("COMMIT")
        _prepared[self.lake.identity()] = self._signature

    def freshness(
        self, on: date | None = None, tables: Sequence[str] | None = None
    ) -> dict[str, Freshness]:
        """Rows and data date of the tables (all by default), on a day (today by default)."""
        names = tables if tables is not None else [t.table for t in self.dictionary.imported()]
        with self.holdings() as held:
            return held.freshness(names, on or date.today())

    @contextmanager
    def holdings(self) -> Iterator[Holdings]:
        """What the tables hold now, for several questions in a row."""
        with self._glance() as con:
            yield Holdings(con, self.lake, self.dictionary)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every stored import, the newest first."""
        with self._glance() as con:
            sql = (
                "SELECT import_id, file, sha256, data_on, stored_at, report, snapshot"
                " FROM _imports ORDER BY snapshot DESC, stored_at DESC, import_id"
            )
            rows = con.execute(sql).fetchall()
        return tuple(
            ImportRecord(import_id, file, sha256, data_on, at, json.loads(report), snapshot)
            for import_id, file, sha256, data_on, at, report, snapshot in rows
        )

    def quarantine(self, import_id: str) -> tuple[QuarantinedRow, ...]:
        """Every row an import kept out, in the order of the file."""
        with self._glance() as con:
            rows = con.execute(
                "SELECT line, col, header, value, code, reason, cure, cells"
                " FROM _quarantine WHERE import_id = ? ORDER BY sheet, line",
                [import_id],
            ).fetchall()
        return tuple(
            QuarantinedRow(line, column, header, value, code, reason, cure, json.loads(cells))
            for line, column, header, value, code, reason, cure, cells in rows
        )

    def quarantine_csv(self, import_id: str) -> bytes:
        """The quarantine for Excel: UTF-8 with a mark, the original cells after the reason."""
        return as_csv(self.quarantine(import_id))

    def row(self, table: str, row_id: str, snapshot: int | None = None) -> dict[str, Value]:
        """A whole row, names included: only for a reader who may see them.

        With ``snapshot`` the row as the tables stood then, also when it is gone since. Raises
        :class:`ScreeningError` when there is no such row (its import was undone).
        """
        return self.rows(table, [row_id], snapshot)[0]

    def rows(
        self, table: str, row_ids: Sequence[str], snapshot: int | None = None
    ) -> tuple[dict[str, Value], ...]:
        """Several whole rows in the order asked; see :meth:`row`."""
        with self._glance() as con:
            return history.rows_at(con, self.dictionary[table], row_ids, snapshot)

    def insertions(self, table: str, since: int, until: int | None = None) -> history.Changes:
        """What became current in a table after snapshot ``since``, up to ``until`` (now by
        default), and what ceased to be: all that an incremental run has to look at."""
        with self._glance() as con:
            return history.changes(con, self.dictionary[table], since, until)

    def files(self, table: str, snapshot: int | None = None) -> tuple[history.DataFile, ...]:
        """The Parquet files of a table at a snapshot, each with its deletions, for an engine
        that reads them itself. Raises :class:`ScreeningError` for an unknown table."""
        with self.reading(snapshot) as (con, alias):
            return history.files(con, alias, self.dictionary[table].table)

    def undo(self, import_id: str) -> int:
        """Take an import back as a whole; rows that another import also brought stay.

        Returns the number of rows removed; they stay readable at earlier snapshots. Raises
        :class:`ScreeningError` for an unknown import.
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


def _signature(dictionary: Dictionary) -> str:
    body = "\n".join(create_table(table) for table in dictionary.imported())
    return hashlib.sha256(body.encode()).hexdigest()


def create_table(table: Table) -> str:
    """The DDL of a canonical table."""
    columns = ", ".join(f"{name} {SQL_TYPES[c.type]}" for name, c in table.columns.items())
    own = "_row UUID, _current BOOLEAN"
    return f"CREATE TABLE IF NOT EXISTS {table.table} ({columns}, {own})"


def _widen(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add columns that the dictionary gained since the table was made."""
    has = {name for (name, *_) in con.execute(f"DESCRIBE {table.table}").fetchall()}
    for name, column in table.columns.items():
        if name not in has:
            con.execute(f"ALTER TABLE {table.table} ADD COLUMN {name} {SQL_TYPES[column.type]}")
