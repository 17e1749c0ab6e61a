"""Which column of the file is which column of the dictionary, how sure, and why."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from xiezhi.screening.cells import Cell, as_text, canonical
from xiezhi.screening.dictionary import FORBIDDEN, Column, Table
from xiezhi.screening.identity import looks_like_identity_number
from xiezhi.screening.refusal import Bad
from xiezhi.screening.report import ColumnMatch, Confidence, Verdict
from xiezhi.screening.width import half_width

_UNIT_TAIL = re.compile(r"[(（\[【].*?[)）\]】]|单位[:：].*$")
_NOISE = re.compile(r"[\s\u3000:：*＊#_\-—·•/\\、,，.。\"“”']+")
_DATA = re.compile(
    r"[-+¥￥]?[\d,]+(\.\d+)?(%|元|万元|天|日|月|年)?|\d{4}\s*[年./-].*|\d{17}[\dXx]"
)
_CERTAIN, _LIKELY, _ASK = 100, 70, 40
_MOSTLY = 0.9
_HALF = 0.5
_MOST_CELLS = 200


@dataclass(frozen=True)
class Candidate:
    """One possible match with its score and reason."""

    position: int
    column: str
    score: int
    why: str


@dataclass(frozen=True)
class Sample:
    """The first cells of a column that are not empty, and the same as text."""

    cells: tuple[Cell, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Sample":
        """Take the sample, two hundred cells at most."""
        filled = ((cell, text) for cell in cells if (text := as_text(cell)))
        pairs = tuple(islice(filled, _MOST_CELLS))
        return cls(tuple(cell for cell, _ in pairs), tuple(text for _, text in pairs))


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """A header without blanks, punctuation, bracketed units and case."""
    plain = half_width(text)
    bare = _NOISE.sub("", _UNIT_TAIL.sub("", plain)).lower()
    return bare or _NOISE.sub("", plain).lower()


def looks_like_data(text: str) -> bool:
    """Whether a cell is a number, date or identity number rather than a name of a column."""
    return bool(_DATA.fullmatch(half_width(text).replace(" ", "")))


def known_names(tables: Sequence[Table]) -> frozenset[str]:
    """Every normalised label, synonym and column id."""
    return frozenset(
        normal(name) for t in tables for c, col in t.columns.items() for name in (c, *col.names)
    )


def match(
    table: Table,
    names: Sequence[tuple[str, ...]],
    samples: Sequence[Sample],
    remembered: Mapping[str, str | None] | None = None,
) -> tuple[ColumnMatch, ...]:
    """Match the columns of a sheet to those of a table.

    ``names[i]`` are the possible headers of column i, ``samples[i]`` cells of it;
    ``remembered`` is a confirmed profile: header -> column id, or None for "not imported".
    """
    remembered = remembered or {}
    candidates = [
        candidate
        for i, possible in enumerate(names)
        if not _forbidden(possible)
        for name, column in _worth_a_look(table, possible, remembered)
        if (candidate := _candidate(i, name, column, possible, samples[i], remembered))
    ]
    chosen: dict[int, Candidate] = {}
    taken: set[str] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.position, c.column)):
        if candidate.position not in chosen and candidate.column not in taken:
            chosen[candidate.position] = candidate
            taken.add(candidate.column)
    return tuple(
        _verdict(table, i, possible[0], chosen.get(i), samples[i].texts[:2], possible)
        for i, possible in enumerate(names)
    )


def _worth_a_look(
    table: Table, possible: Sequence[str], remembered: Mapping[str, str | None]
) -> Iterable[tuple[str, Column]]:
    """The columns that a header may stand for: all when it resembles one of them, else only those
    that are known by their content."""
    near = _names(table.every_name)
    if any(header in remembered or near.resembled_by(normal(header)) for header in possible):
        return table.columns.items()
    return [pair for pair in table.columns.items() if pair[1].check == "identity_number"]


def _candidate(
    position: int,
    name: str,
    column: Column,
    possible: Sequence[str],
    sample: Sample,
    remembered: Mapping[str, str | None],
) -> Candidate | None:
    for header in possible:
        if header in remembered:
            if remembered[header] != name:
                return None
            return Candidate(position, name, 2 * _CERTAIN, "上次确认的对应")
    by_name = _by_name(name, column, possible)
    if column.check == "identity_number":
        by_content = _identity_share(sample.texts)
        if by_content is not None:
            # an alias outweighs a mere likeness: 身份证号 is never the number of a 受让人身份证号
            score = _LIKELY + (25 + max(0, by_name[0] - 90) if by_name else 0)
            return Candidate(position, name, score, f"{by_content}通过校验位")
    if by_name is None:
        return None
    score, why = by_name
    good, total = _readable(column, sample.cells)
    if total and good / total < _HALF and column.type != "text":
        return Candidate(position, name, _ASK, f"{why}；但 {total} 个样例中只有 {good} 个读得懂")
    if total and column.check == "identity_number" and good / total < _HALF:
        return Candidate(position, name, score, f"{why}；{total} 个样例中 {good} 个通过校验位")
    return Candidate(position, name, score, why)


def _by_name(name: str, column: Column, possible: Sequence[str]) -> tuple[int, str] | None:
    known = _names(column.names)
    for rank, header in enumerate(possible):
        bare = normal(header)
        if not bare:
            continue
        if bare in (known.label, name):
            return _CERTAIN - 3 * rank, "列名相同"
        if bare in known.all:
            return _CERTAIN - 2 - 3 * rank, f"列名是“{column.label}”的另一种写法"
    for header in possible:
        bare = normal(header)
        if not known.resembled_by(bare):
            continue
        for synonym, word in known.longest_first:
            if len(word) >= 3 and (bare.startswith(word) or bare.endswith(word)):
                return _LIKELY - 5 + min(len(word), 5), f"列名含有“{synonym}”"
            if len(bare) >= 2 and len(word) > len(bare) and word.endswith(bare):
                return _ASK, f"列名与“{synonym}”相近"
    return None


class _Names:
    """The names of a column normalised, and a quick look whether a header resembles one."""

    def __init__(self, names: tuple[str, ...]) -> None:
        pairs = tuple((name, normal(name)) for name in names)
        self.label = pairs[0][1]
        self.all = frozenset(word for _, word in pairs)
        self.longest_first = sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)
        self._long = tuple(word for word in self.all if len(word) >= 3)
        self._endings = "".join(f"{word}\n" for word in self.all)

    def resembled_by(self, bare: str) -> bool:
        """False: no name is at an end of the header, nor the header at the end of a name."""
        return bool(
            bare.startswith(self._long)
            or bare.endswith(self._long)
            or f"{bare}\n" in self._endings
        )


@lru_cache(maxsize=5_000)
def _names(names: tuple[str, ...]) -> _Names:
    return _Names(names)


@lru_cache(maxsize=1_000)
def _identity_share(samples: tuple[str, ...]) -> str | None:
    passed = sum(looks_like_identity_number(half_width(text)) for text in samples)
    if not samples or passed / len(samples) < _MOSTLY:
        return None
    return f"{len(samples)} 个样例中 {passed} 个"


def _readable(column: Column, cells: Sequence[Cell]) -> tuple[int, int]:
    good = 0
    for cell in cells:
        try:
            canonical(cell, column)
            good += 1
        except Bad:
            continue
    return good, len(cells)


def _forbidden(possible: Sequence[str]) -> bool:
    return any(word in header for word in FORBIDDEN for header in possible)


def _verdict(
    table: Table,
    position: int,
    header: str,
    chosen: Candidate | None,
    samples: tuple[str, ...],
    possible: Sequence[str],
) -> ColumnMatch:
    if _forbidden(possible):
        why = "本系统不设民族、宗教、观点类字段，内容未读取"
        return ColumnMatch(position, header, None, "不可导入", "forbidden", None, why)
    if chosen is None:
        why = "字典没有对应字段" if header else "没有列名"
        return ColumnMatch(position, header, None, "不导入", "ignored", None, why, samples)
    confidence: Confidence = (
        "确定" if chosen.score >= 90 else "很可能" if chosen.score >= 60 else "请确认"
    )
    verdict: Verdict = "ask" if confidence == "请确认" else "mapped"
    label = table.columns[chosen.column].label
    return ColumnMatch(
        position, header, chosen.column, label, verdict, confidence, chosen.why, samples
    )
