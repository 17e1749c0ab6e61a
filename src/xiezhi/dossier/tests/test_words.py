"""Numbers, dates, lengths and charges, one phrase at a time."""

from __future__ import annotations

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xiezhi.dossier.charge_table import charge_at, charges, read_list
from xiezhi.dossier.criminal.articles import read_articles
from xiezhi.dossier.criminal.penalties import Term, read_penalty, read_term
from xiezhi.dossier.dates import find_dates, parse_date
from xiezhi.dossier.normal import normalise
from xiezhi.dossier.numerals import integer, number, yuan
from xiezhi.dossier.zones import Sentence, Zone

LAW = Path(os.environ.get("XIEZHI_LAW_TEXTS", "../shared/law/articles")) / "刑法_2023.jsonl"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十", 120),
        ("十一", 11),
        ("二〇一七", 2017),
        ("二○一九", 2019),
        ("壹万贰仟", 12000),
        ("2.5万", 25000),
        ("十一万", 110000),
        ("1,147.55", Decimal("1147.55")),
        ("三千零五", 3005),
        ("一亿二千万", 120_000_000),
        ("两百", 200),
        ("贰拾捌万伍仟", 285000),
        ("", None),
        ("元", None),
    ],
)
def test_numbers(text: str, value: object) -> None:
    assert number(text) == value


def test_money_and_whole_numbers() -> None:
    assert yuan("并处罚金人民币二千元") == 2000
    assert yuan("损失7.4万元") == 74000
    assert yuan("没有") is None
    assert integer("1.5") is None


def days(text: str) -> list[str | None]:
    return [d.on.isoformat() if d.on else None for d in find_dates(normalise(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年5月26日被羁押，次日被刑事拘留", ["2019-05-26", "2019-05-27"]),
        (
            "2020年6月19日拘留，同年7月24日取保，同月30日",
            ["2020-06-19", "2020-07-24", "2020-07-30"],
        ),
        ("2017年12月31日，次日", ["2017-12-31", "2018-01-01"]),
        ("二〇一七年二月二十七日", ["2017-02-27"]),
        ("二Ｏ一二年十一月十二日", ["2012-11-12"]),
        ("二○○四年三月九日", ["2004-03-09"]),
        ("２０２０年６月３０日", ["2020-06-30"]),
        ("2016年元月5日", ["2016-01-05"]),
        ("2015年12月7日报案，叶某某于12月9日投案", ["2015-12-07", "2015-12-09"]),
        ("2016年8月份", [None]),
        ("2017年2月30日", [None]),
        ("次日", [None]),
        ("2018-04-05，同日", ["2018-04-05", "2018-04-05"]),
        ("2019年12月3日，次年1月4日", ["2019-12-03", "2020-01-04"]),
    ],
)
def test_dates(text: str, found: list[str | None]) -> None:
    assert days(text) == found


def test_the_first_full_date() -> None:
    assert parse_date("2016年，后于2017年1月2日") == date(2017, 1, 2)
    assert parse_date("无") is None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("二年六个月", Term(30)),
        ("二年又六个月", Term(30)),
        ("一年零二个月", Term(14)),
        ("一年半", Term(18)),
        ("半年", Term(6)),
        ("一个月十五日", Term(1, 15)),
        ("1年6个月", Term(18)),
        ("十五年", Term(180)),
        ("以下", None),
    ],
)
def test_terms(text: str, term: Term | None) -> None:
    assert read_term(text) == term


@pytest.mark.parametrize(
    ("clause", "low", "high"),
    [
        ("有期徒刑二年至四年", 24, 48),
        ("九个月以下有期徒刑或者拘役", None, 9),
        ("三个月以上拘役", 3, None),
        ("二年以上三年以下有期徒刑", 24, 36),
        ("有期徒刑六至八个月", 6, 8),
        ("有期徒刑三年六个月至四年", 42, 48),
        ("一年有期徒刑以下刑罚", None, 12),
        ("拘役五个月", 5, 5),
        ("有期徒刑二年十个月至三年之间", 34, 36),
    ],
)
def test_ranges_of_a_proposal(clause: str, low: int | None, high: int | None) -> None:
    penalty = read_penalty(clause)
    assert penalty.low == (Term(low) if low else None)
    assert penalty.high == (Term(high) if high else None)


