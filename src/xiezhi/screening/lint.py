"""What a model may not do: checked on the syntax tree before anything runs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError, ParseError, SqlglotError
from sqlglot.optimizer.qualify import qualify

from xiezhi.screening.dictionary import Dictionary
from xiezhi.screening.digests import digest_of
from xiezhi.screening.engines.dialects import differences
from xiezhi.screening.errors import ModelInvalid, SqlRefused
from xiezhi.screening.lint_links import check_certain, check_linked, names_linked
from xiezhi.screening.model import ROW_ID, Model
from xiezhi.screening.operators import OPERATORS

RESERVED = ("as_of", "data_on")
_passed: set[str] = set()  # digests of what passed before, for a check takes a tenth of a second
ALLOWED = {
    "abs", "and", "any_value", "avg", "bool_and", "bool_or", "case", "cast", "ceil", "coalesce",
    "concat", "count", "date_diff", "exists", "floor", "greatest", "if", "lag", "lead", "least",
    "length", "like", "logical_and", "logical_or", "lower", "make_date", "max", "min", "month",
    "nullif", "or", "date_from_parts", "datediff", "replace", "round", "row_number", "substring",
    "sum", "to_months", "trim", "upper", "xor", "year", "day", "dense_rank", "rank", "not",
}  # fmt: skip
FORBIDDEN = (
    exp.Command, exp.Into, exp.Lateral, exp.Unnest, exp.Pivot, exp.Lambda, exp.Values,
    exp.TableSample, exp.SessionParameter, exp.Introducer,
)  # fmt: skip


def check_model(model: Model, dictionary: Dictionary) -> None:
    """Everything that must hold before a model may run; what passed once passes again.

    Raises :class:`ModelInvalid` or :class:`SqlRefused` with the model's id as the place.
    """
    if unknown := [name for name in model.reads if name not in dictionary]:
        raise ModelInvalid("数据字典中没有这张表", "核对 reads", model.id, "、".join(unknown))
    digest = digest_of(model, dictionary)
    if digest not in _passed:
        _check(model, dictionary)
        _passed.add(digest)


def _check(model: Model, dictionary: Dictionary) -> None:
    try:
        _check_reads(model, dictionary)
        _check_evidence(model, dictionary)
        tree = parse(model.sql)
        trees = [tree, *_check_steps(model, dictionary)]
        check_sql(tree, {**model.reads, **made_by_steps(model)})
        for each in trees:
            check_certain(each, [name for name, step in model.steps.items() if step.use])
        _check_output(tree, model)
        _check_params(trees, model)
        _check_portable(trees, model)
        _check_examples(model)
    except ModelInvalid as refusal:
        refusal.place = refusal.place or model.id
        raise


def made_by_steps(model: Model) -> dict[str, Mapping[str, str]]:
    """The tables that the model's steps make: name to column to type."""
    return {name: OPERATORS[step.operator].gives for name, step in model.steps.items()}


def _check_steps(model: Model, dictionary: Dictionary) -> list[exp.Query]:
    """Every step reads declared tables and earlier steps, and yields what its operator takes."""
    reads: dict[str, Mapping[str, str]] = dict(model.reads)
    trees = []
    for name, step in model.steps.items():
        if name in dictionary or not name.isidentifier():
            raise ModelInvalid("步骤的名称与表重名或者不合格", "换一个名称", value=name)
        if step.use:
            check_linked(model, name, step)
            reads[name] = OPERATORS[step.operator].gives
            continue
        tree = parse(step.sql)
        check_sql(tree, reads)
        takes = tuple(OPERATORS[step.operator].takes)
        if tuple(tree.named_selects) != takes:
            cure = f"{step.query} 依次输出 {'、'.join(takes)}"
            raise SqlRefused("步骤输出的列不是运算所要的", cure, value=name)
        reads[name] = OPERATORS[step.operator].gives
        trees.append(tree)
    return trees


