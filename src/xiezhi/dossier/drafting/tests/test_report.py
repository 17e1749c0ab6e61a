"""A report: equal bytes for equal parts, a table as wide as said, nothing acts as markup."""

import io

import docx
import pytest

from xiezhi.dossier.drafting import can_convert, to_pdf
from xiezhi.dossier.drafting.report import Table, Words, report

PARTS = (
    Words("heading", "一、办案行为"),
    Words("paragraph", "正文 {{ 7 * 7 }} <w:p/>\u202e颠倒"),
    Table(("号", "内容"), (20, 136), (("1", "a" * 64), ("2", "乙"))),
)


def test_equal_parts_give_equal_bytes() -> None:
    assert report("决定轨迹", PARTS) == report("决定轨迹", PARTS)


def test_the_parts_stand_as_they_were_given() -> None:
    document = docx.Document(io.BytesIO(report("决定轨迹", PARTS)))
    texts = [one.text for one in document.paragraphs]
    assert texts[:3] == ["决定轨迹", "一、办案行为", "正文 {{ 7 * 7 }} <w:p/>颠倒"]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", "a" * 64]
    assert [round(column.width.mm) for column in table.columns] == [20, 136]
    assert document.core_properties.author == ""


@pytest.mark.slow
@pytest.mark.skipif(not can_convert(), reason="本机没有 LibreOffice")
def test_it_becomes_a_pdf() -> None:
    assert to_pdf(report("决定轨迹", PARTS)).startswith(b"%PDF")
