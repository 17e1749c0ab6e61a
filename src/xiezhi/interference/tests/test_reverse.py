"""A reverse check lists days from facts on file, records what was found, and closes."""

import pytest
from django.http import Http404

from xiezhi.casework.actions.open_for_inspection import open_for_inspection
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.interference.actions.open_check import answer_day, close_check, open_check
from xiezhi.interference.selectors.answers import check_page, checks_seen
from xiezhi.interference.tests.house import recorded
from xiezhi.law import Refused

GROUND = "云州市纪委监委〔2026〕1号处分决定"


def code(refused):
    return refused.value.refusals[0].code


def given_away(house):
    """Change the handler of a second case of p1's on 4 March: an act at a risk point."""
    second = accepted(house, detained=True)
    given_to(house, second.pk)
    data = {"method": "designated", "handler": "p2", "members": [], "reason": "另行安排",
            "approver": "chief"}  # fmt: skip
    perform(house.manager, second.pk, "reassign", data, at=at(3, 4))
    return second


@pytest.mark.clause("reform-32d")
@pytest.mark.clause("responsibility-43c")
def test_the_days_without_a_record_are_listed_by_case_with_the_accesses(house):
    second = given_away(house)
    open_for_inspection(house.inspector, second.pk, "核查线索")
    check = open_check(
        house.inspector, GROUND, about="p1", contacts="2026-03-03 收受律师礼品\n2026-03-05 宴请"
    )
    recorded(house)
    page = check_page(house.inspector, check.pk)
    assert [(str(one.on), one.kind) for one in page.days] == [
        ("2026-03-03", "contact"), ("2026-03-04", "act"), ("2026-03-05", "contact"),
    ]  # fmt: skip
    assert page.days[1].number == second.number
    after = open_check(house.inspector, GROUND, about="p1", contacts="2026-03-05 宴请")
    assert [one["kind"] for one in after.days] == ["act"], "what was recorded is not listed"


@pytest.mark.clause("responsibility-43c")
def test_the_cases_that_an_inspector_opened_are_listed_as_evidence(house):
    open_for_inspection(house.inspector, house.proceeding.pk, "核查线索")
    house.second = type(house.inspector).objects.create(
        code="i2", name="第二人", category="administrator"
    )
    house.second.posts.create(procuratorate=house.unit, role="inspection", from_on="2026-01-01")
    check = open_check(house.second, GROUND, about="inspector")
    assert [(one["kind"], one["number"]) for one in check.days] == [("access", "")]
    assert not checks_seen(house.inspector), "nobody sees the check about themselves"


def test_a_corrected_case_is_checked_with_its_other_proceedings(house):
    second = given_away(house)
    check = open_check(house.inspector, "再审改判", number=second.number)
    assert [one["number"] for one in check.days] == [second.number]
    recorded(house, house.p2, proceeding=second.pk, happened_at=at(3, 3))
    assert open_check(house.inspector, "再审改判", number=second.number).days == []


def test_every_day_is_answered_before_the_check_is_closed_and_nothing_after(house):
    given_away(house)
    check = open_check(house.inspector, GROUND, about="p1")
    (day,) = check_page(house.inspector, check.pk).days
    for call in (
        lambda: close_check(house.inspector, check.pk, "结束"),
        lambda: answer_day(house.inspector, check.pk, day.key, "missed", " "),
        lambda: answer_day(house.inspector, check.pk, day.key, "x", "x"),
    ):
        with pytest.raises(Refused):
            call()
    answer_day(house.inspector, check.pk, day.key, "missed", "通话记录显示当日受请托")
    with pytest.raises(Refused) as refused:
        answer_day(house.inspector, check.pk, day.key, "nothing", "改口")
    assert code(refused) == "check.answered"
    close_check(house.inspector, check.pk, "应录未录一次，移交处理")
    with pytest.raises(Refused) as refused:
        close_check(house.inspector, check.pk, "再结一次")
    assert code(refused) == "check.closed"
    page = check_page(house.inspector, check.pk)
    assert page.days[0].answer.label == "应当记录而没有记录"
    assert not page.may_answer


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ground": " ", "about": "p1"}, "check.no_ground"),
        ({"ground": GROUND}, "check.nobody"),
        ({"ground": GROUND, "about": "nobody"}, "check.nobody"),
        ({"ground": GROUND, "number": "没有〔2026〕1号"}, "check.nobody"),
        ({"ground": GROUND, "about": "p1", "contacts": "三月五日 宴请"}, "check.contact"),
        ({"ground": GROUND, "about": "p1", "contacts": "2026-02-30 宴请"}, "check.contact"),
    ],
)
def test_a_check_that_says_too_little_is_refused(house, given, expected):
    with pytest.raises(Refused) as refused:
        open_check(house.inspector, given.pop("ground"), **given)
    assert code(refused) == expected


@pytest.mark.parametrize("who", ["chief", "head", "p1", "admin", "above"])
def test_only_the_units_inspection_checks(house, who):
    with pytest.raises((Refused, Http404)):
        open_check(getattr(house, who), GROUND, about="p2")


def test_the_chief_reads_and_inspection_answers(house):
    given_away(house)
    check = open_check(house.inspector, GROUND, about="p1")
    page = check_page(house.chief, check.pk)
    assert not page.may_answer
    with pytest.raises(Refused):
        answer_day(house.chief, check.pk, page.days[0].key, "nothing", "x")
    for stranger in (house.p1, house.head, house.deputy, house.above, house.admin):
        with pytest.raises(Http404):
            check_page(stranger, check.pk)
