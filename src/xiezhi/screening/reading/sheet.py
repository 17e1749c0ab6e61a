"""A sheet: lines of cells with their numbers in the original file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from xiezhi.screening.cells import Cell

Line = tuple[int, list[Cell]]
MAX_COLUMNS = 500
MAX_CELL = 1_000_000


@dataclass(frozen=True)
class Block:
    """Many lines at once: ``columns`` are Arrow arrays of text, ``lines`` the number of each of
    their rows; ``odd`` are lines that did not fit in columns. ``until`` is the last line."""

    columns: tuple[Any, ...]
    lines: Any
    odd: tuple[Line, ...]
    until: int


@dataclass(frozen=True)
class Sheet:
    """``lines`` yields (1-based line, cells). ``merged`` are (top, left, bottom, right) in the
    coordinates of ``lines`` (line numbers, column positions from 0), all inclusive.
    ``headers`` is set when the format itself names its fields (JSON); ``delimited`` when a stray
    separator can push cells aside (CSV). ``blocks``, where a format has it, gives what ``lines``
    has not given yet, many lines at once. ``refusal`` is why a sheet is not read, and the cure.
    """

    name: str
    lines: Iterator[Line]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    headers: tuple[str, ...] | None = None
    delimited: bool = False
    blocks: Callable[[], Iterator[Block]] | None = None
    refusal: tuple[str, str] | None = None
