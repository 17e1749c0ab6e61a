"""DT-1.1 and 1.12 on the office's own records: who is seated, who is head."""

import datetime as dt

import pytest

from xiezhi.law import Refused
from xiezhi.organs.actions.appoint import appoint
from xiezhi.organs.actions.seat_members import seat_members
from xiezhi.organs.models import Person, Post, Procuratorate
from xiezhi.organs.roster import irregularities
from xiezhi.organs.selectors import committee

DAY = dt.date(2026, 3, 2)


def hired(unit, code, role="", category="prosecutor"):
    person = Person.objects.create(code=code, name=code, category=category)
    if role:
        person.posts.create(procuratorate=unit, role=role, from_on=DAY)
    return person


@pytest.fixture
def nine(db):
    """An office with a committee of nine: chief, deputy, one full-time member and six others."""
    unit = Procuratorate.objects.create(
        code="YJ", name="云江区人民检察院", short_name="云江", level="district"
    )
    posts = ["chief", "deputy_chief", "full_time_member", *["committee_member"] * 6]
    for number, role in enumerate(posts):
        hired(unit, f"c{number}", role)
    return unit


@pytest.mark.clause("responsibility-3a")
def test_dt_1_1_nine_members_become_eleven_or_stay_nine(nine):
    chief, one, other = Person.objects.get(code="c0"), hired(nine, "x"), hired(nine, "y")
    with pytest.raises(Refused, match="增补一人后为 10 人") as refused:
        appoint(chief, one, nine, "committee_member", from_on=DAY)
    assert "第3条" in refused.value.refusals[0].citation.text
    with pytest.raises(Refused, match="双数"):
        seat_members(chief, nine, {one: "committee_member"}, from_on=DAY)
    assert len(committee("YJ", DAY)) == 9
    seats = dict.fromkeys((one, other), "committee_member")
    later = DAY + dt.timedelta(days=30)
    seat_members(chief, nine, seats, from_on=later)
    assert (len(committee("YJ", DAY)), len(committee("YJ", later))) == (9, 11)
    assert irregularities("YJ", later) == ()


@pytest.mark.clause("responsibility-3b")
def test_dt_1_1_no_stranger_and_never_without_a_full_time_member(nine):
    chief = Person.objects.get(code="c0")
    clerk, other = hired(nine, "k", category="auxiliary"), hired(nine, "y")
    seats = dict.fromkeys((clerk, other), "committee_member")
    with pytest.raises(Refused, match="k不是检察官"):
        seat_members(chief, nine, seats, from_on=DAY)
    assert not clerk.posts.exists()
    Post.objects.filter(role="full_time_member").update(role="committee_member")
    seats = dict.fromkeys((other, hired(nine, "z")), "committee_member")
    with pytest.raises(Refused, match="没有专职委员"):
        seat_members(chief, nine, seats, from_on=DAY)


@pytest.mark.clause("responsibility-3a")
def test_dt_1_2_a_member_who_leaves_makes_it_irregular_and_one_may_be_seated_then(nine):
    chief = Person.objects.get(code="c0")
    Post.objects.filter(person__code="c8").update(until_on=DAY + dt.timedelta(days=1))
    later = DAY + dt.timedelta(days=1)
    assert ["双数" in one.reason for one in irregularities("YJ", later)] == [True]
    appoint(chief, hired(nine, "x"), nine, "committee_member", from_on=later)
    assert irregularities("YJ", later) == ()
