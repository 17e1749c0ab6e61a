"""English pages: the program's words are translated, what stays Chinese says so."""

import pytest
from django.utils.translation import override

from xiezhi.casework.figures.spoken import spoken
from xiezhi.web.components import dates
from xiezhi.web.marking import marked
from xiezhi.web.templatetags import look


@pytest.fixture(autouse=True)
def chinese():
    with override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("部门负责人审核", "Department head's review"),
        ("签发起诉书", "Issue indictment"),
        ("分案（检察长已回避）", "Assign (the chief has recused)"),
        ("审查逮捕：审查并提出意见", "arrest review: review and give an opinion"),
        ("期限 1个月15日，为 2026-12-30", "time limit 1 month 15 days: 2026-12-30"),
        ("缺表：看守所羁押记录", "tables missing: 看守所羁押记录"),
        (
            "登记回复：起诉书云江检刑诉〔2026〕4号",
            "Record the reply: Indictment 云江检刑诉〔2026〕4号",
        ),
        ("退回补充侦查", "退回补充侦查"),
    ],
)
def test_words_of_the_kernel_are_spoken_in_english(said, english):
    assert spoken(said) == said
    with override("en"):
        assert spoken(said).casefold() == english.casefold()


def test_a_stage_named_as_its_work_is_said_once():
    assert spoken("审查：审查并提出意见") == "审查并提出意见"
    assert spoken("审查逮捕：审查并提出意见") == "审查逮捕：审查并提出意见"


def test_what_stays_chinese_says_so():
    said = '<p>Handled by 陆明远（检察官）, twice</p><option value="a">起诉书</option>'
    assert marked(said) == (
        '<p>Handled by <span lang="zh-CN">陆明远（检察官）</span>, twice</p>'
        '<option value="a" lang="zh-CN">起诉书</option>'
    )


MARKED = '<span lang="zh-CN">起诉书</span>'


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ('<div lang="zh-CN"></b>起诉书</div>', '<div lang="zh-CN"></b>起诉书</div>'),
        ('<div lang="zh-CN"><li>起诉书</div>起诉书',
         f'<div lang="zh-CN"><li>起诉书</div>{MARKED}'),
        ('<p title="a lang=b">起诉书</p>', f'<p title="a lang=b">{MARKED}</p>'),
        ('<p data-lang="en">起诉书</p>', f'<p data-lang="en">{MARKED}</p>'),
        ("<P LANG=zh-CN>起诉书</P>起诉书", f"<P LANG=zh-CN>起诉书</P>{MARKED}"),
        ('<p id="a > b"\nlang = "zh">起诉书</p>', '<p id="a > b"\nlang = "zh">起诉书</p>'),
        ("<text>x<tspan>起诉书</tspan></text>",
         '<text>x<tspan lang="zh-CN">起诉书</tspan></text>'),
        ("<code>起<b>诉</b>书</code>", '<code lang="zh-CN">起<b>诉</b>书</code>'),
        ("<script>if (a<b && c>d) '起诉书'</script>起诉书",
         f"<script>if (a<b && c>d) '起诉书'</script>{MARKED}"),
    ],
)  # fmt: skip
def test_an_element_says_its_language_by_an_attribute_and_ends_with_its_own_tag(said, made):
    assert marked(said) == made


@pytest.mark.parametrize(
    "page",
    [
        '<html lang="en"><p>English only</p></html>',
        '<button lang="zh-CN">改用中文</button>',
        "<script>const said = '起诉书';</script>",
        '<p title="起诉书 > 抗诉书">x</p><br>',
        "<!-- 起诉书 --><p>x</p>",
    ],
)
def test_what_needs_no_mark_stays_as_it_is(page):
    assert marked(page) == page


def test_a_page_says_the_language_of_its_names(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/login/")
    body = page.content.decode()
    assert '<html lang="en"' in body
    assert int(page["Content-Length"]) == len(page.content)


def test_a_day_is_named_once():
    assert look.occasion("周六") == look.occasion("工作日") == ""
    assert look.occasion("国庆节") == "国庆节"
    with override("en"):
        assert look.occasion("国庆节") == "National Day"
        assert dates.weekday_heads()[0] == "Mon"
    assert dates.weekday_heads() == tuple("一二三四五六日")


def test_a_button_does_not_repeat_its_row():
    assert look.beside("分案", "分案") == "去办"
    assert look.beside("写意见", "提出意见：提起公诉") == "写意见"
    assert look.without("周某盗窃案（审查起诉）", "审查起诉") == "周某盗窃案"
    assert look.without("周某盗窃案（审查逮捕）", "审查逮捕（已拘留）") == "周某盗窃案"
    assert look.without("周某盗窃案（审查逮捕）", "对判决抗诉") == "周某盗窃案（审查逮捕）"


def test_a_date_in_a_title_does_not_break():
    assert look.kept("水井（2022-10-14 投用）<b>") == (
        '水井（<span class="nowrap">2022-10-14</span> 投用）&lt;b&gt;'
    )
