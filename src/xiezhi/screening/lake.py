"""The DuckLake under a store: catalogue in a file or PostgreSQL, data in Parquet, snapshots.

A catalogue in a file suits one machine: one writer at a time, readers never wait for it. With a
catalogue in PostgreSQL the writers of several machines take turns by an advisory lock.
"""

import hashlib
import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import psycopg

from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.locks import locked

_MEGABYTES = 1024


@dataclass(frozen=True)
class Lake:
    """Where one lake is. ``catalogue`` is empty for a file in ``directory``, else a PostgreSQL
    connection string with ``schema`` for this lake's part of that database; the Parquet files are
    under ``directory`` in both cases, so that several machines share it as a network folder."""

    directory: Path
    catalogue: str = ""
    schema: str = "xiezhi_screening"

    @property
    def path(self) -> Path:
        """The catalogue's file, when it is one."""
        return self.directory / "catalogue.sqlite"

    @property
    def is_made(self) -> bool:
        """Whether there may be tables: a catalogue on a server is taken to be there."""
        return bool(self.catalogue) or self.path.exists()

    @property
    def data(self) -> Path:
        """The folder of the Parquet files."""
        return self.directory / "data"

    def connect(self, temporary: Path | None = None) -> duckdb.DuckDBPyConnection:
        """A memory database that can attach the lake; large work spills into ``temporary``."""
        con = duckdb.connect(":memory:", config=_trusted())
        con.execute(f"SET memory_limit = '{_MEGABYTES}MB'")
        con.execute("SET preserve_insertion_order = false")
        con.execute(f"SET temp_directory = '{_quoted(temporary) if temporary else ''}'")
        for name in self._extensions():
            con.execute(f"LOAD '{_quoted(extension(name))}'")
        return con

    def attach(
        self, con: duckdb.DuckDBPyConnection, alias: str, snapshot: int | None = None
    ) -> None:
        """Attach the lake for writing, or read-only at a snapshot. A missing lake is made."""
        options = [
            f"DATA_PATH '{_quoted(self.data)}'",
            "OVERRIDE_DATA_PATH",
            "DATA_INLINING_ROW_LIMIT 0",
        ]
        if self.catalogue:
            options.append(f"METADATA_SCHEMA '{_quoted(self.schema)}'")
            source = f"postgres:{self.catalogue}"
        else:
            self._make()
            source = f"sqlite:{self.path}"
        if snapshot is not None:
            options += ["READ_ONLY", f"SNAPSHOT_VERSION {int(snapshot)}"]
        try:
            con.execute(f"ATTACH 'ducklake:{_quoted(source)}' AS {alias} ({', '.join(options)})")
        except duckdb.Error as error:
            raise ScreeningError(
                "数据目录打不开", "核对数据目录的设置", value=str(error)
            ) from error

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the right to write; other writers wait, readers do not."""
        if not self.catalogue:
            with locked(self.directory / "writing.lock"):
                yield
            return
        body = hashlib.sha256(f"{self.catalogue}\n{self.schema}".encode()).digest()
        key = int.from_bytes(body[:8], "big", signed=True)
        with psycopg.connect(self.catalogue, autocommit=True) as con:
            con.execute("SELECT pg_advisory_lock(%s)", [key])
            yield

    def identity(self) -> tuple[object, ...]:
        """What tells this lake from another, also from one made anew in its place."""
        if self.catalogue or not self.path.exists():
            return (self.catalogue, self.schema, str(self.directory))
        stat = self.path.stat()
        return (str(self.path), stat.st_dev, stat.st_ino)

    def _make(self) -> None:
        if not self.path.exists():
            self.directory.mkdir(parents=True, exist_ok=True)
            con = sqlite3.connect(self.path)
            try:
                con.execute("PRAGMA journal_mode = WAL")  # readers do not wait for the writer
            finally:
                con.close()

    def _extensions(self) -> tuple[str, ...]:
        return ("ducklake", "postgres_scanner" if self.catalogue else "sqlite_scanner")


def extension(name: str) -> Path:
    """The file of a DuckDB extension installed as a package. Raises :class:`ScreeningError`."""
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.exists():
            return path
    cure = "按 requirements/base.txt 重新安装"
    raise ScreeningError(f"没有安装 DuckDB 的扩展 {name}（{duckdb.__version__}）", cure)


@cache
def _trusted() -> dict[str, str | bool | int | float | list[str]]:
    """Check the signatures of the extensions once a process; later connections skip the check,
    which takes a quarter of a second each time."""
    con = duckdb.connect(":memory:")
    try:
        for name in ("ducklake", "sqlite_scanner", "postgres_scanner"):
            con.execute(f"LOAD '{_quoted(extension(name))}'")
    finally:
        con.close()
    return {"allow_unsigned_extensions": "true"}


def _quoted(text: object) -> str:
    return str(text).replace("'", "''")
