"""DuckDB, in this process: views over the store, then every door is locked."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from xiezhi.screening.columns import ARROW_TYPES
from xiezhi.screening.dictionary import Column
from xiezhi.screening.engines.guarding import planned, refuse_undeclared
from xiezhi.screening.engines.interface import Limits, Result, Rows, Source
from xiezhi.screening.engines.waiting import Watch, wait_for
from xiezhi.screening.errors import RunStopped, SqlRefused
from xiezhi.screening.history import files
from xiezhi.screening.hits import Value
from xiezhi.screening.model import ROW_ID
from xiezhi.screening.store import SQL_TYPES

Found = TypeVar("Found")
_FEW_KEYS = 100_000
_DOORS = (
    "SET enable_progress_bar = true",
    "SET enable_progress_bar_print = false",
    "SET enable_external_access = false",
    "SET allow_community_extensions = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)


class DuckDbEngine:
    """The default engine."""

    name = "duckdb"

    @contextmanager
    def open(
        self,
        source: Source,
        reads: Mapping[str, Mapping[str, str]],
        limits: Limits,
        watch: Watch | None = None,
    ) -> Iterator["DuckDbSession"]:
        """A memory database with a view per declared table; it sees nothing else."""
        with ExitStack() as stack:
            alias, has = None, {}
            if source.store is not None:
                has = {t: source.store.dictionary[t].columns for t in reads}
                con, alias = stack.enter_context(source.store.reading(source.snapshot))
            else:
                con = duckdb.connect(":memory:")
                stack.callback(con.close)
            if source.only is not None:
                _keep(con, "_keys", source.only.keys)
            for table, columns in reads.items():
                if table in source.given or alias is None:
                    give(con, table, columns, source.given.get(table, ()))
                else:
                    names = ", ".join(_spelled(name) for name in columns)
                    rows = f"SELECT {names} FROM {alias}.{table} AS t{_narrowed(source, table)}"
                    kind = "TABLE" if _few(source, table) else "VIEW"
                    con.execute(f"CREATE TEMP {kind} {table} AS {rows} WHERE _current")
            con.execute(f"SET memory_limit = '{int(limits.megabytes)}MB'")
            con.execute(f"SET threads = {int(limits.threads)}")
            con.execute("SET temp_directory = ''")
            if source.store is not None and alias is not None:
                _leave_open(con, alias, [t for t in reads if t not in source.given])
            for door in _DOORS:
                con.execute(door)
            yield DuckDbSession(con, alias, reads, has, limits, watch)


@dataclass(frozen=True)
class DuckDbSession:
    """One open session."""

    con: duckdb.DuckDBPyConnection
    alias: str | None
    reads: Mapping[str, Mapping[str, str]]
    has: Mapping[str, Mapping[str, Column]]
    limits: Limits
    watch: Watch | None = None

    def select(self, sql: str) -> Result:
        """Run one SELECT within the limits."""
        most = self.limits.hits
        columns, found = self._wait(sql, lambda con: (_names(con), con.fetchmany(most + 1)))
        self._refuse_more(len(found), most)
        return Result(columns, tuple(dict(zip(columns, row, strict=True)) for row in found))

    def plan(self, sql: str) -> list[dict[str, Any]]:
        """How the engine would answer one SELECT, as a tree of its steps; nothing is run."""
        refuse_undeclared(self.con, sql, self.reads, self.has)
        return planned(self.con, sql)

    def fetch(self, sql: str) -> pa.Table:
        """Run one SELECT of a step."""
        found: pa.Table = self._wait(sql, lambda con: con.to_arrow_table())
        self._refuse_more(found.num_rows, self.limits.rows)
        return found

    def add(self, table: str, rows: pa.Table) -> None:
        """Make Arrow rows readable."""
        _keep(self.con, table, rows)

    def _wait(self, sql: str, read: Callable[[duckdb.DuckDBPyConnection], Found]) -> Found:
        statements = self.con.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise SqlRefused("只能是一条 SELECT", "删去其他语句")
        try:
            refuse_undeclared(self.con, statements[0].query, self.reads, self.has)
            return wait_for(
                lambda: read(self.con.execute(statements[0])),
                seconds=self.limits.seconds,
                stop=self.con.interrupt,
                progress=self._progress,
                watch=self.watch,
            )
        except duckdb.OutOfMemoryException as error:
            reason = f"运行超过 {self.limits.megabytes} MB 内存，已停止"
            raise RunStopped(reason, "缩小范围，或者优化查询") from error
        except duckdb.Error as error:
            raise SqlRefused(f"查询不能运行：{error}", "改正 query.sql") from error

    def _progress(self) -> float | None:
        done = self.con.query_progress()
        return done / 100 if done >= 0 else None

    def _refuse_more(self, rows: int, most: int) -> None:
        if rows > most:
            raise RunStopped(f"结果超过 {most} 行，已停止", "核对模型的条件")

    def count(self, table: str) -> int:
        """Rows the query sees in a table."""
        row = self.con.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    def find(
        self, table: str, match: Mapping[str, str], rows: Sequence[Mapping[str, Value]], most: int
    ) -> Sequence[tuple[int, Mapping[str, object]]]:
        """Rows of the store behind the hits; none without a store."""
        if self.alias is None or not rows:
            return ()
        keys = {mine: [_text(row[theirs]) for row in rows] for mine, theirs in match.items()}
        wanted = pa.table(
            {"_hit": pa.array(range(len(rows)), pa.int64())}
            | {f"k_{name}": pa.array(values, pa.string()) for name, values in keys.items()}
        )
        self.con.register("_wanted", wanted)
        has = self.has[table]
        on = " AND ".join(
            f"t._row = TRY_CAST(w.k_{ROW_ID} AS UUID)"
            if name == ROW_ID
            else f"t.{name} = TRY_CAST(w.k_{name} AS {SQL_TYPES[has[name].type]})"
            for name in match
        )
        shown = dict.fromkeys((*match, *(n for n in self.reads[table] if n in has)))
        columns = ", ".join(f"t.{name}" for name in ("_row", *shown) if name != ROW_ID)
        cursor = self.con.execute(
            f"SELECT w._hit, {columns} FROM {self.alias}.{table} t JOIN _wanted w ON {on}"
            " WHERE t._current QUALIFY row_number() OVER"
            f" (PARTITION BY w._hit ORDER BY t._row) <= {int(most)} ORDER BY w._hit, t._row"
        )
        names = [name for name, *_ in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        self.con.unregister("_wanted")
        return [(int(row.pop("_hit")), row) for row in found]

    def origins(self, row_ids: Sequence[str]) -> Sequence[tuple[object, ...]]:
        """Origins of rows: (row, import, file, sheet, line, data date, printed, anchors)."""
        if self.alias is None or not row_ids:
            return ()
        self.con.register("_wanted", pa.table({"row": pa.array(row_ids, pa.string())}))
        found: Sequence[tuple[object, ...]] = self.con.execute(
            "SELECT replace(CAST(o._row AS VARCHAR), '-', '') AS row, o.import_id, i.file,"
            " o.sheet, o.line, i.data_on, o.printed, o.anchors"
            f" FROM {self.alias}._origins o JOIN {self.alias}._imports i USING (import_id)"
            " JOIN (SELECT DISTINCT CAST(row AS UUID) AS _row FROM _wanted) w"
            " ON o._row = w._row ORDER BY o._row, i.data_on DESC, o.import_id, o.line"
        ).fetchall()
        self.con.unregister("_wanted")
        return found


def _leave_open(con: duckdb.DuckDBPyConnection, alias: str, tables: Sequence[str]) -> None:
    """Of all files in the world only the data files of these tables and the origins stay
    readable."""
    paths = [
        path
        for table in (*tables, "_origins", "_imports")
        for file in files(con, alias, table)
        for path in (file.data, file.deletions)
        if path is not None
    ]
    con.execute("SET allowed_paths = ?", [[str(path) for path in paths]])


def give(
    con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Rows
) -> None:
    """A table of rows given by hand, with the declared columns only."""
    body = ", ".join(f"{name} {SQL_TYPES[kind]}" for name, kind in columns.items())
    con.execute(f"CREATE TABLE {table} ({body})")
    if rows:
        arrays = [
            pa.array([row.get(name) for row in rows], ARROW_TYPES[kind])
            for name, kind in columns.items()
        ]
        con.register("_given", pa.table(arrays, names=list(columns)))
        con.execute(f"INSERT INTO {table} SELECT * FROM _given")
        con.unregister("_given")


def _keep(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Rows as a table of this session; a query may not read Arrow itself."""
    con.register("_handed", rows)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM _handed")
    con.unregister("_handed")


def _narrowed(source: Source, table: str) -> str:
    """The join that leaves the rows of some keys alone."""
    if source.only is None or table not in source.only.tables:
        return ""
    columns = source.only.tables[table]
    same = (f"t.{name} IS NOT DISTINCT FROM k.k{i}" for i, name in enumerate(columns))
    return f" SEMI JOIN _keys AS k ON {' AND '.join(same)}"


def _few(source: Source, table: str) -> bool:
    """Whether so few rows are left that they are picked once and not at each reading."""
    only = source.only
    return only is not None and table in only.tables and only.keys.num_rows <= _FEW_KEYS


def _spelled(column: str) -> str:
    """A column of a view; what names a row is a text there."""
    return "replace(CAST(t._row AS VARCHAR), '-', '') AS row_id" if column == ROW_ID else column


def _names(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    return tuple(name for name, *_ in con.description or ())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
