"""The pairs of records on which a person decides, as the last linking left them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiezhi.screening.linkage.keeping import USE, last_run
from xiezhi.screening.linkage.mentions import SubjectName
from xiezhi.screening.store import Store

_SQL = """
SELECT l, r, l_at, r_at, basis, weight, told FROM {alias}._link_pairs
WHERE subject = ? AND use = ? AND verdict <> '' ORDER BY weight DESC NULLS FIRST, l, r
"""


@dataclass(frozen=True)
class Pending:
    """Two records, a row ``table:row`` where each stands, the weight in bits (None for a pair by
    number), and what is told: reason, prior, parts (label, level, bits, whether it counts)."""

    subject: SubjectName
    left: str
    right: str
    left_at: str
    right_at: str
    basis: str
    weight: float | None
    told: Mapping[str, Any]


def pending(store: Store, subject: SubjectName, use: str = USE) -> tuple[Pending, ...]:
    """Every pair for a person, the likeliest first; none before the first linking."""
    with store.reading() as (con, alias):
        if last_run(con, alias, subject, use) is None:
            return ()
        rows = con.execute(_SQL.format(alias=alias), [subject, use]).fetchall()
    return tuple(
        Pending(subject, left, right, left_at, right_at, basis, weight, json.loads(told))
        for left, right, left_at, right_at, basis, weight, told in rows
    )
