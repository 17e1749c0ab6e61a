"""Where the header is, which lines are data, and which are titles, notes and totals."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from xiezhi.screening.cells import Cell, as_text
from xiezhi.screening.matching import looks_like_data, normal
from xiezhi.screening.reading.sheet import Block, Line, Sheet
from xiezhi.screening.report import NoiseLine

LOOKAHEAD = 60
NoiseKind = Literal["note", "total", "blank", "repeated_header"]
SIGNS = frozenset("合总小共累本汇注备说附制填审单负统打导数报经第以*")
_TOTAL = re.compile(r"^(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页(小计|合计)|汇\s*总)")
_NOTE = re.compile(
    r"^(注\s*[：:]|备注\s*[：:]|说明\s*[：:]|附注|制表|填表|填报|审核|单位负责人|负责人|统计(日期|时间|单位|口径)"
    r"|打印|导出(时间|日期)|数据(来源|截至)|报送(单位|日期)|经办人?\s*[：:]|第\s*\d+\s*页|以下空白|\*)"
)


@dataclass(frozen=True)
class Layout:
    """``names[i]`` are the possible names of column i, the best first. ``top`` is the last line
    of the header (0 when there is none); ``before`` the noise above it. A line with anything
    beyond ``most_cells`` has been pushed aside by a stray separator. ``lines`` are followed by
    those of ``blocks``, where the format has them."""

    names: tuple[tuple[str, ...], ...]
    top: int
    before: tuple[NoiseLine, ...]
    samples: tuple[Line, ...]
    lines: Iterator[Line]
    headed: bool
    header: frozenset[tuple[str, ...]] = frozenset()
    most_cells: int | None = None
    blocks: Callable[[], Iterator[Block]] | None = None


def lay_out(sheet: Sheet, known: frozenset[str]) -> Layout:
    """Find the header of a sheet. ``known`` are all normalised names of the dictionary."""
    if sheet.headers is not None:
        samples = list(islice(sheet.lines, LOOKAHEAD))
        fields: tuple[tuple[str, ...], ...] = tuple((header,) for header in sheet.headers)
        after = iter(samples) if sheet.blocks else chain(samples, sheet.lines)
        return Layout(fields, 0, (), tuple(samples), after, True, blocks=sheet.blocks)
    head = list(islice(sheet.lines, LOOKAHEAD))
    block = _header_block(head, sheet, known)
    body = head[block.stop :] if block else head
    width = max((_last_filled(cells) for _, cells in head), default=0)
    before = tuple(
        NoiseLine(line, _title_kind(cells), _joined(cells))
        for line, cells in head[: block.start if block else 0]
    )
    names = _names(head[block.start : block.stop], sheet, width) if block else _unnamed(width)
    top = head[block.stop - 1][0] if block else 0
    again = frozenset(
        tuple(filled)
        for _, cells in (head[block.start : block.stop] if block else ())
        if (filled := [normal(text) for text in map(as_text, cells) if text])
    )
    lines = iter(body) if sheet.blocks else chain(body, sheet.lines)
    most = max((i + 1 for i, n in enumerate(names) if n[0]), default=0) if block else None
    most_cells = most if sheet.delimited else None
    shown, found = tuple(body), bool(block)
    return Layout(names, top, before, shown, lines, found, again, most_cells, sheet.blocks)


def classify(cells: Sequence[Cell], header: frozenset[tuple[str, ...]]) -> NoiseKind | None:
    """The kind of a line that is no data, None for a line of data."""
    first = next((cell for cell in cells if cell is not None and cell != ""), None)
    if first is None:
        return "blank"
    if not isinstance(first, str):
        return None
    start = first.strip()[:1]
    if start and start not in SIGNS and not any(start == row[0][:1] for row in header):
        return None
    return _classify_text(cells, header)


def _classify_text(cells: Sequence[Cell], header: frozenset[tuple[str, ...]]) -> NoiseKind | None:
    filled = [text for text in map(as_text, cells) if text]
    if not filled:
        return "blank"
    if tuple(map(normal, filled)) in header:
        return "repeated_header"
    if _TOTAL.match(filled[0]) and len(filled) < max(3, len(cells)):
        return "total"
    if _NOTE.match(filled[0]) and len(filled) <= max(1, len(cells) // 2):
        return "note"
    return None


def _header_block(head: Sequence[Line], sheet: Sheet, known: frozenset[str]) -> range | None:
    scores = [_score(cells, known) for _, cells in head]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=None)
    if best is None or scores[best] <= 0:
        return None
    start = stop = best
    while start > 0 and _joins(head[start - 1], head[start], sheet, known):
        start -= 1
    while stop + 1 < len(head) and _continues(head[stop], head[stop + 1], sheet, known):
        stop += 1
    return range(start, stop + 1)


def _score(cells: Sequence[Cell], known: frozenset[str]) -> int:
    texts = [text for text in map(as_text, cells) if text]
    if not texts or _TOTAL.match(texts[0]):
        return 0
    named = sum(normal(text) in known for text in texts)
    data = sum(looks_like_data(text) for text in texts)
    return 3 * named + len(texts) - 6 * data if named else 0


def _joins(above: Line, row: Line, sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the line above is an upper header line: it spans columns of this one."""
    texts = [as_text(cell) for cell in above[1]]
    filled = [i for i, text in enumerate(texts) if text]
    if len(filled) < 2 or any(looks_like_data(texts[i]) for i in filled):
        return False
    spans = _spans(above[0], sheet)
    known_above = any(normal(texts[i]) in known for i in filled)
    fills_gap = any(not as_text(c) and i in filled for i, c in enumerate(row[1]))
    return bool(spans) or (known_above and fills_gap)


