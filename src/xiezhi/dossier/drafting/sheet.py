"""The page of an official document: GB/T 9704-2012, measured in millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, LEFT = Mm(37), Mm(28)
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)
PITCH = Pt(28.95)  # 22 lines a page
FOOTER_DISTANCE = Mm(25)  # the dashes of the page number stand 7 mm below the text

BODY_FONT, TITLE_FONT = "仿宋_GB2312", "方正小标宋简体"
HEADING_FONT, SUBHEADING_FONT = "黑体", "楷体_GB2312"
NUMBER_FONT = "宋体"
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE = Pt(16), Pt(22), Pt(14)

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
LEFT_SIDE = WD_ALIGN_PARAGRAPH.LEFT  # justified lines are torn apart by a long number


@dataclass(frozen=True)
class Look:
    """How a role of line looks; indents in characters, space in lines of the grid."""

    font: str = BODY_FONT
    size: Length = BODY_SIZE
    align: WD_ALIGN_PARAGRAPH = LEFT_SIDE
    first_line: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    keep_with_next: bool = False
    new_page: bool = False


LOOKS: dict[str, Look] = {
    "organ": Look(TITLE_FONT, TITLE_SIZE, CENTRE, keep_with_next=True),
    "title": Look(TITLE_FONT, TITLE_SIZE, CENTRE, keep_with_next=True),
    "number": Look(align=RIGHT, right=1, before=1, after=1),
    "addressee": Look(keep_with_next=True),
    "paragraph": Look(first_line=2),
    "heading": Look(HEADING_FONT, first_line=2, keep_with_next=True),
    "subheading": Look(SUBHEADING_FONT, first_line=2, keep_with_next=True),
    "signature": Look(align=RIGHT, right=4, keep_with_next=True),
    "seal": Look(align=CENTRE, left=11, before=2, keep_with_next=True),
    "seal_line": Look(align=CENTRE, left=11, keep_with_next=True),
    "date": Look(align=CENTRE, left=11),
    "note": Look(first_line=2),
    "slip": Look(TITLE_FONT, TITLE_SIZE, CENTRE, after=1, keep_with_next=True, new_page=True),
    "copies": Look(size=NUMBER_SIZE, left=1, before=1),
}


def lay_page(document: Document) -> None:
    """A4 with the text area of the standard, the line grid and the page number."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.left_margin = TOP, LEFT
    section.right_margin = Length(PAGE_WIDTH - LEFT - TEXT_WIDTH)
    section.bottom_margin = Length(PAGE_HEIGHT - TOP - TEXT_HEIGHT)
    section.footer_distance = FOOTER_DISTANCE
    section.header_distance = Mm(15)
    properties: Any = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(_element("w:docGrid", type="lines", linePitch=str(round(PITCH.pt * 20))))
    document.settings.odd_and_even_pages_header_footer = True
    _number_page(section.footer.paragraphs[0], RIGHT)
    _number_page(section.even_page_footer.paragraphs[0], LEFT_SIDE)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY_FONT, BODY_SIZE
    set_fonts(normal.element.get_or_add_rPr(), BODY_FONT)


def set_fonts(properties: Any, font: str) -> None:
    """One font for every script of a run or style; `eastAsia` is what Chinese text obeys."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def dress(paragraph: Paragraph, look: Look) -> None:
    """Give a paragraph its exact pitch, indents and spaces, and its runs their font."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    layout.space_before, layout.space_after = _lines(look.before), _lines(look.after)
    layout.alignment = look.align
    layout.keep_with_next = look.keep_with_next
    layout.page_break_before = look.new_page
    layout.widow_control = False
    spacing: Any = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    # A long number may break inside, as the standard's even lines want
    spacing.addprevious(_element("w:wordWrap", val="0"))
    if look.size > BODY_SIZE:
        # A title is higher than the grid and would be given two lines of it
        spacing.addprevious(_element("w:snapToGrid", val="0"))
    _indent(paragraph, look)
    for run in paragraph.runs:
        dress_run(run, look.font, look.size)


def dress_run(run: Run, font: str, size: Length) -> None:
    """Font and size on one run, for Latin and Chinese alike."""
    run.font.size = size
    set_fonts(run._r.get_or_add_rPr(), font)


def _lines(count: int) -> Length:
    return Length(count * PITCH)


def _indent(paragraph: Paragraph, look: Look) -> None:
    layout, size = paragraph.paragraph_format, look.size
    layout.first_line_indent = Length(look.first_line * size)
    layout.left_indent, layout.right_indent = Length(look.left * size), Length(look.right * size)
    indent: Any = paragraph._p.get_or_add_pPr().find(qn("w:ind"))
    characters = {"firstLine": look.first_line, "left": look.left, "right": look.right}
    for name, count in characters.items():
        indent.set(qn(f"w:{name}Chars"), str(count * 100))


def _number_page(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = side
    edge = "right_indent" if side == RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, edge, NUMBER_SIZE)
    for part in ("— ", None, " —"):
        run = paragraph.add_run(part or "")
        dress_run(run, NUMBER_FONT, NUMBER_SIZE)
        if part is None:
            run._r.append(_element("w:fldChar", fldCharType="begin"))
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
            run._r.append(_element("w:fldChar", fldCharType="end"))


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
