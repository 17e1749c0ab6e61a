"""The liability tables of a pack as one: questions, settings and compiled rows, made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from xiezhi.law.conditions import Condition, Fact, compile_condition
from xiezhi.law.errors import LawError
from xiezhi.law.liability.tables import Code, LiabilityTable, Question, Row
from xiezhi.law.procedure_rules import Cited

if TYPE_CHECKING:
    from xiezhi.law.authority_rules import Setting
    from xiezhi.law.packs import Pack

EXEMPTIONS, GROSS = "exemptions", "gross_negligence"
_KEY = "liability"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with its conditions compiled, the table it stands in and its days of validity."""

    row: Row
    table: LiabilityTable
    conditions: tuple[tuple[Condition, str], ...]

    def in_force_on(self, day: date) -> bool:
        """Whether the row applies to what was done on ``day``."""
        return (self.row.in_force or self.table.in_force).covers(day)


@dataclass(frozen=True)
class Rules:
    """Everything the pack says of liability."""

    questions: Mapping[str, Question]
    settings: Mapping[str, Setting]
    rows: tuple[ReadRow, ...]
    tables: Mapping[str, LiabilityTable]

    def codes(self, table: str) -> Mapping[str, Code]:
        """The circumstances of one list (``exemptions``, ``gross_negligence``, …)."""
        found = self.tables.get(table)
        return found.codes if found else {}

    def rows_on(self, day: date) -> tuple[ReadRow, ...]:
        """The rows that apply to what was done on ``day``."""
        return tuple(one for one in self.rows if one.in_force_on(day))

    def article(self, table: str, name: str) -> Cited:
        """A cited article of one table. Raises LawError."""
        try:
            return self.tables[table].articles[name]
        except KeyError:
            place = f"责任规则 {table}"
            raise LawError(place, f"没有依据「{name}」", "核对规则包的 liability 目录") from None


def rules_of(pack: Pack) -> Rules:
    """The liability rules of a pack, remembered with it. Raises LawError for a bad condition."""
    known = pack.plans.get(_KEY)
    if not isinstance(known, Rules):
        known = _read(pack.liability)
        pack.plans[_KEY] = known
    return known


def _read(tables: Mapping[str, LiabilityTable]) -> Rules:
    questions = {name: q for table in tables.values() for name, q in table.questions.items()}
    settings = {name: s for table in tables.values() for name, s in table.settings.items()}
    facts: dict[str, Fact] = dict(questions)
    for name, setting in settings.items():
        kind = {bool: "bool", int: "int"}.get(type(setting.value), "text")
        facts[name] = Fact.model_validate(
            {"label": setting.label, "type": kind, "default": setting.value}
        )
    rows = tuple(one for table in tables.values() for one in _rows(table, facts))
    return Rules(MappingProxyType(questions), MappingProxyType(settings), rows, tables)


def _rows(table: LiabilityTable, facts: Mapping[str, Fact]) -> Iterator[ReadRow]:
    for row in table.rows:
        place = f"责任情形 {row.row}"
        read = tuple((compile_condition(p.condition, facts, place), p.say) for p in row.when)
        yield ReadRow(row, table, read)
