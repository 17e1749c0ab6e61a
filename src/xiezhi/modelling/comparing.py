"""Two versions of a model side by side: what only one finds, what both find differently."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from xiezhi.modelling.sample import Answered, shown_value
from xiezhi.screening.hits import Value

ROWS_SHOWN = 50
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows by key: in A alone, in B alone, in both with other values; how many are the same.

    ``changed`` holds the key and for each differing column its name and both values. The lists
    are cut at :data:`ROWS_SHOWN`; ``counts`` are whole.
    """

    key: tuple[str, ...]
    only_a: tuple[Row, ...]
    only_b: tuple[Row, ...]
    changed: tuple[tuple[Row, tuple[tuple[str, str, str], ...]], ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the difference of two texts: ``-`` only in A, ``+`` only in B, else both."""

    mark: str
    text: str


def compare_rows(a: Answered, b: Answered) -> Compared:
    """Compare two answers by the key of B's hits, or by the columns that both have."""
    key = _key(a, b)
    rows_a, rows_b = _by_key(a.rows, key), _by_key(b.rows, key)
    both = sorted(rows_a.keys() & rows_b.keys())
    changed = [(one, diff) for one in both if (diff := _differing(rows_a[one], rows_b[one]))]
    only_a, only_b = sorted(rows_a.keys() - rows_b.keys()), sorted(rows_b.keys() - rows_a.keys())
    counts = {
        "only_a": len(only_a), "only_b": len(only_b), "changed": len(changed),
        "same": len(both) - len(changed),
    }  # fmt: skip
    return Compared(
        key,
        tuple(map(_shown, only_a[:ROWS_SHOWN])),
        tuple(map(_shown, only_b[:ROWS_SHOWN])),
        tuple((_shown(one), diff) for one, diff in changed[:ROWS_SHOWN]),
        counts,
    )


def compare_texts(a: Mapping[str, str], b: Mapping[str, str]) -> dict[str, tuple[Line, ...]]:
    """Return by file the lines of two versions that differ, with three lines around each."""
    found = {}
    for name in sorted(set(a) | set(b)):
        lines = difflib.unified_diff(
            a.get(name, "").splitlines(), b.get(name, "").splitlines(), lineterm="", n=3
        )
        told = [line for line in lines if not line.startswith(("---", "+++"))]
        if told:
            found[name] = tuple(Line(line[:1], line[1:]) for line in told)
    return found


def _key(a: Answered, b: Answered) -> tuple[str, ...]:
    """What names a row in both: B's own key, else every column that both answers have."""
    has = [set(one.rows[0]) for one in (a, b) if one.rows]
    wanted = tuple(b.model.yields.one_row_per)
    if wanted and all(set(wanted) <= columns for columns in has):
        return wanted
    common = set.intersection(*has) if has else set()
    first = next((one.rows[0] for one in (a, b) if one.rows), {})
    return tuple(name for name in first if name in common)


def _by_key(
    rows: tuple[Mapping[str, Value], ...], key: tuple[str, ...]
) -> dict[Row, Mapping[str, Value]]:
    return {tuple(str(row.get(name)) for name in key): row for row in rows}


def _shown(row: Row) -> Row:
    return tuple(map(shown_value, row))


def _differing(a: Mapping[str, Value], b: Mapping[str, Value]) -> tuple[tuple[str, str, str], ...]:
    names = [*a, *(name for name in b if name not in a)]
    pairs = ((name, shown_value(a.get(name)), shown_value(b.get(name))) for name in names)
    return tuple(pair for pair in pairs if pair[1] != pair[2])
