"""The data dictionary: what every canonical table means, column by column."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from xiezhi.screening.errors import ScreeningError

ColumnType = Literal["text", "date", "datetime", "int", "decimal", "bool"]
Check = Literal["identity_number", "credit_code", "case_number", "person_name", "phone"]
Sensitivity = Literal["open", "internal", "personal", "sensitive"]

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")

# A dictionary that names one of these is refused: the house keeps no such data.
FORBIDDEN = ("民族", "宗教", "信仰", "政治面貌", "党派", "观点", "思想倾向")


class Kind(BaseModel):
    """Base of every YAML kind of this room: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Kind):
    """One column: type, meaning, unit, and how headers in the wild call it."""

    type: ColumnType = "text"
    label: str
    meaning: str = ""
    unit: str = ""
    sensitivity: Sensitivity = "internal"
    synonyms: tuple[str, ...] = ()
    check: Check | None = None
    choices: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    closed: bool = False
    required: bool = False
    blank: bool | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The label and every synonym."""
        return (self.label, *self.synonyms)


class Table(Kind):
    """One canonical table. ``key`` names one row; a later state of it replaces the earlier.

    ``stands_in``: a column of the key that rows may lack in the field (a patient's number), and
    the columns that name such a row instead; the first of them must then be there.
    """

    table: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    about: str
    source: str
    retention: str
    fresh_days: int | None = None
    title_words: tuple[str, ...] = ()
    key: tuple[str, ...]
    stands_in: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    columns: Mapping[str, Column]
    reference: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Table":
        for name in self.key:
            if name not in self.columns:
                raise ValueError(f"主键 {name} 不在 columns 中")
        for name, others in self.stands_in.items():
            if name not in self.key or not others or set(others) - set(self.columns):
                raise ValueError(f"stands_in 有误：{name} 应在主键中，替代的字段应在 columns 中")
        for name, column in self.columns.items():
            if not _IDENTIFIER.fullmatch(name):
                raise ValueError(f"字段名 {name} 应为小写英文")
            if any(word in text for word in FORBIDDEN for text in column.names):
                raise ValueError(f"字段 {name}：本系统不设民族、宗教、观点类字段")
        return self

    @cached_property
    def every_name(self) -> tuple[str, ...]:
        """The label, the synonyms and the id of every column."""
        return tuple(n for name, column in self.columns.items() for n in (*column.names, name))

    def required(self) -> tuple[str, ...]:
        """Columns without which a row cannot stand: the key and those marked required."""
        extra = (n for n, c in self.columns.items() if c.required and n not in self.key)
        return (*(name for name in self.key if name not in self.stands_in), *extra)

    def either(self) -> tuple[tuple[str, str], ...]:
        """Pairs of columns of which a row must fill one: the key's own and its first stand-in."""
        return tuple((name, others[0]) for name, others in self.stands_in.items())

    def key_parts(self) -> tuple[str, ...]:
        """The key as expressions in SQL: a stand-in counts only where the number is missing."""
        others = (
            f"CASE WHEN {name} IS NULL THEN {other} END"
            for name, stand_ins in self.stands_in.items()
            for other in stand_ins
        )
        return (*self.key, *others)


class Dictionary:
    """All tables by name. Iterates in the order of their names."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = dict(sorted(tables.items()))

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables.values())

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __getitem__(self, name: str) -> Table:
        """The table; raises :class:`ScreeningError` for a name the dictionary lacks."""
        if name not in self._tables:
            known = "、".join(self._tables)
            raise ScreeningError("数据字典中没有这张表", f"可用的表：{known}", value=name)
        return self._tables[name]

    def imported(self) -> tuple[Table, ...]:
        """Tables that agencies fill, without those whose rows are the law's own."""
        return tuple(table for table in self if table.reference is None)


def load_dictionary(root: Path | None = None) -> Dictionary:
    """Read ``tables/*.yaml``. Raises :class:`ScreeningError` naming the file and the fault."""
    root = root or Path(__file__).parent.parent / "tables"
    tables: dict[str, Table] = {}
    for path in sorted(root.glob("*.yaml")):
        try:
            table = Table.model_validate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
        except (ValueError, yaml.YAMLError) as error:
            raise ScreeningError(f"数据字典有误：{error}", place=path.name) from error
        if table.table != path.stem:
            raise ScreeningError("表名应与文件名一致", place=path.name, value=table.table)
        tables[table.table] = table
    return Dictionary(tables)


@cache
def national() -> Dictionary:
    """The dictionary that ships with the system, read once."""
    return load_dictionary()
