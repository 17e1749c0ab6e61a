"""A number is found as it was given, however it is typed, and no other is."""

import datetime as dt
import time
from types import SimpleNamespace

import pytest
from django.db import transaction

from xiezhi.casework.actions.register import register_proceeding
from xiezhi.casework.models import IssuedNumber, Proceeding
from xiezhi.casework.numbering import next_number
from xiezhi.casework.selectors import Number, numbered, read_number
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to

ON = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("query", "word", "year"),
    [
        ("云江检诉〔2026〕7号", "云江检诉", 2026),
        ("云江检诉[2026]7号", "云江检诉", 2026),
        ("云江检诉(2026)第7号", "云江检诉", 2026),
        ("云江检诉（2026） 7 号", "云江检诉", 2026),
        ("云江检诉字〔2026〕第7号", "云江检诉", 2026),
        ("云江检诉2026年7号", "云江检诉", 2026),
        ("云江检诉 〔2026〕\u3000第 7 号", "云江检诉", 2026),
        ("云江检诉 第7号", "云江检诉", None),
        (" 云江检诉7号 ", "云江检诉", None),
        ("检诉7号", "检诉", None),
    ],
)
def test_a_number_is_read_however_it_is_typed(query, word, year):
    assert read_number(query) == Number(word, year, 7)


@pytest.mark.parametrize(
    "query", ["", "7号", "张三", "刑法7条", "（2025）云0101刑初17号", "诈骗 7号案"]
)
def test_what_is_no_number_of_ours_is_not_read_as_one(query):
    assert read_number(query) is None


@pytest.mark.parametrize(
    "query",
    [
        "检" + " " * 20_000 + "x",
        "检" + " 〔" * 10_000 + "2026" + " " * 10_000 + "7",
        "检 7" + "\u3000" * 20_000 + "案",
        "检" * 200,
        "〔" * 200,
        "（" * 200,
    ],
)
def test_a_hostile_query_takes_no_time_to_read(query):
    begun = time.perf_counter()
    assert read_number(query) is None
    assert time.perf_counter() - begun < 0.1


def test_the_address_of_a_house_is_told_from_a_number():
    assert not read_number("朝阳路17号").is_ours


@pytest.fixture
def pair(office):
    """Two cases whose numbers differ in the ordinal alone."""
    one = given_to(office, accepted(office).pk)
    two = given_to(office, accepted(office).pk)
    assert one.number.partition("〔")[0] == two.number.partition("〔")[0]
    return one, two


def test_the_number_alone_is_found(office, pair):
    one, _two = pair
    for proceeding in pair:
        for typed in (
            proceeding.number,
            proceeding.number.replace("〔", "(").replace("〕", ")"),
            proceeding.number.replace("〔2026〕", ""),
        ):
            found = numbered(office.manager, read_number(typed), ON)
            assert [row.number for row in found.rows] == [proceeding.number]
    assert numbered(office.other, read_number(one.number), ON).rows == (), "not theirs to see"
    assert numbered(office.other, read_number(one.number), ON).texts == ()
    nobody = numbered(office.manager, Number("云江检捕", 2024, 1), ON)
    assert (nobody.rows, nobody.texts) == ((), ())


def test_a_paper_is_found_in_its_case(office, pair):
    one, _ = pair
    with transaction.atomic():
        number = next_number("YJ", "云江", "检试文", 2026, one.case_id, one.pk)
    found = numbered(office.manager, read_number(number), ON)
    assert found.texts == (number,)
    assert [row.id for row in found.rows] == [one.pk]


def test_the_page_lists_what_bears_the_number_and_nothing_else(office, pair, client):
    one, two = pair
    client.force_login(office.manager)
    page = client.get("/search/", {"q": one.number.replace("〔2026〕", "")}).content.decode()
    assert f"/cases/{one.pk}/" in page
    assert f"/cases/{two.pk}/" not in page
    none = client.get("/search/", {"q": "云江检捕999号"}).content.decode()
    assert "没有这个字号" in none
    assert not any(f"/cases/{row.pk}/" in none for row in Proceeding.objects.all())


@pytest.fixture
def beside(office):
    """A case in which p1 sees the first proceeding and not the second, nor its paper."""
    first = given_to(office, accepted(office).pk)
    with transaction.atomic():
        second = register_proceeding(first.case, PROSECUTION, "YJ", ON, at(3, 2))
        paper = next_number("YJ", "云江", "检试文", 2026, first.case_id, second.pk)
        notice = next_number("YJ", "云江", "检试监", 2026, first.case_id)
    return SimpleNamespace(first=first, second=second, paper=paper, notice=notice)


def test_an_unseen_proceeding_of_a_seen_case_is_not_told_of(office, beside):
    for number in (beside.second.number, beside.paper, beside.notice):
        found = numbered(office.p1, read_number(number), ON)
        assert (found.rows, found.texts) == ((), ()), number


def test_the_case_and_the_proceeding_that_one_sees_are_found(office, beside):
    for number in (beside.first.number, beside.first.case.number):
        found = numbered(office.p1, read_number(number), ON)
        assert found.texts == (number,)
        assert [row.id for row in found.rows] == [beside.first.pk]


def test_who_sees_both_finds_each_by_its_own_number(office, beside):
    for number in (beside.second.number, beside.paper):
        found = numbered(office.manager, read_number(number), ON)
        assert [row.id for row in found.rows] == [beside.second.pk]
    case = numbered(office.manager, read_number(beside.first.case.number), ON)
    assert {row.id for row in case.rows} == {beside.first.pk, beside.second.pk}


def test_a_number_given_before_proceedings_were_named_is_found_by_its_proceeding(office, pair):
    one, _two = pair
    IssuedNumber.objects.update(proceeding=None)
    assert [r.id for r in numbered(office.p1, read_number(one.number), ON).rows] == [one.pk]
