"""Lines into a staging file: good rows typed, bad rows whole with their reason.

Staging stands beside the store, so a failure at any line leaves the store as it was, and the
store is locked only for the merge.
"""

# ruff: noqa: S608  names in SQL are made here
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.screening.bulk import Split, split
from xiezhi.screening.cells import Canonical, Cell, as_text
from xiezhi.screening.columns import ARROW_TYPES as ARROW_TYPES
from xiezhi.screening.dictionary import Table
from xiezhi.screening.layout import Layout, classify
from xiezhi.screening.merging import digest_sql, key_sql
from xiezhi.screening.plans import Plan, Read, faults_of, quarantined
from xiezhi.screening.reading.sheet import Block, Line
from xiezhi.screening.recognition import Proposal
from xiezhi.screening.refusal import Bad
from xiezhi.screening.report import NoiseLine
from xiezhi.screening.workplaces import workplace

CHUNK = 20_000
_MEGABYTES = 512
_NOISE_KEPT = 500
_AT_ONCE = 2
_BAD = ("line", "col", "header", "value", "code", "reason", "cure", "cells")
Progress = Callable[[int], None]
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass
class Staged:
    """What staging one sheet found; ``good`` and ``bad`` are the rows, as a source in SQL."""

    table: Table
    good: str
    bad: str
    rows: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    noise: int = 0
    blank: int = 0
    noise_lines: list[NoiseLine] = field(default_factory=list)


class Staging:
    """Parquet files in a folder of its own; all gone when the block ends."""

    def __init__(self, beside: Path) -> None:
        beside.mkdir(parents=True, exist_ok=True)
        self._place = ExitStack()
        self.folder = self._place.enter_context(workplace("staging-", beside))
        self._con = duckdb.connect(":memory:")
        self._con.execute(f"SET memory_limit = '{_MEGABYTES}MB'")
        self._sheets = 0
        self._files = count()
        self._places: dict[int, tuple[Path, Path]] = {}

    def __enter__(self) -> "Staging":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._con.close()
        self._place.close()

    def open_sheet(self, table: Table) -> Staged:
        """Places for the rows of one more sheet."""
        self._sheets += 1
        good, bad = (self.folder / f"{kind}{self._sheets}" for kind in ("good", "bad"))
        good.mkdir()
        bad.mkdir()
        named = f"(SELECT * REPLACE (CAST(_row AS UUID) AS _row) FROM {_source(good)})"
        staged = Staged(table, named, _source(bad))
        self._places[id(staged)] = (good, bad)
        self.add_good(staged, Batch({name: [] for name in table.columns}, [], [], []))
        self.add_bad(staged, ())
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
        self.add_typed(staged, pa.table([*arrays, *own], names=names))

    def add_typed(self, staged: Staged, rows: pa.Table) -> None:
        """Append rows that are Arrow already; threads may do so at the same time."""
        # a column that is blank throughout adds nothing to the digest
        filled = [n for n in staged.table.columns if rows[n].null_count < max(1, len(rows))]
        digests = f"{digest_sql(filled)} AS _row, {key_sql(staged.table)} AS _key"
        con = self._con.cursor()
        try:
            con.register("chunk", rows)
            named = con.execute(f"SELECT {digests} FROM chunk").to_arrow_table()
        finally:
            con.close()
        for name in named.column_names:
            rows = rows.append_column(name, named[name])
        self._write(self._places[id(staged)][0], rows)

    def add_bad(self, staged: Staged, bad: Sequence[tuple[object, ...]]) -> None:
        """Append rows that were refused."""
        columns = list(zip(*bad, strict=True)) if bad else [()] * len(_BAD)
        kinds = [pa.int64(), *[pa.string()] * (len(_BAD) - 1)]
        arrays = [pa.array(c, kind) for c, kind in zip(columns, kinds, strict=True)]
        self._write(self._places[id(staged)][1], pa.table(arrays, names=list(_BAD)))

    def _write(self, folder: Path, rows: pa.Table) -> None:
        # read once or twice and thrown away: packing it would cost more than it saves
        path = folder / f"{next(self._files)}.parquet"
        pq.write_table(rows, path, compression="none", use_dictionary=False)


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

    def line_by_line(some: Iterable[Line]) -> Iterator[int]:
        rest = iter(some)
        while lines := list(islice(rest, CHUNK)):
            data = [line for line in lines if not _is_noise(staged, line, layout)]
            _stage_chunk(staging, staged, data, plans, headers, hidden, layout.most_cells)
            yield len(lines)

    def all_at_once(block: Block) -> Split:
        found = split(block, table, layout, plans)
        staging.add_typed(staged, found.good)
        return found

    done = 0
    for lines in line_by_line(layout.lines):
        done += lines
        if progress:
            progress(done)
    for found in in_turn(all_at_once, layout.blocks() if layout.blocks else ()):
        staged.rows += found.good.num_rows
        done += found.good.num_rows + sum(line_by_line(found.rest))
        if progress:
            progress(done)
    return staged


def in_turn(work: Callable[[Given], Made], many: Iterable[Given]) -> Iterator[Made]:
    """Work on several things at once, what is made in their order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for one in many:
                waiting.append(pool.submit(work, one))
                if len(waiting) > _AT_ONCE:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


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
    if bad:
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


def _source(folder: Path) -> str:
    return f"read_parquet('{_quoted(folder)}/*.parquet')"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
