"""Counts of supervision by kind and supervised unit: how many, how ended; no order of merit."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from xiezhi.casework.selectors.supervision import SupervisionMatter, supervision_matters
from xiezhi.documents.counts import issued_by_kind

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One kind at one unit: received, still open, ended by stage, documents issued by kind."""

    kind: str
    unit: str
    received: int
    open: int
    ended: tuple[tuple[str, int], ...]
    papers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The rows by kind and then by the unit's name, and their sums; of one year of acceptance."""

    year: int
    rows: tuple[FigureRow, ...]
    received: int
    open: int


def supervision_figures(person: Any, year: int) -> Figures:
    """Return the counts of the matters that a person may see, accepted in a year."""
    matters = supervision_matters(person, date(year, 1, 1), date(year + 1, 1, 1))
    papers = issued_by_kind([one.id for one in matters])
    grouped: dict[Key, list[SupervisionMatter]] = defaultdict(list)
    for one in matters:
        grouped[(one.kind, one.unit)].append(one)
    rows = tuple(_row(key, grouped[key], papers) for key in sorted(grouped))
    return Figures(year, rows, sum(row.received for row in rows), sum(row.open for row in rows))


def _row(key: Key, of_key: list[SupervisionMatter], papers: dict[Any, Counter[str]]) -> FigureRow:
    ended = Counter(one.stage for one in of_key if one.closed_on)
    issued = sum((papers.get(one.id, Counter()) for one in of_key), Counter[str]())
    left = sum(one.closed_on is None for one in of_key)
    return FigureRow(
        *key, len(of_key), left, tuple(sorted(ended.items())), tuple(sorted(issued.items()))
    )
