"""Tables whose rows are the law's own: read from YAML with a citation beside each row."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml
from pydantic import model_validator

from xiezhi.screening.dictionary import Column, Dictionary, Kind, Table
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.hits import Value

Alone = Literal["拘役", "管制", "单处罚金", "无期徒刑", "死刑", "剥夺政治权利"]


class Tier(Kind):
    """One sentencing band, quoted: months of fixed-term imprisonment from and up to, what else
    may be imposed instead, and whether a fine must come with it."""

    quote: str
    months: tuple[int, int] | None
    also: tuple[Alone, ...] = ()
    fine: Literal["required", "optional", "none"] = "none"


class Offence(Kind):
    """The bands of one article for the charges it defines, since a day."""

    charges: tuple[str, ...]
    cite: str
    since: date
    until: date | None = None
    tiers: tuple[Tier, ...]

    @model_validator(mode="after")
    def _banded(self) -> "Offence":
        if not self.tiers:
            raise ValueError("至少一个量刑幅度")
        return self


@lru_cache(maxsize=4)
def reference_rows(dictionary: Dictionary) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
    """Rows of every reference table, by table; read once."""
    tables = (table for table in dictionary if table.reference is not None)
    return MappingProxyType({table.table: rows_of_table(table) for table in tables})


@cache
def _read(path: Path) -> tuple[dict[str, Any], ...]:
    entries = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return tuple(entries)


def rows_of_table(table: Table, root: Path | None = None) -> tuple[Mapping[str, Value], ...]:
    """The rows of one reference table. Raises :class:`ScreeningError` naming a faulty file."""
    root = root or Path(__file__).parent.parent / "tables" / "reference"
    files = sorted((root / table.table).glob("*.yaml"))
    rows: list[Mapping[str, Value]] = []
    for path in files:
        try:
            for entry in _read(path):
                rows.extend(_rows(table, entry))
        except (ValueError, KeyError, yaml.YAMLError) as error:
            raise ScreeningError(f"法律数据有误：{error}", place=path.name) from error
    return tuple(rows)


def _rows(table: Table, entry: dict[str, Any]) -> Iterator[Mapping[str, Value]]:
    if table.reference == "offences":
        yield from _bands(Offence.model_validate(entry))
        return
    if unknown := set(entry) - set(table.columns):
        raise ValueError(f"没有这些列：{'、'.join(sorted(unknown))}")
    yield {name: _typed(column, entry.get(name)) for name, column in table.columns.items()}


def _typed(column: Column, value: Any) -> Value:
    """A plain YAML number as the column's type; dates and texts stay."""
    typed: Value = Decimal(str(value)) if value is not None and column.type == "decimal" else value
    return typed


def _bands(offence: Offence) -> Iterator[Mapping[str, Value]]:
    for charge in offence.charges:
        for number, tier in enumerate(offence.tiers, start=1):
            low, high = tier.months or (None, None)
            yield {
                "charge": charge,
                "tier": number,
                "from_on": offence.since,
                "until_on": offence.until,
                "months_min": low,
                "months_max": high,
                "short_detention": "拘役" in tier.also,
                "public_surveillance": "管制" in tier.also,
                "life": "无期徒刑" in tier.also or "死刑" in tier.also,
                "fine_alone": "单处罚金" in tier.also,
                "fine": tier.fine,
                "cite": offence.cite,
                "quote": tier.quote,
            }
