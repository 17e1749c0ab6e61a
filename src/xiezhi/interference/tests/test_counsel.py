"""Counsel who left the procuratorate: the registration warns, a person decides."""

import datetime as dt

import pytest
from django.http import Http404
from django.urls import reverse

from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.tests.office import SINCE, accepted, given_to
from xiezhi.interference.actions.decide_warning import decide_warning
from xiezhi.interference.actions.list_person import list_person, strike_person
from xiezhi.interference.comparing import matches
from xiezhi.interference.models import CounselWarning
from xiezhi.interference.selectors.counsel import limited_seen, undecided, warnings_seen
from xiezhi.law import Refused
from xiezhi.organs.models import Person

LEFT = dt.date(2025, 3, 2)
COUNSEL = "顾北辰律师（云州正言律师事务所）"


@pytest.fixture
def former(house):
    """A prosecutor who left the unit on 2 March 2025."""
    person = Person.objects.create(code="f1", name="顾北辰", category="prosecutor")
    person.posts.create(
        procuratorate=house.unit, role="prosecutor", department=house.departments["P1"],
        from_on=SINCE, until_on=LEFT,
    )  # fmt: skip
    return person


def case(counsel=COUNSEL):
    return CaseGiven("许望舟盗窃案", "盗窃", "transferred",
                     [PartyGiven(role="suspect", name="许望舟", counsel=counsel)])  # fmt: skip


def limits(counsel, unit, on):
    return {one.limit for one in matches(counsel, unit, on)}


@pytest.mark.clause("zhangzhou-18a")
def test_a_former_prosecutor_as_counsel_is_a_warning_with_evidence_and_article(house, former):
    proceeding = accepted(house, case=case())
    found = {one.limit: one for one in warnings_seen(house.manager)}
    assert {one.citation.text for one in found.values()} == {
        "检察官法(2019) 第37条第1款", "检察官法(2019) 第37条第2款",
    }  # fmt: skip
    assert all("2025-03-02 离任" in one.evidence for one in found.values())
    assert all(one.counsel == COUNSEL and not one.result for one in found.values())
    assert proceeding.stage, "the registration is not refused"


@pytest.mark.parametrize(
    ("on", "unit", "expected"),
    [
        (dt.date(2027, 3, 1), "YJ", {"two_years", "former_unit"}),
        (dt.date(2027, 3, 2), "YJ", {"former_unit"}),
        (dt.date(2040, 1, 1), "YJ", {"former_unit"}),
        (dt.date(2027, 3, 1), "YZ", {"two_years"}),
        (dt.date(2027, 3, 2), "YZ", set()),
        (dt.date(2025, 3, 1), "YZ", set()),
    ],
)
def test_two_years_everywhere_and_for_life_in_the_former_unit(house, former, on, unit, expected):
    assert limits(COUNSEL, unit, on) == expected


def test_a_name_of_somebody_else_or_of_who_serves_is_no_warning(house, former):
    on = dt.date(2026, 4, 2)
    assert limits("许望舟律师", "YJ", on) == set()
    former.posts.create(procuratorate=house.above.posts.get().procuratorate, role="prosecutor",
                        from_on=LEFT)  # fmt: skip
    assert limits(COUNSEL, "YJ", on) == set()


def test_the_dismissed_and_relatives_come_from_the_list(house):
    on = dt.date(2026, 4, 2)
    line = list_person(house.inspector, "dismissed", "何望北", left_on=dt.date(2015, 1, 1))
    list_person(house.inspector, "relative", "许怀瑾", of_person="p1", note="配偶，律师")
    assert limits("何望北", "YJ", on) == limits("何望北", "YZ", on) == {"dismissed"}
    assert limits("许怀瑾", "YJ", on) == {"relative"}
    assert limits("许怀瑾", "YZ", on) == set()
    strike_person(house.inspector, line.pk, "同名，登记有误")
    assert limits("何望北", "YJ", on) == set()
    (struck, kept) = limited_seen(house.inspector)
    assert {struck.struck, kept.struck} == {"同名，登记有误", ""}
    with pytest.raises(Http404):
        strike_person(house.inspector, line.pk, "再撤一次")


@pytest.mark.parametrize(
    "given",
    [
        {"who": "former", "name": "何望北"},
        {"who": "relative", "name": "何望北", "of_person": "nobody"},
        {"who": "x", "name": "何望北", "left_on": LEFT},
        {"who": "dismissed", "name": " ", "left_on": LEFT},
    ],
)
def test_an_incomplete_line_is_refused(house, given):
    with pytest.raises(Refused) as refused:
        list_person(house.inspector, given.pop("who"), given.pop("name"), **given)
    assert refused.value.refusals[0].code == "limited.incomplete"


@pytest.mark.parametrize("who", ["p1", "chief", "head", "admin", "manager"])
def test_the_list_is_kept_by_inspection_alone(house, who):
    with pytest.raises(Refused):
        list_person(getattr(house, who), "dismissed", "何望北", left_on=LEFT)
    assert limited_seen(getattr(house, who)) == ()


@pytest.mark.clause("zhangzhou-18a")
def test_a_person_decides_once_and_the_case_shows_it_until_then(house, former, client):
    proceeding = accepted(house, case=case())
    given_to(house, proceeding.pk)
    client.force_login(house.p1)
    page = client.get(reverse("case-page", args=[proceeding.pk])).content.decode()
    assert "顾北辰" in page
    assert "可能受从业限制" in page
    rows = undecided(house.p1, proceeding.case_id)
    with pytest.raises(Refused):
        decide_warning(house.p1, rows[0].pk, "applies", " ")
    with pytest.raises(Refused):
        decide_warning(house.chief, rows[0].pk, "applies", "已核对")
    for row in rows:
        decide_warning(house.p1, row.pk, "applies", "核对执业证，已告知另行委托")
    with pytest.raises(Refused) as refused:
        decide_warning(house.p1, rows[0].pk, "not_same", "x")
    assert refused.value.refusals[0].code == "warning.decided"
    page = client.get(reverse("case-page", args=[proceeding.pk])).content.decode()
    assert "可能受从业限制" not in page
    assert {one.result for one in warnings_seen(house.inspector)} == {
        "确系受限制的人，已告知另行委托"
    }


@pytest.mark.parametrize("who", ["other", "p2", "clerk", "admin", "above", "assistant"])
def test_strangers_do_not_learn_of_a_warning(house, former, who):
    accepted(house, case=case())
    person = getattr(house, who)
    assert warnings_seen(person) == ()
    with pytest.raises(Http404):
        decide_warning(person, CounselWarning.objects.first().pk, "applies", "x")
