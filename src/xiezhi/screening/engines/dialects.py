"""Where SQL dialects differ: the one module that knows.

A query is written in DuckDB's dialect. ``to_dialect`` gives it to another engine;
``differences`` names what two engines answer differently without saying so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

_COUNTED_IN_DAYS = "DAY"
_SQLGLOT_TYPES = {
    "text": "VARCHAR", "date": "DATE", "datetime": "TIMESTAMP", "int": "BIGINT",
    "decimal": "DECIMAL(18, 4)", "bool": "BOOLEAN",
}  # fmt: skip
_RANKED = (
    exp.RowNumber,
    exp.Rank,
    exp.DenseRank,
    exp.Lag,
    exp.Lead,
    exp.FirstValue,
    exp.LastValue,
)
_WHOLE = (exp.Round, exp.Floor, exp.Ceil)
_MOMENTS = (exp.DataType.Type.DATE, exp.DataType.Type.TIMESTAMP)
_FRACTIONS = (
    exp.DataType.Type.DECIMAL, exp.DataType.Type.DOUBLE, exp.DataType.Type.FLOAT,
)  # fmt: skip
_PLAIN_REFUSALS: Sequence[tuple[type[exp.Expression], str]] = (
    (exp.AnyValue, "不能用 ANY_VALUE，用 MIN 或者 MAX"),
    (exp.IntDiv, "不能用 //，用 FLOOR(a / b)"),
    (exp.IgnoreNulls, "不能用 IGNORE NULLS"),
    (exp.Limit, "不能用 LIMIT，用 ROW_NUMBER() OVER (… ORDER BY …)"),
    (exp.Offset, "不能用 OFFSET"),
    (exp.CurrentDate, "不能用今天的日期，用 $as_of"),
)


def to_dialect(sql: str, engine: str) -> str:
    """The query in an engine's dialect (``duckdb`` or ``spark``)."""
    if engine == "duckdb":
        return sql
    tree = sqlglot.parse_one(sql, read="duckdb").transform(_months).transform(_fractions)
    return tree.sql(dialect=engine, pretty=True)


def differences(
    tree: exp.Query, reads: Mapping[str, Mapping[str, str]] | None = None
) -> Sequence[str]:
    """Constructs that the engines understand differently, in Chinese; empty when portable.

    With ``reads`` (table to column to type of the dictionary) also those that only the types
    of the columns show.
    """
    found = [*_plain(tree), *_in_windows(tree), *_in_sums(tree)]
    if reads is not None:
        found += _by_type(tree, reads)
    return tuple(dict.fromkeys(found))


def _plain(tree: exp.Query) -> Iterator[str]:
    for kind, reason in _PLAIN_REFUSALS:
        if tree.find(kind):
            yield reason
    for diff in tree.find_all(exp.DateDiff):
        unit = str(diff.args.get("unit") or _COUNTED_IN_DAYS).strip("'").upper()
        if unit != _COUNTED_IN_DAYS:
            yield "date_diff 只能按日：各引擎对整月、整年的理解不同"
    for cte in tree.find_all(exp.With):
        if cte.args.get("recursive"):
            yield "不能用递归"
    for join in tree.find_all(exp.Join):
        if str(join.args.get("method") or "").upper() == "ASOF":
            yield "不能用 ASOF JOIN"
    for like in tree.find_all(exp.Like):
        if any("\\" in literal.name for literal in like.find_all(exp.Literal)):
            yield "LIKE 中不能有反斜线"
    for div in tree.find_all(exp.Div):
        divisor = div.expression.unnest()
        zero = isinstance(divisor, exp.Literal) and float(divisor.name) == 0
        if zero or not isinstance(divisor, exp.Literal | exp.Nullif | exp.Placeholder):
            yield "除数可能为零：写作 a / NULLIF(b, 0)"


def _in_windows(tree: exp.Query) -> Iterator[str]:
    for window in tree.find_all(exp.Window):
        if window.args.get("order") is None and isinstance(window.this, _RANKED):
            yield f"{window.this.sql_name()} 必须有 ORDER BY"
        spec = window.args.get("spec")
        if spec is not None and spec.args.get("exclude"):
            yield "窗口中不能用 EXCLUDE"


def _in_sums(tree: exp.Query) -> Iterator[str]:
    """A sum that reaches the output must be given a type; one that is only compared need not."""
    for total in tree.find_all(exp.Sum):
        node = total.parent
        while node is not None and not isinstance(
            node, exp.Cast | exp.Predicate | exp.Having | exp.Order | exp.Query
        ):
            node = node.parent
        if isinstance(node, exp.Query):
            yield "SUM 须写明类型：CAST(SUM(…) AS BIGINT) 或者 CAST(SUM(…) AS DECIMAL(18, 4))"


def _by_type(tree: exp.Query, reads: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    schema: dict[str, Any] = {
        table: {name: _SQLGLOT_TYPES[kind] for name, kind in columns.items()}
        for table, columns in reads.items()
    }
    try:
        typed = annotate_types(
            qualify(tree.copy(), schema=schema, dialect="duckdb"), schema=schema, dialect="duckdb"
        )
    except SqlglotError:
        return  # an undeclared column: the lint says so by itself
    for sub in typed.find_all(exp.Sub):
        if all(side.is_type(*_MOMENTS) for side in (sub.this, sub.expression)):
            yield "日期不能相减，用 date_diff('day', …)"
    for cast in typed.find_all(exp.Cast):
        inner = cast.this.unnest()
        to_whole = cast.to.is_type(*exp.DataType.INTEGER_TYPES) and not isinstance(inner, _WHOLE)
        if to_whole and (inner.is_type(*_FRACTIONS) or inner.find(exp.Div)):
            yield "小数不能直接转为整数：先写 ROUND、FLOOR 或者 CEIL"


def _months(node: exp.Expression) -> exp.Expression:
    """``d + TO_MONTHS(n)`` becomes ``ADD_MONTHS(d, n)``; the same for a subtraction, and within
    ``d``: what has been replaced is not visited again."""
    if not isinstance(node, exp.Add | exp.Sub) or not _is_months(node.expression):
        return node
    months = node.expression.expressions[0].copy()
    if isinstance(node, exp.Sub):
        months = exp.Neg(this=exp.Paren(this=months))
    return exp.AddMonths(this=node.this.copy().transform(_months), expression=months)


def _is_months(node: exp.Expression) -> bool:
    return isinstance(node, exp.Anonymous) and str(node.this).upper() == "TO_MONTHS"


def _fractions(node: exp.Expression) -> exp.Expression:
    """Division and averages give a double in DuckDB, whatever they are of."""
    if isinstance(node, exp.Div):
        sides = (exp.cast(side.copy(), "DOUBLE") for side in (node.this, node.expression))
        return exp.Div(this=next(sides), expression=next(sides), typed=False, safe=False)
    if isinstance(node, exp.Avg):
        return exp.Avg(this=exp.cast(node.this.copy(), "DOUBLE"))
    return node
