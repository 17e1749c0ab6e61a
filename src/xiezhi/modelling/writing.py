"""A draft's files as far as they can be used: what is asked, of which tables and columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from xiezhi.modelling.library import folder_of
from xiezhi.screening import Model, ModelInvalid, SqlRefused, national
from xiezhi.screening.lint import check_sql, parse
from xiezhi.screening.model import Param, Step
from xiezhi.screening.operators import OPERATORS

FILES = ("model.yaml", "query.sql", "examples.yaml")
_SKELETON = Path(__file__).with_name("skeleton")


def skeleton() -> dict[str, str]:
    """Return the files from which a new model is written."""
    return {name: (_SKELETON / name).read_text("utf-8") for name in FILES}


def files_of(model: Model) -> dict[str, str]:
    """Return the files of a model at hand, by name."""
    found = sorted(folder_of(model.id).iterdir())
    return {p.name: p.read_text("utf-8") for p in found if p.suffix in (".yaml", ".sql")}


def id_of(files: Mapping[str, str]) -> str:
    """Return the id that a draft's model.yaml gives, empty when it cannot be read."""
    return str(_raw(files, lenient=True).get("id", ""))


def asked(files: Mapping[str, str]) -> Model:
    """Return what a draft asks, before it is a whole model: query, steps, numbers, tables.

    The tables and columns are those that the SQL names; the rest of model.yaml is not looked at.
    Raises ScreeningError with the line of what is wrong.
    """
    raw = _raw(files)
    steps = _steps(raw, files)
    params = {str(n): Param.model_validate(p) for n, p in (raw.get("params") or {}).items()}
    given = {name: OPERATORS[step.operator].gives for name, step in steps.items()}
    reads: dict[str, dict[str, str]] = {}
    for sql in (*(step.sql for step in steps.values()), files.get("query.sql", "")):
        for table, columns in _read_by(parse(sql), given).items():
            reads.setdefault(table, {}).update(columns)
    yields = raw.get("yields") or {}
    return Model.model_construct(
        id=str(raw.get("id", "")),
        sql=files.get("query.sql", ""),
        steps=steps,
        params=params,
        reads=reads,
        yields=SimpleNamespace(one_row_per=tuple(yields.get("one_row_per") or ())),
    )


def _raw(files: Mapping[str, str], *, lenient: bool = False) -> dict[str, Any]:
    try:
        raw = yaml.load(files.get("model.yaml", ""), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        if lenient:
            return {}
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else ""
        raise ModelInvalid("model.yaml 不合 YAML 的写法", "核对缩进、冒号和括号", place) from error
    return raw if isinstance(raw, dict) else {}


def _steps(raw: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Step]:
    try:
        return {
            str(name): Step.model_validate({**step, "sql": files.get(str(step.get("query")), "")})
            for name, step in (raw.get("steps") or {}).items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise ModelInvalid("steps 写得不合格", "写明 operator 和 query") from error


def _read_by(tree: exp.Query, given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The imported tables and columns that a query reads; the lint is passed first."""
    dictionary = national()
    ctes = {cte.alias for cte in tree.find_all(exp.CTE)}
    named = {t.name for t in tree.find_all(exp.Table) if t.name} - ctes - set(given)
    if unknown := sorted(name for name in named if name not in dictionary):
        raise SqlRefused(
            "数据字典中没有这张表", "在右边的数据字典里查表名", value="、".join(unknown)
        )
    whole = {
        name: {
            n: str(c.type) for n, c in dictionary[name].columns.items() if c.check != "person_name"
        }
        for name in named
    }
    schema = {**whole, **given}
    check_sql(tree, schema)
    qualified = qualify(tree.copy(), schema=_plain(schema), dialect="duckdb")
    reads: dict[str, dict[str, str]] = {name: {} for name in sorted(named)}
    for scope in traverse_scope(qualified):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in reads:
                reads[source.name][column.name] = whole[source.name][column.name]
    return _none_empty(reads, whole)


def _none_empty(
    reads: dict[str, dict[str, str]], whole: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """A table of which only the rows are counted still shows its first column."""
    for name, columns in reads.items():
        if not columns:
            first = next(iter(whole[name]))
            columns[first] = whole[name][first]
    return reads


def _plain(schema: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    return {table: dict(columns) for table, columns in schema.items()}


def labels_of(tables: Sequence[str]) -> dict[str, str]:
    """Return the Chinese of every column of some tables; one name has one meaning in a plan."""
    found: dict[str, str] = {}
    for table in tables:
        for name, column in national()[table].columns.items():
            found.setdefault(name, column.label)
    return found
