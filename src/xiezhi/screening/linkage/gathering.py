"""Which records hang together: what persons decided first, then the numbers, then the weights."""

from collections.abc import Iterable, Sequence

import duckdb
import numpy as np
import pyarrow as pa

Decided = tuple[str, str, bool]  # left and right record, and whether a person found one subject

_PAIRS = (
    ("decided_same", "SELECT l, r FROM decided_same ORDER BY l, r"),
    ("same_number", "SELECT l, r FROM same_number WHERE verdict = '' ORDER BY l, r"),
    ("judged", "SELECT l, r FROM judged WHERE verdict = '' ORDER BY weight DESC, l, r"),
)


def take_decisions(con: duckdb.DuckDBPyConnection, decided: Iterable[Decided]) -> None:
    """Make ``decided`` (l, r, same) and ``decided_same`` of the decisions on records at hand."""
    rows = sorted({(*sorted((left, right)), same) for left, right, same in decided})
    columns: Sequence[Sequence[object]] = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    kinds = (pa.string(), pa.string(), pa.bool_())
    given = pa.table(
        [pa.array(c, kind) for c, kind in zip(columns, kinds, strict=True)], ["l", "r", "same"]
    )
    con.register("given", given)
    con.execute(
        "CREATE TABLE decided AS SELECT given.* FROM given"
        " SEMI JOIN prepared a ON a.unique_id = l SEMI JOIN prepared b ON b.unique_id = r"
    )
    con.execute("CREATE TABLE decided_same AS SELECT l, r, '' AS verdict FROM decided WHERE same")
    con.unregister("given")


class Groups:
    """Records joined under the smallest; ``number`` is that of a group, ``apart`` what persons
    found to be of different subjects."""

    def __init__(self, numbers: list[str | None], apart: Iterable[tuple[int, int]]) -> None:
        self.root = list(range(len(numbers)))
        self.number = numbers
        self.apart: dict[int, set[int]] = {}
        for one, other in apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def of(self, at: int) -> int:
        """The smallest record of the group."""
        root = self.root
        while root[at] != at:
            root[at] = at = root[root[at]]
        return at

    def join(self, one: int, other: int) -> str:
        """Put two groups together; the code of the reason when they must stay apart."""
        low, high = sorted((self.of(one), self.of(other)))
        if low == high:
            return ""
        if self.number[low] and self.number[high] and self.number[low] != self.number[high]:
            return "two_numbers"
        if any(self.of(each) == high for each in self.apart.get(low, ())):
            return "decided_apart"
        self.root[high] = low
        self.number[low] = self.number[low] or self.number[high]
        if enemies := self.apart.pop(high, None):
            self.apart.setdefault(low, set()).update(enemies)
        return ""


def gather(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``gathered`` (key, gathered_in: the group's smallest key); a certain pair that would
    bring two different whole numbers together, or what a person found different, becomes one for
    a person: 'two_numbers', 'decided_apart'.

    Heavier pairs come first, then by key, so that the order of the records plays no part.
    """
    keys = con.execute(
        "SELECT unique_id, checked FROM prepared ORDER BY unique_id"
    ).to_arrow_table()
    place = {key: n for n, key in enumerate(keys["unique_id"].to_pylist())}
    apart = con.execute("SELECT l, r FROM decided WHERE NOT same ORDER BY l, r").fetchall()
    groups = Groups(keys["checked"].to_pylist(), ((place[a], place[b]) for a, b in apart))
    for table, pairs in _PAIRS:
        refused = [
            (left, right, why)
            for left, right in con.execute(pairs).fetchall()
            if (why := groups.join(place[left], place[right]))
        ]
        _say(con, table, refused)
    found = np.fromiter((groups.of(n) for n in range(len(place))), np.int64, len(place))
    gathered = keys.select(["unique_id"]).append_column(
        "gathered_in", keys["unique_id"].take(found)
    )
    con.register("found", gathered.rename_columns(["key", "gathered_in"]))
    con.execute("CREATE TABLE gathered AS FROM found")
    con.unregister("found")


def _say(
    con: duckdb.DuckDBPyConnection, table: str, refused: Sequence[tuple[str, str, str]]
) -> None:
    """Write the reasons of the pairs that were refused."""
    if not refused:
        return
    con.execute("CREATE OR REPLACE TABLE refused (l VARCHAR, r VARCHAR, why VARCHAR)")
    con.executemany("INSERT INTO refused VALUES (?, ?, ?)", refused)
    con.execute(
        f"UPDATE {table} SET verdict = x.why FROM refused x"  # noqa: S608
        f" WHERE {table}.l = x.l AND {table}.r = x.r"
    )
