from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from xiezhi.screening.cells import canonical
from xiezhi.screening.dictionary import Column
from xiezhi.screening.identity import identity_number
from xiezhi.screening.refusal import Bad
from xiezhi.screening.width import half_width

DAY = Column(type="date", label="日期")
MONTH = Column(type="date", label="月份", unit="月")
TERM = Column(type="int", label="刑期", unit="月")
MONEY = Column(type="decimal", label="金额", unit="元")
ID = Column(label="公民身份号码", check="identity_number")


@pytest.mark.parametrize(
    "cell",
    [
        "2024年1月5日", "2024-01-05", "2024.1.5", "2024/1/5", "20240105", 20240105.0, 45296,
        45296.0, "45296", "2024-01-05 00:00:00", datetime(2024, 1, 5, 8, 30), date(2024, 1, 5),
        "２０２４年１月５日", "二〇二四年一月五日", "2024、1、5", "2024-1-5 8:30",
        " 2024年01月05日 ",
    ],
)  # fmt: skip
def test_a_day_however_it_is_written(cell):
    assert canonical(cell, DAY) == date(2024, 1, 5)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026.13.05", "没有 13 月"), ("2025-02-29", "没有 29 日"),
        ("变更取保", "是文字，不是日期"),
        ("24.1.5", "认不出的日期"), ("2024-01-05至2024-02-05", "多余文字"),
        ("0024-01-05", "不合理"),
        ("2024", "认不出的日期"), ("9999999", "认不出的日期"),
    ],
)  # fmt: skip
def test_an_impossible_day_says_why(cell, reason):
    with pytest.raises(Bad) as refused:
        canonical(cell, DAY)
    assert reason in refused.value.reason
    assert refused.value.cure


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_spelling_of_a_day_is_the_same_day(day):
    chinese = f"{day.year}年{day.month}月{day.day}日"
    spellings = [day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", chinese]
    assert {canonical(text, DAY) for text in spellings} == {day}


@pytest.mark.parametrize("cell", ["2024-05", "202405", "2024年5月", "2024年05月份", "2024-05-17"])
def test_a_month_is_its_first_day(cell):
    assert canonical(cell, MONTH) == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("cell", "months"),
    [("一年六个月", 18), ("1年6个月", 18), ("十个月", 10), ("36", 36), (8.0, 8)],
)
def test_a_term_in_months(cell, months):
    assert canonical(cell, TERM) == months


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        ("1,234.50", "1234.5"), ("￥3,000元", "3000"), ("5万元", "50000"), ("1.2万", "12000"),
        ("人民币8000元", "8000"), (3000.0, "3000"), ("１２３", "123"), ("0.5亿", "50000000"),
    ],
)  # fmt: skip
def test_an_amount_in_yuan(cell, yuan):
    assert canonical(cell, MONEY) == Decimal(yuan)


@pytest.mark.parametrize("cell", ["八千", "abc", "1e999", "12-34", float("inf")])
def test_no_amount(cell):
    with pytest.raises(Bad):
        canonical(cell, MONEY)


def test_header_scale_multiplies_amounts():
    assert canonical("1.5", MONEY, Decimal(10_000)) == Decimal(15_000)


@pytest.mark.parametrize("cell", ["", None, "-", "—", "无", "  ", "NULL"])
def test_blanks_are_unknown(cell):
    assert canonical(cell, DAY) is None


def test_a_blank_flag_takes_the_declared_default():
    flag = Column(type="bool", label="累犯", blank=False)
    assert canonical("", flag) is False
    assert canonical("是", flag) is True
    assert canonical("", Column(type="bool", label="自首")) is None


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#VALUE!"])
def test_formula_errors_are_said(cell):
    with pytest.raises(Bad) as refused:
        canonical(cell, DAY)
    assert refused.value.code == "formula_error"


@given(st.integers(0, 999), st.dates(date(1930, 1, 1), date(2010, 12, 31)))
def test_identity_numbers_keep_their_check_character(serial, born):
    body = f"990102{born:%Y%m%d}{serial:03d}"
    number = body + mod_11_2.calc_check_digit(body)
    assert identity_number(number, number) == number
    assert identity_number(number, number.lower()) == number
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    with pytest.raises(Bad) as refused:
        identity_number(wrong, wrong)
    assert refused.value.code == "id_check_digit"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("9.90102E+17", "id_scientific"), (9.90102199001011e17, "id_scientific"),
        ("990102********0317", "id_masked"), ("99010219900307031", "id_length"),
        ("990102199013070317", "id_birth"), ("张三", "id_length"),
    ],
)  # fmt: skip
def test_identity_numbers_that_cannot_be_linked(cell, code):
    with pytest.raises(Bad) as refused:
        canonical(cell, ID)
    assert refused.value.code == code


def test_old_fifteen_digit_numbers_are_widened():
    assert canonical("990102900307031", ID) == "990102199003070310"


def test_closed_choices_refuse_and_name_what_they_know():
    kind = Column(label="种类", choices={"取保候审": ("取保",)}, closed=True)
    assert canonical("取保", kind) == "取保候审"
    with pytest.raises(Bad) as refused:
        canonical("罚站", kind)
    assert "取保候审" in refused.value.cure


def test_case_numbers_join_whatever_their_brackets():
    column = Column(label="案号", check="case_number")
    spellings = {"(2024)云9902刑初1号", "（2024）云9902刑初1号", "〔2024〕 云9902刑初１号"}
    assert len({canonical(text, column) for text in spellings}) == 1


@given(st.text())
def test_half_width_is_idempotent(text):
    assert half_width(half_width(text)) == half_width(text)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.none()))
def test_no_cell_breaks_the_reader(cell):
    for column in (DAY, MONTH, TERM, MONEY, ID, Column(type="datetime", label="时")):
        reason = "读懂了"
        try:
            canonical(cell, column)
        except Bad as refused:
            reason = refused.reason and refused.cure
        assert reason
