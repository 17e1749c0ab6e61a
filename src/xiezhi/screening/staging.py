"""Lines into a staging file: good rows typed, bad rows whole with their reason.

Staging stands beside the store, so a failure at any line leaves the store as it was, and the
store is locked only for the merge.
"""

# ruff: noqa: S608  names in SQL are made here
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from xiezhi.screening.cells import Canonical, Cell, as_text
from xiezhi.screening.dictionary import Table
from xiezhi.screening.layout import Layout, classify
from xiezhi.screening.merging import digest_sql, key_sql
from xiezhi.screening.plans import Plan, Read, faults_of, quarantined
from xiezhi.screening.recognition import Proposal
from xiezhi.screening.refusal import Bad
from xiezhi.screening.report import NoiseLine
from xiezhi.screening.store import SQL_TYPES

CHUNK = 20_000
_MEGABYTES = 512
_NOISE_KEPT = 500
ARROW_TYPES: Mapping[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "int": pa.int64(),
    "decimal": pa.decimal128(18, 4),
    "bool": pa.bool_(),
}
Progress = Callable[[int], None]


@dataclass
class Staged:
    """What staging one sheet found; the rows are in tables ``good`` and ``bad`` of the file."""

    table: Table
    good: str
    bad: str
    rows: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    noise: int = 0
    blank: int = 0
    noise_lines: list[NoiseLine] = field(default_factory=list)


class Staging:
    """A database in a folder of its own; both are gone when the block ends."""

    def __init__(self, beside: Path) -> None:
        beside.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="staging-", dir=beside))
        self.path = self.folder / "rows.duckdb"
        self._con = duckdb.connect(str(self.path))
        self._con.execute(f"SET memory_limit = '{_MEGABYTES}MB'")
        self._con.execute("SET preserve_insertion_order = false")
        self._sheets = 0

    def __enter__(self) -> "Staging":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._con.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def seal(self) -> Path:
        """End the staging; the file can then be attached elsewhere."""
        self._con.close()
        return self.path

    def open_sheet(self, table: Table) -> Staged:
        """Tables for the rows of one more sheet."""
        self._sheets += 1
        staged = Staged(table, f"good{self._sheets}", f"bad{self._sheets}")
        columns = ", ".join(f"{n} {SQL_TYPES[c.type]}" for n, c in table.columns.items())
        own = "_line BIGINT, _printed VARCHAR, _anchors VARCHAR, _row UUID, _key UBIGINT"
        self._con.execute(f"CREATE TABLE {staged.good} ({columns}, {own})")
        self._con.execute(
            f"CREATE TABLE {staged.bad} (line BIGINT, col VARCHAR, header VARCHAR, value VARCHAR,"
            " code VARCHAR, reason VARCHAR, cure VARCHAR, cells VARCHAR)"
        )
        return staged

    def add_good(self, staged: Staged, batch: "Batch") -> None:
        """Append typed rows."""
        arrays = [
            pa.array(batch.columns[name], type=ARROW_TYPES[column.type])
            for name, column in staged.table.columns.items()
        ]
        own = [pa.array(batch.lines, pa.int64())]
        own += [pa.array(texts, pa.string()) for texts in (batch.printed, batch.anchors)]
        names = [*staged.table.columns, "_line", "_printed", "_anchors"]
        digests = f"{digest_sql(staged.table)}, {key_sql(staged.table)}"
        self._insert(staged.good, pa.table([*arrays, *own], names=names), f"*, {digests}")

    def add_bad(self, staged: Staged, bad: Sequence[tuple[object, ...]]) -> None:
        """Append rows that were refused."""
        names = ("line", "col", "header", "value", "code", "reason", "cure", "cells")
        if bad:
            types = [pa.int64(), *[pa.string()] * 7]
            columns = [pa.array(c, t) for c, t in zip(zip(*bad, strict=True), types, strict=True)]
            self._insert(staged.bad, pa.table(columns, names=list(names)))

    def _insert(self, table: str, chunk: pa.Table, select: str = "*") -> None:
        self._con.register("chunk", chunk)
        self._con.execute(f"INSERT INTO {table} SELECT {select} FROM chunk")
        self._con.unregister("chunk")


