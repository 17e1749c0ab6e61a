"""What an engine must do, whatever it runs on."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from xiezhi.screening.hits import Value
from xiezhi.screening.store import Store

Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True)
class Limits:
    """What a run may use: seconds of wall-clock time, megabytes of memory, rows of output."""

    seconds: float = 600
    megabytes: int = 2048
    hits: int = 100_000
    threads: int = 2


@dataclass(frozen=True)
class Source:
    """Where the tables are: a store, and rows given by hand (examples, the law's own tables).

    A table in ``given`` hides the store's.
    """

    store: Store | None
    given: Mapping[str, Rows]


@dataclass(frozen=True)
class Result:
    """Rows of a query, each a mapping of column to canonical value, in the query's order."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...]


class Session(Protocol):
    """Open tables, restricted to the declared columns, read-only and cut off from the world."""

    def select(self, sql: str) -> Result:
        """Run one query. Raises :class:`~xiezhi.screening.errors.RunStopped` beyond the limits."""

    def count(self, table: str) -> int:
        """Rows of a table that the query sees."""

    def find(
        self, table: str, match: Mapping[str, str], rows: Sequence[Mapping[str, Value]]
    ) -> Sequence[tuple[int, Mapping[str, object]]]:
        """The table's rows whose columns equal the hits' (``match``: table column -> hit column).

        Yields (index of the hit, row with ``_row``); hits ascending, rows in a fixed order."""

    def origins(self, row_ids: Sequence[int]) -> Sequence[tuple[object, ...]]:
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
    ) -> AbstractContextManager[Session]:
        """A session on the tables and columns that a model declares."""
