"""How often each level holds in planted pairs of one subject (m) and of two (u).

``python -m xiezhi.screening.linkage.tests.estimate firm [rows] [seed]`` prints what the files of
``subjects/`` hold; use another seed for measuring.
"""

import sys

import duckdb
import pyarrow as pa

from xiezhi.screening.linkage.preparing import prepare
from xiezhi.screening.linkage.subject import load_subject
from xiezhi.screening.linkage.tests.firm_population import Firms
from xiezhi.screening.linkage.tests.population import Population

PLANTED = {"person": Population, "firm": Firms}
STRANGERS = 600_000  # pairs drawn


def estimate(name, rows, seed):
    """Per comparison the shares of its levels: (label, m, u), silent pairs left out."""
    subject, planted = load_subject(name), PLANTED[name](rows, seed=seed)
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        prepare(con, planted.table(), subject)
        whose = {r["key"]: r["person"] for r in planted.records}
        con.register("told", pa.table({"key": list(whose), "person": list(whose.values())}))
        sql = (
            "CREATE TABLE known AS SELECT p.*, person FROM prepared p JOIN told ON key = unique_id"
        )
        con.execute(sql)
        columns = [c for (c, *_) in con.execute("DESCRIBE known").fetchall()]
        sides = ", ".join(f"{s}.{c} AS {c}_{s}" for s in "lr" for c in columns)
        open_ = "(l.checked IS NULL OR r.checked IS NULL)"
        pairs = {
            "of_one": "known l JOIN known r ON l.person = r.person AND l.unique_id < r.unique_id",
            "of_two": "(FROM known ORDER BY hash(unique_id) LIMIT 1000) l JOIN"
            f" (FROM known ORDER BY hash(unique_id || 'x') LIMIT {STRANGERS // 1000}) r"
            " ON l.person <> r.person",
        }
        for table, joined in pairs.items():
            con.execute(f"CREATE TABLE {table} AS SELECT {sides} FROM {joined} WHERE {open_}")
        for comparison in subject.comparisons:
            yield comparison.column, [_shares(con, t, comparison) for t in ("of_one", "of_two")]


def _shares(con, table, comparison):
    cases = " ".join(
        f"WHEN {level.when} THEN {n}"
        for n, level in enumerate(comparison.levels)
        if level.when != "ELSE"
    )
    sql = f"SELECT CASE {cases} ELSE {len(comparison.levels) - 1} END AS n, count(*) FROM {table}"
    counts = dict(con.execute(f"{sql} GROUP BY 1").fetchall())
    said = sum(count for n, count in counts.items() if n) or 1
    return [(level.label, counts.get(n, 0) / said) for n, level in enumerate(comparison.levels)][
        1:
    ]


if __name__ == "__main__":
    asked = [*sys.argv[1:], "30000", "101"][:3] if len(sys.argv) < 4 else sys.argv[1:4]
    for column, (m, u) in estimate(asked[0], int(asked[1]), int(asked[2])):
        sys.stdout.write(f"{column}\n")
        for (label, same), (_, other) in zip(m, u, strict=True):
            sys.stdout.write(f"  m {same:.4f}  u {other:.7f}  {label}\n")