@dataclass
class Batch:
    """Typed columns of some good rows."""

    columns: dict[str, list[Canonical]]
    lines: list[int]
    printed: list[str | None]
    anchors: list[str | None]


def stage_sheet(
    staging: Staging,
    table: Table,
    layout: Layout,
    proposal: Proposal,
    progress: Progress | None = None,
) -> Staged:
    """Stage every line of a sheet. ``progress`` is told the lines read so far and may raise
    to cancel."""
    staged = staging.open_sheet(table)
    staged.noise_lines.extend(layout.before)
    staged.noise += sum(line.kind != "blank" for line in layout.before)
    plans = _plans(table, layout, proposal)
    hidden = {m.position for m in proposal.matches if m.verdict == "forbidden"}
    headers = [names[0] or f"第{i + 1}列" for i, names in enumerate(layout.names)]
    done = 0
    while lines := list(islice(layout.lines, CHUNK)):
        data = [line for line in lines if not _is_noise(staged, line, layout)]
        _stage_chunk(staging, staged, data, plans, headers, hidden, layout.most_cells)
        done += len(lines)
        if progress:
            progress(done)
    return staged


def _plans(table: Table, layout: Layout, proposal: Proposal) -> list[Plan]:
    return [
        Plan(
            m.position,
            m.header,
            m.column,
            table.columns[m.column],
            proposal.scales.get(m.position, Decimal(1)),
        )
        for m in proposal.matches
        if m.verdict == "mapped" and m.column and m.position < len(layout.names)
    ]


def _is_noise(staged: Staged, line: tuple[int, list[Cell]], layout: Layout) -> bool:
    kind = classify(line[1], layout.header)
    if kind is None:
        return False
    if kind == "blank":
        staged.blank += 1
    else:
        staged.noise += 1
        if len(staged.noise_lines) < _NOISE_KEPT:
            text = " ".join(t for t in map(as_text, line[1]) if t)[:200]
            staged.noise_lines.append(NoiseLine(line[0], kind, text))
    return True


def _stage_chunk(
    staging: Staging,
    staged: Staged,
    data: Sequence[tuple[int, list[Cell]]],
    plans: Sequence[Plan],
    headers: Sequence[str],
    hidden: set[int],
    most_cells: int | None,
) -> None:
    table = staged.table
    read = {plan.name: plan.read(data) for plan in plans}
    faults = faults_of(table, data, plans, read, most_cells)
    good = [i for i in range(len(data)) if i not in faults]
    blanks = {n: (c.blank if c.type == "bool" else None) for n, c in table.columns.items()}
    columns: dict[str, list[Canonical]] = {
        name: [read[name][i][0] for i in good] if name in read else [blanks[name]] * len(good)  # type: ignore[index]
        for name in table.columns
    }
    spelled = {
        n: values
        for n, values in read.items()
        if any(not isinstance(v, Bad) and v[1] for v in values)
    }
    printed = [_printed(spelled, i) for i in good]
    lines = [data[i][0] for i in good]
    staging.add_good(staged, Batch(columns, lines, printed, [None] * len(good)))
    bad = [quarantined(data[i], fault, headers, hidden) for i, fault in sorted(faults.items())]
    staging.add_bad(staged, bad)
    staged.rows += len(data)
    staged.quarantined.update(str(row[4]) for row in bad)


def _is_spelled(read: Read) -> bool:
    return not isinstance(read, Bad) and read[1] is not None


def _printed(read: Mapping[str, Sequence[Read]], i: int) -> str | None:
    found: dict[str, str] = {}
    for name, values in read.items():
        value = values[i]
        if not isinstance(value, Bad) and value[1] is not None:
            found[name] = value[1]
    return json.dumps(found, ensure_ascii=False) if found else None
