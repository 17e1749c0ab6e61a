"""A number is found as it was given, however it is typed, and no other is."""

import datetime as dt

import pytest
from django.db import transaction

from xiezhi.casework.models import Proceeding
from xiezhi.casework.numbering import next_number
from xiezhi.casework.selectors import Number, numbered, read_number
from xiezhi.casework.tests.office import accepted, given_to

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
        number = next_number("YJ", "云江", "检试文", 2026, one.case_id)
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
