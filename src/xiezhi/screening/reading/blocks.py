"""The body of a CSV file as blocks of columns; what is not plain goes line by line."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from xiezhi.screening.reading.sheet import MAX_CELL, MAX_COLUMNS, Block, Line

CHARACTERS = 8_000_000
ReadRow = Callable[[Iterator[str], int], Iterator[Line]]


@dataclass
class Body:
    """What follows the lines already read of an open text ``file``. ``by_line(lines, before)``
    reads records exactly, from lines with the number of lines before them."""

    file: IO[str]
    delimiter: str
    by_line: ReadRow
    check: Callable[[bytes], None]

    def blocks(self, before: int, widths: Counter[int]) -> Iterator[Block]:
        """Blocks in the order of the file; ``before`` lines are read, with these widths."""
        width = widths.most_common(1)[0][0] if widths else 1
        rest = ""
        while text := self.file.read(CHARACTERS):
            raw = text.encode()
            self.check(raw)
            rest += text
            cut = rest.rfind("\n") + 1
            if cut:
                body, rest = rest[:cut], rest[cut:]
                block = in_columns(body, width, self.delimiter, before)
                if block is None:
                    block, rest = self._exactly(body, rest, before)
                yield block
                before = block.until
        if rest:
            yield self._exactly(rest, "", before)[0]

    def _exactly(self, body: str, rest: str, before: int) -> tuple[Block, str]:
        """Line by line; a record that runs on takes the lines it needs from what follows."""
        lines = list(io.StringIO(body, newline=""))
        fed = 0
        left = rest

        def feed() -> Iterator[str]:
            nonlocal fed, left
            for line in lines:
                fed += 1
                yield line
            while line := left + self.file.readline():
                fed, left = fed + 1, ""
                yield line

        rows: list[Line] = []
        records = self.by_line(feed(), before)
        while fed < len(lines):
            row = next(records, None)
            if row is None:
                break
            rows.append(row)
        return Block((), None, tuple(rows), before + fed), left


def in_columns(body: str, width: int, delimiter: str, before: int) -> Block | None:
    """Whole lines as columns of text, None when a record may span lines."""
    if body.count("\r") != body.count("\r\n"):
        return None
    if _runs_on(body, delimiter):
        return None
    odd: list[int] = []
    total = body.count("\n") + (not body.endswith("\n"))
    table = _parse(body.encode(), width, delimiter, odd)
    if table is None or table.num_rows + len(odd) != total or len(odd) * 4 > total:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    if any((pc.max(pc.binary_length(c)).as_py() or 0) > MAX_CELL for c in columns):
        return None
    numbers = np.arange(before + 1, before + 1 + total)
    texts = body.split("\n") if odd else []
    rows = [texts[n - 1].rstrip("\r") for n in odd]
    if any('"' in row or row.count(delimiter) >= MAX_COLUMNS for row in rows):
        return None
    strange: tuple[Line, ...] = tuple(
        (before + n, [*row.split(delimiter)] if row else [])
        for n, row in zip(odd, rows, strict=True)
    )
    lines = np.delete(numbers, np.array(odd, dtype=np.int64) - 1) if odd else numbers
    return Block(tuple(columns), lines, strange, before + total)


def _runs_on(body: str, delimiter: str) -> bool:
    """Whether the last line leaves a quotation open."""
    last = body[body.rstrip("\n").rfind("\n") + 1 :]
    if '"' not in last:
        return False
    try:
        list(csv.reader([last], delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _parse(raw: bytes, width: int, delimiter: str, odd: list[int]) -> Any:
    def note(row: Any) -> str:
        odd.append(row.number)
        return "skip"

    names = [f"c{i}" for i in range(width)]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(raw),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(raw) + 1, column_names=names),
            arrow_csv.ParseOptions(
                delimiter=delimiter, invalid_row_handler=note, ignore_empty_lines=False
            ),
            arrow_csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
