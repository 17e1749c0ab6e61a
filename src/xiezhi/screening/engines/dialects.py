"""Where SQL dialects differ: the one module that knows.

A query is written in DuckDB's dialect. ``to_dialect`` gives it to another engine;
``differences`` names what two engines answer differently without saying so.
"""

from collections.abc import Sequence

import sqlglot
from sqlglot import exp

_COUNTED_IN_DAYS = "DAY"


def to_dialect(sql: str, engine: str) -> str:
    """The query in an engine's dialect (``duckdb`` or ``spark``)."""
    if engine == "duckdb":
        return sql
    tree = sqlglot.parse_one(sql, read="duckdb").transform(_months)
    return tree.sql(dialect=engine, pretty=True)


def differences(tree: exp.Query) -> Sequence[str]:
    """Constructs that the engines understand differently, in Chinese; empty when portable."""
    found: list[str] = []
    for diff in tree.find_all(exp.DateDiff):
        unit = str(diff.args.get("unit") or _COUNTED_IN_DAYS).strip("'").upper()
        if unit != _COUNTED_IN_DAYS:
            found.append("date_diff 只能按日：各引擎对整月、整年的理解不同")
    for sub in tree.find_all(exp.Sub):
        if any(isinstance(side, exp.CurrentDate) for side in (sub.this, sub.expression)):
            found.append("日期不能相减，用 date_diff('day', …)")
    for window in tree.find_all(exp.Window):
        if window.args.get("order") is None and isinstance(window.this, exp.RowNumber):
            found.append("ROW_NUMBER 必须有 ORDER BY")
    for cte in tree.find_all(exp.With):
        if cte.args.get("recursive"):
            found.append("不能用递归")
    for join in tree.find_all(exp.Join):
        if str(join.args.get("method") or "").upper() == "ASOF":
            found.append("不能用 ASOF JOIN")
    return tuple(dict.fromkeys(found))


def _months(node: exp.Expression) -> exp.Expression:
    """``d + TO_MONTHS(n)`` becomes ``ADD_MONTHS(d, n)``."""
    if isinstance(node, exp.Add) and _is_months(node.expression):
        months = node.expression.find(exp.Literal) or node.expression
        return exp.AddMonths(this=node.this, expression=months.copy())
    return node


def _is_months(node: exp.Expression) -> bool:
    return isinstance(node, exp.Anonymous) and str(node.this).upper() == "TO_MONTHS"
