"""Evidence rows as a reader sees them: labels, masked numbers, where each row came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiezhi.casework.identity import mask
from xiezhi.screening import Dictionary, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its label; ``differs`` marks a value that the model computed on."""

    name: str
    label: str
    value: str
    masked: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of one source: cells, the line of the file it stood in, and anchors into a text."""

    origin: str
    cells: tuple[Cell, ...]
    text_key: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """All rows of one table behind a clue."""

    table: str
    label: str
    agency: str
    rows: tuple[SourceRow, ...]


def sources(
    rows: Mapping[str, list[dict[str, Any]]], dictionary: Dictionary
) -> tuple[Source, ...]:
    """Return the evidence rows of a clue, table by table, in the order the model reads them."""
    return tuple(
        Source(
            table=name,
            label=dictionary[name].label,
            agency=dictionary[name].source,
            rows=tuple(_row(row, dictionary[name]) for row in found),
        )
        for name, found in rows.items()
        if name in dictionary
    )


def cells(values: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return yielded values with their labels; identity numbers are masked."""
    return tuple(_cell(name, labels.get(name, name), value) for name, value in values.items())


def _row(row: Mapping[str, Any], table: Table) -> SourceRow:
    origin = row["origins"][0] if row.get("origins") else None
    anchors = row.get("anchors") or ()
    return SourceRow(
        origin=f"{origin['file']}第{origin['line']}行，数据截至{origin['data_on']}"
        if origin
        else "",
        cells=tuple(
            _cell(name, table.columns[name].label if name in table.columns else name, value)
            for name, value in row["values"].items()
        ),
        text_key=anchors[0]["text_id"] if anchors else "",
        spans=tuple((a["field"], a["start"], a["end"]) for a in anchors),
    )


def _cell(name: str, label: str, value: Any) -> Cell:
    text = "" if value is None else {True: "是", False: "否"}.get(value, str(value))
    secret = name.endswith("identity_number")
    return Cell(name, label, mask(text) if secret else text, secret)
