"""A table of a page as an Excel file: one description gives the page its heads, the file its rows.

What a cell holds is written as it stands: text is never read as a formula, and control characters
that no workbook may hold are left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Row = TypeVar("Row")
Value = str | int | float | bool | Decimal | date | datetime | None
LONGEST = 32_767  # characters that a cell of Excel holds
SHEET_NAME = 31  # characters of a sheet's name
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a program might take for the start of one
WIDEST = 60  # characters of a column's width
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its head, what of a row stands in it, and the class of its cells on a page."""

    label: str
    value: Callable[[Row], Value]
    css: str = ""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A named list with its columns and rows; a page draws the heads and the rows, a file both."""

    name: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]

    @property
    def values(self) -> Iterable[tuple[Value, ...]]:
        """The cells, row by row."""
        return (tuple(column.value(row) for column in self.columns) for row in self.rows)

    @property
    def pairs(self) -> Iterable[tuple[Row, tuple[Value, ...]]]:
        """Each row with its cells."""
        return zip(self.rows, self.values, strict=True)


def workbook(tables: Iterable[Table[Row]]) -> bytes:
    """Return an .xlsx with one sheet a table, the heads in its first row."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name.translate(FORBIDDEN_IN_NAMES)[:SHEET_NAME].strip())
        sheet.freeze_panes = "A2"
        for number, column in enumerate(table.columns, 1):
            width = min(max(len(column.label) * 2 + 4, 12), WIDEST)
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_head(sheet, column.label) for column in table.columns])
        for values in table.values:
            sheet.append([_cell(sheet, value) for value in values])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _head(sheet: Worksheet, label: str) -> WriteOnlyCell:
    cell = _cell(sheet, label)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Worksheet, value: Value) -> WriteOnlyCell:
    """A cell of the value's own type; an instant loses its zone, which no workbook can hold."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, None)
    # Set past the setter, which would take a text that begins with = for a formula.
    cell._value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA)
    return cell
