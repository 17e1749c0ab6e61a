"""What an engine must do, whatever it runs on."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from xiezhi.screening.engines.waiting import Watch
from xiezhi.screening.hits import Value
from xiezhi.screening.store import Store

Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True)
class Limits:
    """What a run may use: seconds of wall-clock time, megabytes of memory, rows of output
    (``hits``), rows that a step before the query may yield (``rows``)."""

    seconds: float = 600
    megabytes: int = 2048
    hits: int = 100_000
    rows: int = 50_000_000
    threads: int = 2


@dataclass(frozen=True)
class Only:
    """Some keys alone: ``keys`` has columns k0, k1, … ; ``tables`` says which columns of a table
    are compared with them. Null is a key like any other."""

    tables: Mapping[str, Sequence[str]]
    keys: pa.Table


@dataclass(frozen=True)
class Source:
    """Where the tables are: a store as it stood at a snapshot (now by default), and rows given
    by hand (examples, the law's own tables). A table in ``given`` hides the store's.

    ``only`` keeps the rows of some keys in sight; rows behind the hits are found in all.
    """

    store: Store | None
    given: Mapping[str, Rows]
    snapshot: int | None = None
    only: Only | None = None


@dataclass(frozen=True)
class Result:
    """Rows of a query, each a mapping of column to canonical value, in the query's order."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]


class Session(Protocol):
    """Open tables, restricted to the declared columns, read-only and cut off from the world."""

    def select(self, sql: str) -> Result:
        """Run one query. Raises :class:`~xiezhi.screening.errors.RunStopped` beyond the limits."""

    def fetch(self, sql: str) -> pa.Table:
        """Like ``select``, for the rows of a step: up to ``Limits.rows``, as Arrow."""

    def add(self, table: str, rows: pa.Table) -> None:
        """Let the next queries read ``rows`` under a name."""

    def count(self, table: str) -> int:
        """Rows of a table that the query sees."""

    def find(
        self, table: str, match: Mapping[str, str], rows: Sequence[Mapping[str, Value]], most: int
    ) -> Sequence[tuple[int, Mapping[str, object]]]:
        """The table's rows whose columns equal the hits' (``match``: table column -> hit column),
        ``most`` of them a hit at most.

        Yields (index of the hit, what is matched and read of a row, with ``_row``); hits
        ascending, rows in a fixed order."""

    def origins(self, row_ids: Sequence[str]) -> Sequence[tuple[object, ...]]:
        """Where rows came from: (row, import, file, sheet, line, data date, printed, anchors),
        by row, the newest data first."""


class Engine(Protocol):
    """Opens sessions."""

    @property
    def name(self) -> str:
        """``duckdb`` or ``spark``."""

    def open(
        self,
        source: Source,
        reads: Mapping[str, Mapping[str, str]],
        limits: Limits,
        watch: Watch | None = None,
    ) -> AbstractContextManager[Session]:
        """A session on the tables and columns that a model declares; ``watch`` hears of the
        progress of its queries and may stop them by raising."""
