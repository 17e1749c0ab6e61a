"""Counts the clauses of the mission that tests are marked to prove, by subsystem.

`make coverage-of-mission`; the list of clauses is `../shared/mission/clauses.csv`, or
`XIEZHI_CLAUSES`. A mark that names no clause of the list is an error.
"""

import ast
import csv
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLAUSES = Path(os.environ.get("XIEZHI_CLAUSES", ROOT.parent / "shared/mission/clauses.csv"))


def marks_in(path):
    """Yield the clause ids of every `pytest.mark.clause(…)` written in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func) == "pytest.mark.clause":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def marks():
    """Return clause id → the test files that prove it."""
    found = defaultdict(set)
    for folder in ("src", "tests"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for clause in marks_in(path):
                found[clause].add(str(path.relative_to(ROOT)))
    return found


def clauses():
    """Return clause id → row, for the clauses that software can fulfil."""
    with CLAUSES.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["clause_id"]: row for row in rows if not row["in_scope"].startswith("no")}


def main():
    """Print the table; return 1 when a mark names an unknown clause."""
    proved = marks()
    if not CLAUSES.is_file():
        print(f"没有找到条款清单 {CLAUSES.name}：只列出测试标注的 {len(proved)} 条。")
        print("\n".join(sorted(proved)))
        return 0
    known = clauses()
    total = Counter(row["subsystem"] for row in known.values())
    done = Counter(known[clause]["subsystem"] for clause in proved if clause in known)
    for name, count in sorted(total.items()):
        print(f"{name:16}{done[name]:5} / {count:<5}{done[name] / count:7.0%}")
    print(f"{'':16}{sum(done.values()):5} / {len(known):<5}{sum(done.values()) / len(known):7.0%}")
    unknown = sorted(set(proved) - set(known))
    for clause in unknown:
        print(f"未知条款 {clause}：{'、'.join(sorted(proved[clause]))}", file=sys.stderr)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
