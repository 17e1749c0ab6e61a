"""A page's table as an Excel file: the same columns, every cell as it stands, no formula."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from xiezhi.dossier.workbook import Column, Table, workbook


@dataclass(frozen=True)
class Line:
    name: str
    count: int


COLUMNS = (Column[Line]("名称", lambda one: one.name), Column[Line]("件数", lambda one: one.count))


def _read(rows: list[Line], name: str = "线索") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook([Table(name, COLUMNS, rows)])))


def test_the_file_has_the_columns_of_the_page_and_its_rows() -> None:
    sheet = _read([Line("甲", 1), Line("乙", 2)])["线索"]
    assert list(sheet.values) == [("名称", "件数"), ("甲", 1), ("乙", 2)]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t="])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    cell = _read([Line(text, 1)])["线索"]["A2"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_a_plain_text_is_not_marked() -> None:
    assert not _read([Line("甲=乙", 1)])["线索"]["A2"].quotePrefix


def test_characters_that_no_workbook_holds_are_left_out_and_names_are_cut() -> None:
    book = _read([Line("甲\x00\x0b乙", 1)], name="线索/核实" + "长" * 40)
    (name,) = book.sheetnames
    assert len(name) <= 31
    assert "/" not in name
    assert book[name]["A2"].value == "甲乙"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (date(2026, 11, 1), datetime(2026, 11, 1)),
        (datetime(2026, 11, 1, 8, tzinfo=UTC), datetime(2026, 11, 1, 8)),
        (Decimal("1.50"), 1.5),
        (None, None),
        (True, True),
    ],
)
def test_values_keep_their_type(value: object, read: object) -> None:
    table = Table("值", (Column("值", lambda _row: value),), [Line("甲", 1)])
    book = openpyxl.load_workbook(BytesIO(workbook([table])))
    assert book["值"]["A2"].value == read
