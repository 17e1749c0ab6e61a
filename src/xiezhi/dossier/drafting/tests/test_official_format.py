"""GB/T 9704 read back from the finished files."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xiezhi.dossier.drafting import ROOT, can_convert, load_templates, render, to_pdf
from xiezhi.dossier.drafting.examples import load_examples


@pytest.fixture(params=sorted(load_templates()))
def paper(request):
    template = load_templates()[request.param]
    example = load_examples(ROOT / template.id)[0]
    return template, docx.Document(io.BytesIO(render(template, example.values).content))


def near(length, wanted):
    return abs(length - wanted) < Mm(0.1)


def test_page_is_the_standard_s(paper):
    section = paper[1].sections[0]
    assert near(section.page_width, Mm(210))
    assert near(section.page_height, Mm(297))
    assert near(section.top_margin, Mm(37))
    assert near(section.left_margin, Mm(28))
    assert near(section.page_width - section.left_margin - section.right_margin, Mm(156))
    assert near(section.page_height - section.top_margin - section.bottom_margin, Mm(225))
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_lines_have_the_exact_pitch_and_every_run_its_chinese_font(paper):
    for paragraph in paper[1].paragraphs:
        assert paragraph.paragraph_format.line_spacing == Pt(28.95)
        for run in paragraph.runs:
            fonts = run._r.rPr.find(qn("w:rFonts"))
            assert fonts.get(qn("w:eastAsia"))
            assert run.font.size in (Pt(14), Pt(16), Pt(22))


def test_title_and_body_fonts(paper):
    template, document = paper
    organ, title = document.paragraphs[:2]
    for line in (organ, title):
        assert line.runs[0].font.size == Pt(22)
        assert line.runs[0].font.name == "方正小标宋简体"
    body = [p for p in document.paragraphs if p.runs[0].font.name == "仿宋_GB2312"]
    indented = [p for p in body if p.paragraph_format.first_line_indent == Pt(32)]
    assert indented, "paragraphs begin two characters in"
    assert template.label.replace("流程", "案件流程") in title.text.replace("\u3000", "") or (
        "审查报告" in title.text
    )


def test_page_number_is_14_points_outside_left_and_right(paper):
    section = paper[1].sections[0]
    assert paper[1].settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        runs = footer.paragraphs[0].runs
        assert [run.text for run in runs][::2] == ["— ", " —"]
        assert "PAGE" in runs[1]._r.xml
        assert {run.font.size for run in runs} == {Pt(14)}


def test_properties_stand_in_the_order_word_expects(paper):
    order = ["keepNext", "keepLines", "pageBreakBefore", "widowControl", "wordWrap", "snapToGrid",
             "spacing", "ind", "jc"]  # fmt: skip
    for paragraph in paper[1].paragraphs:
        names = [child.tag.split("}")[1] for child in paragraph._p.pPr]
        known = [name for name in names if name in order]
        assert known == sorted(known, key=order.index)


@pytest.mark.slow
@pytest.mark.skipif(not can_convert(), reason="本机没有 LibreOffice")
def test_a_pdf_has_as_many_pages_as_the_lines_need():
    template = load_templates()["arrest_approval"]
    pdf = to_pdf(render(template, load_examples(ROOT / template.id)[0].values).content)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type/Page/") + pdf.count(b"/Type/Page\n") == 3
