"""The shared components: clocks, dates, citations, bars, spans, paths."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from xiezhi.law import Citation
from xiezhi.law.verbs import VERBS
from xiezhi.web.components import bars, citations, clocks, dates, fields, marks, path
from xiezhi.web.templatetags import acts

TODAY = dt.date(2026, 11, 10)


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("due_on", "text", "shape"),
    [
        (dt.date(2026, 11, 27), "剩17天", ""),
        (dt.date(2026, 11, 13), "剩3天", "near"),
        (dt.date(2026, 11, 10), "今天届满", "near"),
        (dt.date(2026, 11, 9), "超期1天", "over"),
        (None, "待定", "held"),
    ],
)
def test_face_of_a_running_clock(due_on, text, shape):
    face = clocks.face(SimpleNamespace(status="running", due_on=due_on), TODAY)
    assert (face.text, face.shape) == (text, shape)


def test_suspended_and_finished_clocks_show_no_days():
    late = dt.date(2026, 1, 1)
    assert clocks.face(SimpleNamespace(status="suspended", due_on=late), TODAY).shape == "held"
    assert clocks.face(SimpleNamespace(status="done", due_on=late), TODAY).shape == "done"


def test_clock_reads_its_deadline():
    deadline = SimpleNamespace(due_on=dt.date(2026, 11, 12), due_at=None, provisional=True)
    face = clocks.face(SimpleNamespace(status="running", deadline=deadline), TODAY)
    assert (face.text, face.provisional) == ("剩2天", True)


def test_days_name_the_year_only_when_it_differs():
    assert dates.day(dt.date(2026, 11, 12), TODAY) == "11月12日"
    assert dates.day("2027-06-18", TODAY) == "2027年6月18日"
    assert dates.day(None, TODAY) == ""


def test_citation_is_short_on_the_page_and_opens_its_article():
    cited = Citation("人民检察院刑事诉讼规则(2019) 第351条第1款", "应当在一个月以内", True)
    shown = citations.shown(cited)
    assert shown.short == "刑诉规则第351条第1款"
    assert shown.full == cited.text
    assert shown.url.endswith("/351/")


def test_custody_bars_turn_to_ink_then_red():
    axis = bars.axis_of([(dt.date(2026, 9, 1), dt.date(2026, 12, 1))], TODAY)
    start = dt.date(2026, 9, 28)
    near = bars.custody_bars(axis, start, dt.date(2026, 11, 12))
    over = bars.custody_bars(axis, start, dt.date(2026, 11, 7))
    held = bars.custody_bars(axis, start, None, held=True)
    assert [bar.shape for bar in near] == ["past", "nearb"]
    assert [bar.shape for bar in over] == ["past", "ov"]
    assert [bar.shape for bar in held] == ["heldb"]


def test_precision_needs_five_verified_and_matches_wilson():
    assert bars.wilson(2, 4) is None
    assert bars.wilson(33, 41) == bars.Interval(80, 66, 90)


def test_marked_text_numbers_spans_in_the_order_of_the_text():
    text = "被告人甲，2025年11月3日拘留。\n2026年4月16日逮捕。"
    spans = {"b": [18, 28], "a": [5, 15], "outside": [90, 95]}
    numbers = marks.numbers(spans, len(text))
    assert numbers == {"a": ("①", "s1"), "b": ("②", "s2")}
    lines = marks.paragraphs(text, spans)
    assert "".join(piece.text for line in lines for piece in line) == text.replace("\n", "")
    assert [piece.mark for line in lines for piece in line if piece.paths] == ["①", "②"]


def test_overlapping_spans_share_one_mark():
    merged = marks.merged({"a": [0, 6], "b": [4, 9]}, 20)
    assert [(span.start, span.end, span.paths) for span in merged] == [(0, 9, ("a", "b"))]


def test_fields_of_a_text_are_flat_and_named():
    rows = fields.rows_of({"defendants": [{"name": "甲"}]}, {"defendants[0].name": ("①", "s1")})
    assert [(row.label, row.value, row.sign) for row in rows] == [("被告人1·姓名", "甲", "①")]


def test_path_figure_says_in_a_sentence_what_it_draws():
    steps = [
        SimpleNamespace(title="承办意见", who="沈砚", result="起诉", state="done", arrow=""),
        SimpleNamespace(title="检察长决定", who="", result="待决定", state="now", arrow="报决定"),
    ]
    drawn = path.figure(steps)
    assert [box.shape for box in drawn.boxes] == ["nd", "now"]
    assert "检察长决定 待决定" in drawn.sentence
    assert drawn.boxes[1].x > drawn.boxes[0].x + drawn.boxes[0].width


@pytest.mark.parametrize("kind", sorted(VERBS))
def test_every_kind_of_act_has_its_name(kind):
    assert acts.act(kind) != kind