def _continues(row: Line, below: Line, sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the line below is a lower header line under merged cells of this one."""
    texts = [text for text in map(as_text, below[1]) if text]
    if not texts or any(looks_like_data(text) for text in texts):
        return False
    under = _spans(row[0], sheet) and all(
        any(left <= i <= right for left, right in _spans(row[0], sheet))
        for i, cell in enumerate(below[1])
        if as_text(cell)
    )
    named = sum(normal(text) in known for text in texts)
    gaps = sum(1 for i, c in enumerate(below[1]) if not as_text(c) and i < len(row[1]))
    return bool(under) or (named * 2 >= len(texts) and gaps > 0)


def _spans(line: int, sheet: Sheet) -> list[tuple[int, int]]:
    return [(left, right) for top, left, _, right in sheet.merged if top == line and right > left]


def _names(rows: Sequence[Line], sheet: Sheet, width: int) -> tuple[tuple[str, ...], ...]:
    grid = [_spread(line, cells, sheet, width) for line, cells in rows]
    names = []
    for column in range(width):
        parts = list(dict.fromkeys(text for row in grid if (text := row[column])))
        joined = "".join(parts)
        names.append(tuple(dict.fromkeys((parts[-1], joined, *parts))) if parts else ("",))
    return tuple(names)


def _spread(line: int, cells: Sequence[Cell], sheet: Sheet, width: int) -> list[str]:
    texts = [as_text(cell) for cell in cells[:width]] + [""] * (width - len(cells))
    for left, right in _spans(line, sheet):
        for column in range(max(left, 0), min(right + 1, width)):
            texts[column] = texts[column] or texts[max(left, 0)]
    return texts


def _unnamed(width: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"第{i + 1}列",) for i in range(width))


def _title_kind(cells: Sequence[Cell]) -> Literal["title", "note", "blank"]:
    filled = [text for text in map(as_text, cells) if text]
    if not filled:
        return "blank"
    return "note" if _NOTE.match(filled[0]) else "title"


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(text for text in map(as_text, cells) if text)[:200]


def _last_filled(cells: Sequence[Cell]) -> int:
    return max((i + 1 for i, cell in enumerate(cells) if as_text(cell)), default=0)
