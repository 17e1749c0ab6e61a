"""A report as a Word file: title, paragraphs and tables on the page of an official document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from xiezhi.dossier.drafting.archive import add_still, members_of
from xiezhi.dossier.drafting.sheet import (
    BODY_FONT,
    HEADING_FONT,
    LOOKS,
    dress,
    dress_run,
    lay_page,
)
from xiezhi.dossier.drafting.values import clean

FINE, FINE_PITCH = Pt(10.5), Pt(16)  # 五号: a table of acts is read beside the text, not in it


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph in a role of the sheet: title, heading, paragraph, note …"""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Heads, rows of as many cells, and the widths of the columns in millimetres."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def report(title: str, parts: Sequence[Words | Table]) -> bytes:
    """Write the .docx; equal parts give equal bytes."""
    document = docx.Document()
    lay_page(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    for part in (Words("title", title), *parts):
        if isinstance(part, Table):
            _table(document, part)
        else:
            dress(document.add_paragraph(clean(part.text)), LOOKS[part.role])
    stream, still = io.BytesIO(), io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members_of(stream.getvalue()):
            add_still(archive, name, content)
    return still.getvalue()


def _table(document: Document, part: Table) -> None:
    table = document.add_table(rows=0, cols=len(part.heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Mm(width)
    for n, row in enumerate((part.heads, *part.rows)):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, part.widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            layout = paragraph.paragraph_format
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, FINE_PITCH
            _set_close(paragraph)
            dress_run(paragraph.add_run(clean(text)), BODY_FONT if n else HEADING_FONT, FINE)
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)


def _set_close(paragraph: Paragraph) -> None:
    """Leave the grid of the page, which is for its text, and break a digest where a line ends."""
    spacing: Any = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    for tag in ("w:wordWrap", "w:snapToGrid"):
        off = OxmlElement(tag)
        off.set(qn("w:val"), "0")
        spacing.addprevious(off)
