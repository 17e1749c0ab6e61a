"""Tables that come by columns: texts a batch, the first lines one by one for whoever looks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from xiezhi.screening.cells import Cell, as_text
from xiezhi.screening.reading.sheet import Block, Line, Sheet

Batch = Sequence[Any]  # Arrow arrays of text, one a column, equally long


def columnar_sheet(name: str, headers: Sequence[str], batches: Iterator[Batch]) -> Sheet:
    """A sheet whose format names its fields; ``batches`` are read as far as they are asked for."""
    source = _Source(batches)
    return Sheet(name, source.lines(), headers=tuple(headers), blocks=source.blocks)


def texts(cells: Iterable[Cell]) -> Any:
    """Cells as an Arrow array of what a person reads; blanks are null."""
    return pa.array([None if cell is None else as_text(cell) for cell in cells], pa.string())


class _Source:
    """What is read of the batches so far: ``given`` lines of the ``batch`` begun."""

    def __init__(self, batches: Iterator[Batch]) -> None:
        self._batches = batches
        self._batch: Batch = ()
        self._given = 0
        self._before = 0

    def lines(self) -> Iterator[Line]:
        """Record by record; the number of a record counts from 1."""
        while self._given < _length(self._batch) or self._next():
            at = self._given
            self._given += 1
            yield self._before + at + 1, [column[at].as_py() for column in self._batch]

    def blocks(self) -> Iterator[Block]:
        """The rest of the batch begun, then the others whole."""
        while self._given < _length(self._batch) or self._next():
            first, until = self._before + self._given, self._before + _length(self._batch)
            columns = tuple(column.slice(self._given) for column in self._batch)
            self._given = _length(self._batch)
            yield Block(columns, np.arange(first + 1, until + 1), (), until)

    def _next(self) -> bool:
        self._before += _length(self._batch)
        self._batch, self._given = next(self._batches, ()), 0
        return bool(_length(self._batch)) or (bool(self._batch) and self._next())


def _length(batch: Batch) -> int:
    return len(batch[0]) if batch else 0
