"""Screening again only what changed: when it is allowed, which keys, and the kept rest.

A run may start from an earlier one of the same model when the query divides by a key
(:mod:`xiezhi.screening.partition`), the numbers it uses are the same (a query that asks the day
is run in full on another day), and the tables only moved on. Everything else is run in full.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify

from xiezhi.screening.digests import digest_of
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.hits import ParameterUsed, Value
from xiezhi.screening.lint import parse
from xiezhi.screening.model import Model
from xiezhi.screening.partition import NotDivided, divides
from xiezhi.screening.staging import ARROW_TYPES
from xiezhi.screening.store import Store

Rows = tuple[Mapping[str, Value], ...]


class NotJoined(ScreeningError):
    """An earlier answer and a new one do not make one answer."""


@dataclass(frozen=True)
class Division:
    """The key a model divides by: its columns in every imported table and in the output."""

    tables: Mapping[str, tuple[str, ...]]
    yields: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """A finished run to start from: the rows it found, and the snapshot of the tables."""

    snapshot: int
    rows: pa.Table


@lru_cache(maxsize=512)
def _division(sql: str, candidates: tuple[tuple[str, tuple[tuple[str, str], ...]], ...],
              reads: str, fixed: tuple[str, ...]) -> Division | None:  # fmt: skip
    tree = parse(sql)
    schema = json.loads(reads)
    try:
        whole = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False)
    except SqlglotError:
        return None
    for width in range(len(candidates), 0, -1):
        for chosen in combinations(candidates, width):
            columns = [dict(places) for _, places in chosen]
            tables = {t: tuple(c[t] for c in columns) for t in columns[0]}
            wanted = tuple(name for name, _ in chosen)
            try:
                carried = divides(whole, tables, fixed, width)
            except NotDivided:
                continue
            if all(n in part for n, part in zip(wanted, carried.parts, strict=True)):
                return Division(tables, wanted)
    return None


def division_of(model: Model) -> Division | None:
    """The widest key by which the model provably divides, if any; none with steps."""
    if model.steps:
        return None
    found = []
    for name in model.yields.one_row_per:
        places = {table: _place(model, table, name) for table in model.tables}
        kinds = {model.reads[t].get(c) for t, c in places.items() if c}
        if all(places.values()) and len(kinds) == 1:
            found.append((name, tuple((t, str(c)) for t, c in places.items())))
    if not found:
        return None
    reads = json.dumps({t: dict(columns) for t, columns in model.reads.items()})
    return _division(model.sql, tuple(found), reads, model.reference_tables)


def _place(model: Model, table: str, yielded: str) -> str | None:
    """The column of a table that stands for a column of the output, by ``evidence`` or name."""
    match = model.evidence.get(table, {})
    for column, source in match.items():
        if source == yielded and column in model.reads[table]:
            return column
    return yielded if yielded in model.reads[table] else None


def changed_keys(store: Store, division: Division, since: int, until: int) -> pa.Table:
    """The different keys (k0, k1, …) of all rows that appeared or vanished between snapshots."""
    names = [f"k{i}" for i in range(len(division.yields))]
    parts = []
    for table, columns in division.tables.items():
        change = store.insertions(table, since, until)
        for rows in (change.appeared, change.vanished):
            parts.append(rows.select(list(columns)).rename_columns(names))
    return pa.concat_tables(parts).group_by(names).aggregate([])


def usable(model: Model, used: Sequence[ParameterUsed]) -> dict[str, str]:
    """The numbers that a run's answer depends on, as text."""
    asked = _placeholders(model.sql)
    return {p.name: str(p.value) for p in used if p.name in asked}


@lru_cache(maxsize=512)
def _placeholders(sql: str) -> frozenset[str]:
    return frozenset(p.name for p in parse(sql).find_all(exp.Placeholder))


class Results:
    """The last answer of every model, beside the tables it was found in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = store.directory / "answers"

    def read(self, model: Model, used: Sequence[ParameterUsed]) -> Earlier | None:
        """The last answer, when the model and its numbers are still the same."""
        path = self._path(model)
        if not path.exists():
            return None
        try:
            rows = pq.read_table(path)
        except (OSError, pa.ArrowException):
            return None
        noted = json.loads((rows.schema.metadata or {}).get(b"xiezhi", b"{}"))
        if noted.get("model") != digest_of(model, self.store.dictionary):
            return None
        if noted.get("numbers") != usable(model, used):
            return None
        snapshot = int(noted["snapshot"])
        if noted.get("made_at") != self.store.made_at(snapshot):
            return None
        return Earlier(snapshot, rows)

    def write(
        self, model: Model, used: Sequence[ParameterUsed], snapshot: int, rows: Rows
    ) -> None:
        """Keep an answer, unless its values would not come back as they are."""
        table = as_table(model, rows)
        if table is None:
            self._path(model).unlink(missing_ok=True)
            return
        noted = {
            "model": digest_of(model, self.store.dictionary),
            "numbers": usable(model, used),
            "snapshot": snapshot,
            "made_at": self.store.made_at(snapshot),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self._path(model).with_suffix(".new")
        pq.write_table(table.replace_schema_metadata({b"xiezhi": json.dumps(noted)}), beside)
        beside.replace(self._path(model))

    def _path(self, model: Model) -> Path:
        return self.folder / f"{model.id}.parquet"


def as_table(model: Model, rows: Rows) -> pa.Table | None:
    """Rows of an answer as Arrow; none when a value would change by it."""
    schema = pa.schema([(n, ARROW_TYPES[kind]) for n, kind in model.yields.columns.items()])
    try:
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    except (pa.ArrowException, TypeError):
        return None
    return table if tuple(table.to_pylist()) == tuple(dict(r) for r in rows) else None


def joined(model: Model, division: Division, earlier: pa.Table, keys: pa.Table, new: Rows) -> Rows:
    """The rows of the earlier answer outside the keys, and the new ones, in the model's order.

    Raises :class:`NotJoined` when the rows cannot be put into one order.
    """
    fresh = as_table(model, new)
    if fresh is None:
        raise NotJoined("结果不能并入上一次的结果", "重新完整运行", model.id)
    same = " AND ".join(
        f"e.{n} IS NOT DISTINCT FROM k.k{i}" for i, n in enumerate(division.yields)
    )
    order = ", ".join(_order(model))
    con = duckdb.connect(":memory:")
    try:
        for name, table in (("earlier", earlier), ("fresh", fresh), ("keys", keys)):
            con.register(name, table)
        kept = f"FROM earlier e ANTI JOIN keys k ON {same}"
        cursor = con.execute(f"FROM ({kept} UNION ALL FROM fresh) ORDER BY {order}")
        names = [name for name, *_ in cursor.description or ()]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    finally:
        con.close()


def _order(model: Model) -> list[str]:
    ordered = []
    for item in parse(model.sql).args["order"].expressions:
        if not isinstance(item.this, exp.Column) or item.this.name not in model.yields.columns:
            raise NotJoined("次序不是输出的列", "重新完整运行", model.id)
        ordered.append(f"{item.this.name} {'DESC' if item.args.get('desc') else 'ASC'} NULLS LAST")
    return ordered
