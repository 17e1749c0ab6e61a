"""Links in the form that is kept: what is not plain from the numbers, and why."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from xiezhi.screening.linkage.links import Links
from xiezhi.screening.linkage.weighing import DECIMALS

_PREFIX = 16  # of a key in the name of a subject without a number
_MEMBERS = """
CREATE TABLE members AS
WITH g AS (
    SELECT key, gathered_in, {number} AS own,
        max({number}) OVER (PARTITION BY gathered_in) AS number,
        count(*) OVER (PARTITION BY gathered_in) AS size
    FROM groups JOIN records USING (key)),
led AS (
    SELECT *, first_value(gathered_in) OVER (
        PARTITION BY number ORDER BY size DESC, gathered_in) AS keeper FROM g)
SELECT key, own,
    CASE WHEN number IS NULL THEN '无号码' || left(gathered_in, {prefix})
         WHEN gathered_in <> keeper THEN '号码存疑' || left(gathered_in, {prefix})
         ELSE number END AS member_of,
    CASE WHEN gathered_in = keeper THEN number END AS number
FROM led
"""
_PAIRS = """
SELECT p.*, a.member_of AS l_of, b.member_of AS r_of FROM pairs p
JOIN members a ON a.key = p.l JOIN members b ON b.key = p.r ORDER BY p.l, p.r
"""
_COUNTS = """
SELECT (SELECT count(*) FROM members), (SELECT count(*) FROM members WHERE own IS NULL),
    (SELECT count(DISTINCT member_of) FROM members)
"""


@dataclass(frozen=True)
class Decision:
    """What a person found of two records; ``words`` say who, when and why (Chinese)."""

    left: str
    right: str
    same: bool
    words: str = ""


@dataclass(frozen=True)
class Kept:
    """``groups`` (key, member_of, number): records whose subject is not plainly their number's.
    ``pairs`` (l, r, l_of, r_of, basis, weight, facts, verdict, told): weighed or decided, and
    those for a person; ``told`` is JSON: prior, parts, words."""

    groups: pa.Table
    pairs: pa.Table
    counts: Mapping[str, int]


def kept_of(links: Links, decided: Sequence[Decision] = ()) -> Kept:
    """Bring links into the kept form. A subject is named by its number; without one by the
    smallest of its records, so that the same records give the same name."""
    words = {(one.left, one.right): one.words for one in decided}
    rows = [
        _pair(links, row, words)
        for table in (links.certain, links.to_decide)
        for row in table.to_pylist()
        if row["basis"] != "number" or row["verdict"]
    ]
    by_number = sum(
        basis == "number" and not verdict
        for basis, verdict in zip(
            links.certain["basis"].to_pylist(), links.certain["verdict"].to_pylist(), strict=True
        )
    )
    with duckdb.connect() as con:
        for name, table in (("groups", links.groups), ("records", links.records)):
            con.register(name, table)
        con.register("pairs", pa.Table.from_pylist(rows, _SCHEMA))
        con.execute(_MEMBERS.format(number=links.subject.number, prefix=_PREFIX))
        groups = con.execute(
            "SELECT key, member_of, number FROM members"
            " WHERE own IS DISTINCT FROM member_of ORDER BY key"
        ).to_arrow_table()
        pairs = con.execute(_PAIRS).to_arrow_table()
        records, without, subjects = con.execute(_COUNTS).fetchall()[0]
    counts = {
        "records": records,
        "without_number": without,
        "subjects": subjects,
        "by_number": by_number,
        "by_weight": sum(row["basis"] == "weight" and not row["verdict"] for row in rows),
        "decided": sum(row["basis"] == "decided" for row in rows),
        "to_decide": sum(bool(row["verdict"]) for row in rows),
    }
    return Kept(groups, pairs, counts)


_SCHEMA = pa.schema(
    {
        **dict.fromkeys(("l", "r", "basis"), pa.string()),
        "weight": pa.float64(),
        "facts": pa.int32(),
        **dict.fromkeys(("verdict", "told"), pa.string()),
    }
)


def as_text(bits: float) -> str:
    """A weight as a text: the ledger remembers no binary fractions."""
    return f"{bits:.{DECIMALS}f}"


def _pair(
    links: Links, row: Mapping[str, Any], words: Mapping[tuple[str, str], str]
) -> dict[str, object]:
    ends = (str(row["left"]), str(row["right"]))
    told: dict[str, object] = {"words": words.get(ends, "")}
    if row["basis"] == "weight":
        parts = []
        for comparison in links.subject.comparisons:
            level = comparison.level(int(row[f"level_{comparison.column}"]))
            label = links.subject.columns[comparison.column].label
            bits = as_text(row[f"weight_{comparison.column}"])
            parts.append([label, level.label, bits, level.counts])
        told |= {"prior": as_text(links.subject.prior_bits), "parts": parts}
    if row["verdict"]:
        told["reason"] = links.reason(row)
    return {
        "l": ends[0], "r": ends[1], "basis": row["basis"], "weight": row["weight"],
        "facts": row["facts"], "verdict": row["verdict"],
        "told": json.dumps(told, ensure_ascii=False),
    }  # fmt: skip
