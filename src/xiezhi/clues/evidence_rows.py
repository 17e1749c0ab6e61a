"""Evidence rows as a reader sees them: labels, masked numbers, where each row came from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from xiezhi.casework.identity import mask
from xiezhi.clues.linked_words import linked_words
from xiezhi.evidence.selectors import text_keyed
from xiezhi.screening import Dictionary, Table

MONEY = re.compile(r"-?\d+\.\d{2}00")  # four decimals in the store, of which yuan shows two
NUMBERLESS = ("无号码", "号码存疑")  # what stands for a subject without a number, see linkage
IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dX](?!\d)")
WORDS = {"person": "自然人", "unit": "单位"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its label; ``differs`` marks a value that the model computed on."""

    name: str
    label: str
    value: str
    masked: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of one source: cells, the line of the file it stood in, and the text it is from.

    ``place`` counts from 0 among the rows of its table as the clue holds them.
    """

    origin: str
    cells: tuple[Cell, ...]
    text_id: UUID | None
    place: int = 0
    linked: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """All rows of one table behind a clue."""

    table: str
    label: str
    agency: str
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One field in two rows; ``relation`` is ``same``, ``diff``, empty when one row lacks it."""

    label: str
    left: str
    right: str
    relation: str
    left_sign: str = ""
    right_sign: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of evidence, field by field, under the two (source, row) they came from."""

    heads: tuple[tuple[Source, SourceRow], ...]
    lines: tuple[Compared, ...]


def pair(found: tuple[Source, ...]) -> Pair | None:
    """Return the evidence as two rows to compare; None when it is not exactly two rows."""
    heads = tuple((source, row) for source in found for row in source.rows)
    if len(heads) != 2:
        return None
    left, right = ({cell.label: cell for cell in row.cells} for _, row in heads)
    lines = tuple(_compared(label, left.get(label), right.get(label)) for label in left | right)
    return Pair(heads, tuple(sorted(lines, key=lambda line: not line.relation)))


def _compared(label: str, left: Cell | None, right: Cell | None) -> Compared:
    values = (left.value if left else "", right.value if right else "")
    relation = ""
    if left and right and all(values):
        # Masked numbers are compared by what is shown; the join itself was on the whole number.
        relation = "same" if values[0] == values[1] else "diff"
    signs = (left.sign if left else "", right.sign if right else "")
    return Compared(label, *values, relation, *signs)


def sources(
    rows: Mapping[str, list[dict[str, Any]]],
    dictionary: Dictionary,
    signs: Mapping[tuple[str, str], str],
) -> tuple[Source, ...]:
    """Return the evidence rows of a clue, table by table, in the order the model reads them.

    ``signs`` holds the ①②③ of every (table, column) that was read from a text.
    """
    return tuple(
        Source(
            table=name,
            label=dictionary[name].label,
            agency=dictionary[name].source,
            rows=tuple(
                replace(_row(row, dictionary[name], signs), place=place)
                for place, row in sorted(enumerate(found), key=lambda one: _place(one[1]))
            ),
        )
        for name, found in rows.items()
        if name in dictionary
    )


def cells(values: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return yielded values with their labels; identity numbers are masked."""
    return tuple(_cell(name, labels.get(name, name), value) for name, value in values.items())


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    """The file and line a row stood in, so that rows appear as the agency wrote them."""
    origin = row["origins"][0] if row.get("origins") else {"file": "", "line": 0}
    return str(origin["file"]), int(origin["line"])


def _row(row: Mapping[str, Any], table: Table, signs: Mapping[tuple[str, str], str]) -> SourceRow:
    origin = row["origins"][0] if row.get("origins") else None
    anchors = row.get("anchors") or ()
    text = text_keyed(anchors[0]["text_id"]) if anchors else None
    chosen = {name for name, column in table.columns.items() if column.choices}
    printed = {name: row["printed"][name] for name in chosen & set(row.get("printed") or ())}
    return SourceRow(
        origin=f"{origin['file']}第{origin['line']}行，数据截至{origin['data_on']}"
        if origin
        else "",
        cells=tuple(
            replace(
                _cell(name, table.columns[name].label if name in table.columns else name, value),
                sign="" if value is None else signs.get((table.table, name), ""),
            )
            for name, value in {**row["values"], **printed}.items()
        ),
        text_id=text.id if text else None,
        linked=linked_words(row.get("linked")),
    )


def _cell(name: str, label: str, value: Any) -> Cell:
    """A number is masked wherever it stands: a model names a ring by its smallest one."""
    text = _written(value)
    if name.endswith("identity_number") and not text.startswith(NUMBERLESS):
        return Cell(name, label, mask(text), True)
    shown = IDENTITY.sub(lambda found: mask(found[0]), text)
    return Cell(name, label, shown, shown != text)


def _written(value: Any) -> str:
    """A flag is compared by type: the number 1 equals ``True`` and is no yes."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = "" if value is None else str(value)
    return f"{Decimal(text):.2f}" if MONEY.fullmatch(text) else WORDS.get(text, text)