def parse(sql: str) -> exp.Query:
    """The single query of a text. Raises :class:`SqlRefused` for anything else."""
    try:
        trees = [tree for tree in sqlglot.parse(sql, read="duckdb") if tree is not None]
    except (ParseError, SqlglotError) as error:
        raise SqlRefused(f"不是合格的 SQL{_where(error)}", "改正这一处") from error
    if len(trees) != 1 or not isinstance(trees[0], exp.Query):
        raise SqlRefused("只能是一条 SELECT", "删去其他语句")
    tree: exp.Query = trees[0]
    return tree


def check_sql(tree: exp.Query, reads: Mapping[str, Mapping[str, str]]) -> None:
    """Only declared tables and columns, only harmless functions. Raises :class:`SqlRefused`."""
    for kind in FORBIDDEN:
        if found := tree.find(kind):
            raise SqlRefused(
                f"不能用这种写法{_line(found)}",
                "只用 SELECT、JOIN、WITH 和窗口",
                value=_show(found),
            )
    for query in tree.find_all(exp.With):
        if query.args.get("recursive"):
            raise SqlRefused("不能用递归", "改为不递归的写法")
    for star in tree.find_all(exp.Star):
        if not isinstance(star.parent, exp.Count):
            raise SqlRefused(f"不能用 *{_line(star)}", "逐个写出列名")
    _check_tables(tree, reads)
    _check_functions(tree)
    try:
        schema: dict[str, object] = {table: dict(columns) for table, columns in reads.items()}
        qualify(tree.copy(), schema=schema, dialect="duckdb", validate_qualify_columns=True)
    except (OptimizeError, SqlglotError) as error:
        reason = f"用了没有声明的列{_line_told(str(error))}"
        cure = "在 reads 中声明，或者改正列名"
        raise SqlRefused(reason, cure, value=_column_told(str(error))) from error


def _check_tables(tree: exp.Query, reads: Mapping[str, Mapping[str, str]]) -> None:
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    if shadowed := named & set(reads):
        raise SqlRefused("WITH 的名字与表重名", "换一个名字", value="、".join(sorted(shadowed)))
    for table in tree.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier) or table.args.get("db"):
            reason = f"只能读声明过的表{_line(table)}"
            raise SqlRefused(reason, "不能读文件、函数或者其他库", value=_show(table))
        if table.name not in reads and table.name not in named:
            reason = f"表没有声明{_line(table)}"
            raise SqlRefused(reason, "在 reads 中声明这张表", value=table.name)


def _check_functions(tree: exp.Query) -> None:
    for function in tree.find_all(exp.Func):
        name = (
            str(function.this) if isinstance(function, exp.Anonymous) else function.sql_name()
        ).lower()
        if name not in ALLOWED:
            reason = f"函数不在允许之列{_line(function)}"
            raise SqlRefused(reason, "只用通行的函数", value=name)


def _check_reads(model: Model, dictionary: Dictionary) -> None:
    for name, columns in model.reads.items():
        table = dictionary[name]
        for column, kind in columns.items():
            if column == ROW_ID and kind == "text" and names_linked(model, table):
                continue
            if column not in table.columns or table.columns[column].type != kind:
                raise ModelInvalid(
                    "列或者类型与数据字典不符", "核对 reads", value=f"{name}.{column}"
                )
            if table.columns[column].check == "person_name":
                reason = "模型不得读姓名：仅凭同名不成线索"
                raise ModelInvalid(reason, "用公民身份号码关联", value=f"{name}.{column}")


