"""Facts declared with their types, and conditions over them in the Common Expression Language.

A condition is true, false or not known: a fact that was not given leaves it not known, unless the
rest decides (``false && x`` is false whatever x is). Undeclared names are refused at loading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

import cel
from pydantic import Field

from xiezhi.law.errors import LawError
from xiezhi.law.validity import Rule

# the name a macro binds, as in ``parties.exists(party, party == subject)``
_BOUND = re.compile(r"\.(?:exists|exists_one|all|map|filter)\(\s*(\w+)\s*,")

FactType = Literal["bool", "int", "decimal", "text", "date", "list"]
_BOOLS = {"true": True, "是": True, "1": True, "false": False, "否": False, "0": False}
_TYPES: dict[FactType, tuple[type, ...]] = {
    "bool": (bool,),
    "int": (int,),
    "decimal": (int, float, Decimal),
    "text": (str,),
    "date": (date,),
    "list": (list, tuple),
}


class Fact(Rule):
    """One declared fact: its label, type, for texts the values allowed, and the value assumed."""

    label: str
    type: FactType
    choices: Mapping[str, str] = Field(default_factory=dict)
    unit: str | None = None
    default: bool | int | str | None = None

    def accepts(self, value: object) -> bool:
        """Whether ``value`` has the declared type and, for choices, is one of them."""
        if self.type != "bool" and isinstance(value, bool):
            return False
        return isinstance(value, _TYPES[self.type]) and (
            not self.choices or (isinstance(value, str) and value in self.choices)
        )


def read_fact(name: str, written: str, facts: Mapping[str, Fact]) -> object:
    """A fact as typed on the command line, read by its declared type. Raises LawError."""
    fact = declared(name, facts)
    value: object = written
    try:
        if fact.type == "bool":
            value = _BOOLS[written.strip().lower()]
        elif fact.type == "int":
            value = int(written)
        elif fact.type == "decimal":
            value = Decimal(written)
        elif fact.type == "date":
            value = date.fromisoformat(written)
        elif fact.type == "list":
            value = [part.strip() for part in written.split(",") if part.strip()]
    except (KeyError, ValueError, InvalidOperation):
        value = None
    if value is None or not fact.accepts(value):
        allowed = "、".join(fact.choices) or _EXAMPLES[fact.type]
        raise LawError(f"事实 {name}（{fact.label}）", f"值「{written}」无效", f"应填：{allowed}")
    return value


_EXAMPLES: dict[FactType, str] = {
    "bool": "true 或 false",
    "int": "整数，如 3",
    "decimal": "数，如 1000.50",
    "text": "文字",
    "date": "日期，如 2026-03-01",
    "list": "以逗号分隔的若干项",
}


def declared(name: str, facts: Mapping[str, Fact]) -> Fact:
    """The declaration of a fact. Raises LawError when the pack declares no such name."""
    if name not in facts:
        near = [known for known in facts if name in known or known in name]
        cure = f"是否指：{'、'.join(sorted(near))}" if near else "可用的名称见规则包的 facts.yaml"
        raise LawError("事实", f"未声明的名称「{name}」", cure)
    return facts[name]


@cache
def _compiled(expression: str) -> Any:
    return cel.compile(expression)


@dataclass(frozen=True)
class Condition:
    """A compiled condition; ``names`` are the facts it reads."""

    expression: str
    names: frozenset[str] = field(compare=False)
    defaults: Mapping[str, object] = field(compare=False, default_factory=dict)

    def holds(self, known: Mapping[str, object]) -> bool | None:
        """True, false, or None when the facts known do not decide it. Raises LawError on types."""
        names = {
            name: _plain(known.get(name, self.defaults.get(name)))
            for name in self.names
            if known.get(name, self.defaults.get(name)) is not None
        }
        try:
            return bool(_compiled(self.expression).execute(names))
        except RuntimeError as error:
            if names.keys() < self.names:
                return None
            place = f"条件 {self.expression}"
            raise LawError(place, f"无法求值（{error}）", "检查事实") from error
        except TypeError as error:
            given = "、".join(f"{name}={value!r}" for name, value in names.items())
            problem = f"事实的类型与条件不合（{given}）"
            raise LawError(f"条件 {self.expression}", problem, "按 facts.yaml 填") from error


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return list(value) if isinstance(value, tuple | frozenset | set) else value


def compile_condition(expression: str, facts: Mapping[str, Fact], place: str) -> Condition:
    """Compile. Raises LawError for bad syntax or a name not declared."""
    try:
        program = _compiled(expression)
    except ValueError as error:
        first = str(error).splitlines()[0].split("ERROR:")[-1].strip()
        problem = f"条件「{expression}」写法有误（{first}）"
        raise LawError(place, problem, "改为 CEL 表达式") from error
    names = frozenset(program.variables()) - frozenset(_BOUND.findall(expression))
    for name in sorted(names):
        try:
            declared(name, facts)
        except LawError as error:
            problem = f"条件「{expression}」用了{error.problem}"
            raise LawError(place, problem, error.cure) from error
    defaults = {name: facts[name].default for name in names if facts[name].default is not None}
    return Condition(expression, names, defaults)
