"""The numbers of a run: taken from the law, from the model, or from the day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from sqlglot import exp

from xiezhi.screening.errors import ParameterMissing
from xiezhi.screening.hits import ParameterUsed, Value
from xiezhi.screening.lint import parse
from xiezhi.screening.model import Model, Param

_MARKS = {"D": "本系统设定，法律没有规定", "K": "一般知识，待核"}


def settle(
    model: Model, as_of: date, data_on: date, law_values: Mapping[str, object]
) -> tuple[ParameterUsed, ...]:
    """Every parameter with its value and source. ``law_values`` maps a reference of the law
    pack to a number in the parameter's unit.

    Raises :class:`ParameterMissing` for a reference the caller did not resolve.
    """
    days = (
        ParameterUsed("as_of", as_of, "", "运行的基准日", True),
        ParameterUsed("data_on", data_on, "", "所读各表中最旧的数据日期，不晚于基准日", True),
    )
    return (*days, *(_settle(model, name, p, law_values) for name, p in model.params.items()))


def bind(sql: str, used: tuple[ParameterUsed, ...]) -> str:
    """The query with every ``$name`` replaced by a typed literal (DuckDB dialect)."""
    return _bound(sql, used, tuple(repr(p.value) for p in used))


@lru_cache(maxsize=256)
def _bound(sql: str, used: tuple[ParameterUsed, ...], spelled: tuple[str, ...]) -> str:
    """``spelled`` tells 2.0 from 2, which are equal and yet literals of two types."""
    del spelled
    values = {p.name: p.value for p in used}

    def literal(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Placeholder) and node.name in values:
            return _literal(values[node.name])
        return node

    return _tree(sql).transform(literal).sql(dialect="duckdb")


@lru_cache(maxsize=128)
def _tree(sql: str) -> exp.Query:
    """The parsed query; ``transform`` copies it, so that it stays as it is."""
    return parse(sql)


def typed(model: Model, param: Param, raw: object) -> Value:
    """A value in the parameter's type. Raises :class:`ParameterMissing` for another."""
    try:
        if param.type == "int":
            return int(str(raw))
        if param.type == "decimal":
            return Decimal(str(raw))
        if param.type == "date":
            return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        return str(raw)
    except (ValueError, InvalidOperation) as error:
        reason = f"参数“{param.label}”应为 {param.type}"
        raise ParameterMissing(reason, "核对法律规则包", model.id, str(raw)) from error


def _settle(
    model: Model, name: str, param: Param, law_values: Mapping[str, object]
) -> ParameterUsed:
    if param.reference is None:
        basis = param.basis
        source = f"{basis.cite}「{basis.quote}」" if basis else _MARKS[param.mark]
        if param.local:
            source = f"本地参数：{param.local.source}（全国值 {param.local.national}）"
        verified = basis is not None and not basis.unverified
        return ParameterUsed(name, typed(model, param, param.value), param.unit, source, verified)
    if param.reference not in law_values:
        reason = f"参数“{param.label}”取自法律规则 {param.reference}，但没有取到"
        raise ParameterMissing(reason, "核对法律规则包", place=model.id)
    value = typed(model, param, law_values[param.reference])
    return ParameterUsed(name, value, param.unit, f"法律规则 {param.reference}", True)


def _literal(value: Value) -> exp.Expression:
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.Literal.number(str(value))
