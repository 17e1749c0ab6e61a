"""A block of columns into typed rows; whatever needs a look goes line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.columns import Taken, blank_column, take_in
from xiezhi.screening.dictionary import Table
from xiezhi.screening.layout import SIGNS, Layout, classify
from xiezhi.screening.plans import Plan
from xiezhi.screening.reading.sheet import Block, Line


@dataclass(frozen=True)
class Split:
    """``good`` has the table's columns and ``_line``, ``_printed``, ``_anchors``; ``rest`` are
    the lines that are no data, or faulty, or odd, in the order of the file."""

    good: pa.Table
    rest: tuple[Line, ...]


def split(block: Block, table: Table, layout: Layout, plans: Sequence[Plan]) -> Split:
    """Read a block by its plans."""
    length = len(block.lines) if block.lines is not None else 0
    if not length:
        return Split(_typed(table, {}, pa.array([], pa.int64()), 0), block.odd)
    taken = {
        plan.name: take_in(block.columns[plan.position], plan)
        for plan in plans
        if plan.position < len(block.columns)
    }
    aside = _not_data(block, layout)
    for mask in _faulty(block, table, layout, taken):
        aside = pc.or_(aside, mask)
    good = _typed(table, taken, pa.array(block.lines, pa.int64()), length)
    rest = _lines(block, aside)
    if rest:
        good = good.filter(pc.invert(aside))
    return Split(good, tuple(sorted((*rest, *block.odd), key=lambda line: line[0])))


def _not_data(block: Block, layout: Layout) -> Any:
    """Lines that are blank, a total, a note, a header again."""
    filled = [pc.if_else(pc.equal(c, ""), pa.scalar(None, pa.string()), c) for c in block.columns]
    start = pc.utf8_slice_codeunits(pc.coalesce(*filled), 0, 1)
    known = {*SIGNS, *(row[0][:1] for row in layout.header)}
    suspect = pc.or_(pc.is_in(start, pa.array(sorted(known))), pc.utf8_is_space(start))
    suspect = pc.fill_null(suspect, True)
    places = pc.indices_nonzero(suspect)
    noise = [
        place
        for place, (_, cells) in zip(places.to_pylist(), _lines(block, suspect), strict=True)
        if classify(cells, layout.header) is not None
    ]
    marked = pa.array(noise, pa.uint64())
    return pc.is_in(pa.array(range(len(suspect)), pa.uint64()), marked) if noise else _none(block)


def _faulty(block: Block, table: Table, layout: Layout, taken: Mapping[str, Taken]) -> list[Any]:
    masks = [one.bad for one in taken.values() if one.bad is not None]
    for name in table.required():
        if name in taken and taken[name].values.null_count:
            masks.append(pc.is_null(taken[name].values))
    for pair in table.either():
        silent = [pc.is_null(taken[name].values) for name in pair if name in taken]
        masks += [pc.and_(*silent) if len(silent) == 2 else silent[0]] if silent else []
    if layout.most_cells is not None:
        masks += [pc.not_equal(column, "") for column in block.columns[layout.most_cells :]]
    return masks


def _none(block: Block) -> Any:
    return pa.repeat(pa.scalar(False), len(block.lines))


def _lines(block: Block, mask: Any) -> list[Line]:
    if not pc.any(mask).as_py():
        return []
    numbers = pa.array(block.lines, pa.int64()).filter(mask).to_pylist()
    columns = [column.filter(mask).to_pylist() for column in block.columns]
    return [(n, list(cells)) for n, *cells in zip(numbers, *columns, strict=True)]


def _typed(table: Table, taken: Mapping[str, Taken], lines: Any, length: int) -> pa.Table:
    columns = [
        taken[name].values if name in taken else blank_column(column, length)
        for name, column in table.columns.items()
    ]
    spelled = [one.spelled for one in taken.values() if one.spelled is not None]
    nothing = pa.nulls(length, pa.string())
    own = [lines, _printed(spelled) if spelled else nothing, nothing]
    return pa.table([*columns, *own], names=[*table.columns, "_line", "_printed", "_anchors"])


def _printed(spelled: Sequence[Any]) -> Any:
    """One JSON object a row from its pairs, null when it has none."""
    joined = pc.binary_join_element_wise(*spelled, "", ", ", null_handling="skip")
    joined = pc.utf8_rtrim(joined, ", ")  # a pair ends in a quotation mark, never in these
    whole = pc.binary_join_element_wise("{", joined, "}", "")
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), whole)