def test_fines_and_suspension() -> None:
    assert read_penalty("有期徒刑二年，宣告缓刑四年，并处罚金2000元").fine == 2000
    assert read_penalty("有期徒刑二年，缓刑二年六个月").suspended == 30
    assert read_penalty("拘役五个月，宣告缓刑").suspended is True
    assert read_penalty("有期徒刑一年，不宜适用缓刑").suspended is None
    assert read_penalty("有期徒刑一年，并处罚金").fine is True
    assert read_penalty("有期徒刑一年").fine is None
    assert read_penalty("单处罚金人民币五千元").only_fine


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("盗窃罪", ["盗窃罪"]),
        ("贪污、受贿罪", ["贪污罪", "受贿罪"]),
        ("制造、贩卖毒品罪", ["贩卖、制造毒品罪"]),
        ("走私、贩卖、运输、制造毒品罪", ["走私、贩卖、运输、制造毒品罪"]),
        ("窝藏罪", ["窝藏罪"]),
        ("非法持有枪支、弹药罪", ["非法持有枪支、弹药罪"]),
        ("掩饰犯罪所得罪", ["掩饰、隐瞒犯罪所得罪"]),
        ("非法占用农地罪", ["非法占用农用地罪"]),
        ("寻衅滋罪", ["寻衅滋事罪"]),
        ("信用卡诈骗罪、诈骗罪", ["信用卡诈骗罪", "诈骗罪"]),
        ("偷越国边境罪", ["偷越国（边）境罪"]),
        ("伪造国家机关公文、印章罪", ["伪造国家机关公文、印章罪"]),
        (
            "虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪",
            ["虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪"],
        ),
    ],
)
def test_charges_as_printed_become_the_published_names(printed: str, names: list[str]) -> None:
    text = normalise(printed)
    assert [charge.name for charge in read_list(text, 0, len(text))] == names


def test_every_charge_reads_back_as_itself() -> None:
    for charge in charges():
        found = charge_at(normalise(charge.name), 0)
        assert found is not None
        assert found.end == len(charge.name)


@pytest.mark.skipif(not LAW.is_file(), reason="没有刑法条文（../shared/law/articles）")
def test_every_charge_stands_under_an_article_of_the_criminal_law() -> None:
    rows = LAW.read_text(encoding="utf-8").splitlines()
    articles = {json.loads(row)["article"] for row in rows if row}
    repealed = {"1979"}  # names of the earlier code; they have no article today
    missing = {
        c.name for c in charges() if c.article.replace("之", "-") not in articles | repealed
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("《中华人民共和国刑法》第六十七条第一款、第三款", ["67-1", "67-3"]),
        ("《中华人民共和国刑法》第六十七条三款", ["67-3"]),
        ("《中华人民共和国刑法》第三百八十三条第一款第（三）项", ["383-1-3"]),
        ("《中华人民共和国刑法》第二百二十五条第（一）项", ["225-(1)"]),
        ("《刑法》第一百三十三条之一第一款第二项、第25条", ["133之1-1-2", "25"]),
        ("《中华人民共和国刑法》第三百八十九条、三百九十条", ["389", "390"]),
        ("《中华人民共和国刑事诉讼法》第十五条", []),
        ("《中华人民共和国刑法》第二百六十四条、《中华人民共和国刑事诉讼法》第十五条", ["264"]),
    ],
)
def test_articles(text: str, cited: list[str]) -> None:
    plain = normalise(text)
    sentence = Sentence(0, len(plain), plain, Zone.PROSECUTION)
    assert [article.value for article in read_articles([sentence])] == cited