def _check_evidence(model: Model, dictionary: Dictionary) -> None:
    made = made_by_steps(model)
    for name, match in model.evidence.items():
        if name not in made and (name not in model.reads or name not in dictionary):
            raise ModelInvalid("证据表没有在 reads 中声明", "核对 evidence", value=name)
        columns = made[name] if name in made else _columns(model, dictionary, name)
        for column, yielded in match.items():
            if column not in columns or not _is_given(model, dictionary, yielded):
                value = f"{name}.{column}: {yielded}"
                raise ModelInvalid("证据的对应有误", "核对 evidence", value=value)
    if unread := set(model.optional) - set(model.reads):
        raise ModelInvalid(
            "optional 不在 reads 中", "核对 optional", value="、".join(sorted(unread))
        )
    if not set(model.evidence) - set(made):
        raise ModelInvalid("线索必须带有证据行", "写明 evidence")
    if model.expects.of not in model.reads:
        raise ModelInvalid("expects.of 不在 reads 中", "核对 expects", value=model.expects.of)


def _columns(model: Model, dictionary: Dictionary, table: str) -> set[str]:
    """What rows of a table can be matched by."""
    own = {ROW_ID} if table in model.linked_tables else set()
    return set(dictionary[table].columns) | own


def _is_given(model: Model, dictionary: Dictionary, source: str) -> bool:
    """Whether an evidence column is matched to a yielded one or to another evidence table's."""
    table, _, column = source.rpartition(".")
    if not table:
        return column in model.yields.columns
    made = made_by_steps(model)
    columns = made[table] if table in made else _columns(model, dictionary, table)
    return table in model.evidence and column in columns


def _check_output(tree: exp.Query, model: Model) -> None:
    columns = tuple(tree.named_selects)
    if columns != tuple(model.yields.columns):
        raise SqlRefused(
            "输出的列与 yields 不一致", "按 yields 的次序输出", value="、".join(columns)
        )
    order = tree.args.get("order")
    ordered = {item.this.name for item in order.expressions} if order else set()
    if missing := [key for key in model.yields.one_row_per if key not in ordered]:
        raise SqlRefused("没有完整的次序", f"ORDER BY 补上 {'、'.join(missing)}")
    if unknown := set(model.yields.one_row_per) - set(columns):
        raise ModelInvalid("one_row_per 不在输出中", "核对 yields", value="、".join(unknown))


def _check_params(trees: Sequence[exp.Query], model: Model) -> None:
    used = {p.name for tree in trees for p in tree.find_all(exp.Placeholder)}
    if unknown := used - set(model.params) - set(RESERVED):
        raise SqlRefused("参数没有声明", "在 params 中声明", value="、".join(sorted(unknown)))
    if unused := set(model.params) - used:
        raise ModelInvalid("参数没有用到", "删去", value="、".join(sorted(unused)))


def _check_portable(trees: Sequence[exp.Query], model: Model) -> None:
    reads = {**model.reads, **made_by_steps(model)}
    for tree in trees:
        if "spark" in model.runs_on and (found := differences(tree, reads)):
            raise SqlRefused("各引擎的结果会不同", "；".join(found))


def _check_examples(model: Model) -> None:
    hits = sum(bool(example.expect.strip()) for example in model.examples)
    if hits < 2 or len(model.examples) - hits < 3:
        raise ModelInvalid("例子不足", "至少两个产生线索的、三个不产生线索的")


def _show(node: exp.Expression) -> str:
    return node.sql("duckdb")[:80]


def _where(error: SqlglotError) -> str:
    """The line and column of a fault of syntax, with the words around it."""
    for one in getattr(error, "errors", ()):
        if one.get("line"):
            return f"：第 {one['line']} 行第 {one['col']} 列，“{one.get('highlight') or ''}”处"
    return _line_told(str(error))


def _line(node: Any) -> str:
    """The line of the query in which a node stands, where the parser noted one."""
    lines = (part.meta.get("line") for part in node.walk())
    found = next((line for line in lines if line), None)
    return f"（第 {found} 行）" if found else ""


def _line_told(words: str) -> str:
    """The line that a message of the parser names in English."""
    found = re.search(r"[Ll]ine:? (\d+)", words)
    return f"（第 {found[1]} 行）" if found else ""


def _column_told(words: str) -> str:
    """The column that a message of the parser names."""
    found = re.search(r"'\"?([^'\"]+)\"?'", words)
    return found[1] if found else words[:80]
