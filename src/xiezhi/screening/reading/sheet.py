"""A sheet: lines of cells with their numbers in the original file."""

from collections.abc import Iterator
from dataclasses import dataclass

from xiezhi.screening.cells import Cell

Line = tuple[int, list[Cell]]
MAX_COLUMNS = 500


@dataclass(frozen=True)
class Sheet:
    """``lines`` yields (1-based line, cells). ``merged`` are (top, left, bottom, right) in the
    coordinates of ``lines`` (line numbers, column positions from 0), all inclusive.
    ``headers`` is set when the format itself names its fields (JSON); ``delimited`` when a stray
    separator can push cells aside (CSV)."""

    name: str
    lines: Iterator[Line]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    headers: tuple[str, ...] | None = None
    delimited: bool = False
