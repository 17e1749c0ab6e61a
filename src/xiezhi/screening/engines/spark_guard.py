"""The door in front of Spark: what is no harmless query on the session's own tables stops here.

The text that Spark gets is written anew from the syntax tree, so hints, comments and whatever
the tree does not know never reach it.
"""

from collections.abc import Mapping

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from xiezhi.screening.errors import SqlRefused
from xiezhi.screening.lint import ALLOWED, FORBIDDEN

# What the allowed functions are called once they are written for Spark.
_IN_SPARK = {
    "add_months", "date_add", "date_sub", "datediff", "interval", "to_date", "ts_or_ds_to_date",
}  # fmt: skip


def guarded(sql: str, tables: Mapping[str, object], mark: str) -> str:
    """The query with every table named by ``mark``, as Spark may run it.

    Raises :class:`SqlRefused` for anything but one SELECT on ``tables`` with allowed functions.
    """
    try:
        trees = [tree for tree in sqlglot.parse(sql, read="databricks") if tree is not None]
    except SqlglotError as error:
        raise SqlRefused(f"不是合格的 SQL：{error}", "改正 query.sql") from error
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        raise SqlRefused("只能是一条 SELECT", "删去其他语句")
    tree = trees[0]
    for kind in (*FORBIDDEN, exp.Hint, exp.QueryTransform):
        if found := tree.find(kind):
            raise SqlRefused(
                "不能用这种写法", "只用 SELECT、JOIN、WITH 和窗口", value=str(found)[:80]
            )
    _refuse_functions(tree)
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        if not isinstance(table.this, exp.Identifier) or table.args.get("db"):
            raise SqlRefused(
                "只能读声明过的表", "不能读文件、函数或者其他库", value=str(table)[:80]
            )
        if table.name in tables:
            alias = table.alias or table.name
            table.set("this", exp.to_identifier(mark + table.name))
            table.set("alias", exp.TableAlias(this=exp.to_identifier(alias)))
        elif table.name not in own:
            raise SqlRefused("表没有声明", "在 reads 中声明这张表", value=table.name)
    written = tree.sql(dialect="spark", comments=False)
    return f"SELECT * FROM (\n{written}\n) AS _model"  # noqa: S608  built from the tree


def _refuse_functions(tree: exp.Expr) -> None:
    for function in tree.find_all(exp.Func):
        plain = isinstance(function, exp.Anonymous)
        name = (str(function.this) if plain else function.sql_name()).lower()
        if name not in ALLOWED and name not in _IN_SPARK:
            raise SqlRefused("函数不在允许之列", "只用通行的函数", value=name)
