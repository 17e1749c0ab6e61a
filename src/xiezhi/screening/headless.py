"""What is said of a sheet without one known header: no such file, unknown names, or no names."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from xiezhi.screening.cells import as_text
from xiezhi.screening.dictionary import Table
from xiezhi.screening.layout import Layout
from xiezhi.screening.matching import looks_like_data, normal
from xiezhi.screening.reading.endings import claimed, mismatch
from xiezhi.screening.reading.sheet import Sheet

SHOWN = 8  # headers named in a message
LONGEST = 20  # characters of a name
NEAREST = 3  # tables named in a message
_LEAST = 0.3  # likeness of a header to a name under which it says nothing
_WRITE_NAMES = "在数据上方写一行列名（分成几个文件的，每个都要有），或者指定每一列"
_SAVE_AGAIN = "用 Excel 打开后另存为 .xlsx，打不开的请报送单位重发；确是文本表格的，结尾改为 .csv"


def headless(path: Path, sheet: Sheet, layout: Layout, tables: Sequence[Table]) -> tuple[str, str]:
    """Return why nothing was recognised, and the cure.

    One of: the content does not match the ending of the name; names were read but none is known
    (which, and the nearest tables); no line of names at all.
    """
    names = _names_read(layout)
    unknown = f"读到的列名一个也不认识：{_listed(names)}" if names else "没有找到表头"
    near = nearest(names, tables)
    cure = _WRITE_NAMES
    if names:
        close = f"最接近的表：{_quoted(t.label for t in near)}。" if near else ""
        cure = f"{close}指定是哪张表和各列的对应，或者把列名改成数据字典里的写法"
    if claimed(path) and (sheet.delimited or sheet.headers is not None):
        return f"{mismatch(path, _looks(sheet, layout))}；{unknown}", f"{_SAVE_AGAIN}。{cure}"
    return unknown, cure


def nearest(names: Sequence[str], tables: Sequence[Table]) -> list[Table]:
    """The tables whose columns resemble the names most, three at most, the nearest first."""
    scored = []
    headers = [_pairs(normal(name)) for name in names]
    for table in tables:
        known = [_pairs(normal(one)) for column in table.columns.values() for one in column.names]
        best = (max((_alike(header, one) for one in known), default=0.0) for header in headers)
        score = sum(one for one in best if one >= _LEAST)
        scored.append((-score, table.table, table))
    return [
        table for score, _, table in sorted(scored, key=lambda one: one[:2])[:NEAREST] if score
    ]


def _names_read(layout: Layout) -> tuple[str, ...]:
    """The names of the header, or those of the first line that reads like one."""
    if layout.headed:
        return tuple(names[0] for names in layout.names if names[0])
    for _, cells in layout.samples:
        texts = [text for text in map(as_text, cells) if text]
        if len(texts) < 2:
            continue
        plain = len(set(texts)) == len(texts) and not any(map(_is_no_name, texts))
        return tuple(texts) if plain else ()
    return ()


def _looks(sheet: Sheet, layout: Layout) -> str:
    if sheet.headers is not None:
        return "像是 JSON 文本"
    widths = {sum(bool(as_text(cell)) for cell in cells) for _, cells in layout.samples}
    even = len(widths - {0}) == 1 and widths - {0} != {1}
    return f"像是分成 {max(widths)} 列的文本" if even else "像是没有分列的文字"


def _is_no_name(text: str) -> bool:
    """Whether a cell is data, or a sentence, rather than the name of a column."""
    return looks_like_data(text) or len(text) > LONGEST or text[-1] in "。；！？"


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 列" if len(names) > SHOWN else ""
    return f"{_quoted(names[:SHOWN])}{more}"


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"“{word}”" for word in words)


def _pairs(text: str) -> frozenset[str]:
    """The characters and the pairs of neighbours of a name."""
    return frozenset((*text, *(text[i : i + 2] for i in range(len(text) - 1))))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
