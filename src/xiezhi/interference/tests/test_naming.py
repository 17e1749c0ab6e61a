"""Whom a typed name means: whoever is meant by it must not read the record."""

import pytest

from xiezhi.interference.naming import staff_named, suggestions
from xiezhi.interference.tests.house import NOON
from xiezhi.law import Refused


def renamed(person, name):
    person.name = name
    person.save()


@pytest.fixture
def named(house):
    renamed(house.chief, "王建国")
    renamed(house.p2, "王建")
    return house


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("王建国", "chief"),
        ("王建国检察长", "chief"),
        ("检察长 王 建国", "chief"),
        ("王建国（chief）", "chief"),
        ("王建（p2）", "p2"),
        ("王建", "p2"),
        ("市院许怀瑾", "YZ-I1"),
    ],
)
@pytest.mark.parametrize("relation", ["leader", "staff"])
def test_one_of_the_staff_is_found_here_and_above(named, typed, code, relation):
    assert staff_named(typed, relation, "YJ", NOON)[1] == code


@pytest.mark.parametrize("typed", ["王检察长", "老许"])
def test_nobody_found_is_asked_for_unless_stated_to_be_an_outsider(named, typed):
    with pytest.raises(Refused) as refused:
        staff_named(typed, "leader", "YJ", NOON)
    assert refused.value.refusals[0].code == "record.nobody_of_staff"
    assert staff_named(typed, "leader", "YJ", NOON, outsider=True) == (typed, "")


def test_several_meant_are_named_and_asked(named):
    renamed(named.above, "王建国")
    with pytest.raises(Refused, match="王建国（chief）、王建国（YZ-I1）") as refused:
        staff_named("王建国检察长", "leader", "YJ", NOON)
    assert refused.value.refusals[0].code == "record.which_person"
    with pytest.raises(Refused):
        staff_named("许某和云江p1、云江p3", "staff", "YJ", NOON)


def test_a_party_is_nobody_of_the_staff(named):
    assert staff_named("王建国", "party", "YJ", NOON) == ("王建国", "")


def test_those_above_are_suggested_after_the_offices_own(named):
    assert suggestions("YJ")[-1] == "许怀瑾（YZ-I1）"
