"""Who may review, how often, before which committee, and which organ receives the file."""

import datetime as dt

import pytest

from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.accountability.matter import committees, matter_of
from xiezhi.casework.tests.office import SINCE
from xiezhi.organs.models import Person, Procuratorate


def instances(examined):
    acts = matter_of(examined.case, examined.office.chief).course.of("p1").acts
    return [act.data["instance"] for act in acts if act.kind == "ask_review"]


def reviewed(examined, reviewer, result):
    examined.take("p1", "ask_review", person="p1", reasons="不服")
    examined.take("chief", "assign_reviewer", person="p1", reviewer=reviewer)
    examined.take(reviewer, "decide_review", person="p1", result=result, reasons="r")


@pytest.mark.clause("responsibility-38")
def test_a_new_determination_may_be_objected_to_anew(examined):
    examined.before_committee().opined("gross").handled()
    reviewed(examined, "deputy", "revoke")
    examined.determined("p1", "none", differs_because="事实有变化")
    examined.handled("none")
    reviewed(examined, "fulltime", "maintain")
    reviewed(examined, "member1", "maintain")
    assert instances(examined) == ["review", "review", "appeal"]
    again = examined.refused("p1", "ask_review", person="p1", reasons="r")
    assert again == ["review.nothing"]


def test_who_analysed_the_case_does_not_review_its_handling(office, examined):
    second = Person.objects.create(code="inspector2", name="云江督察二", category="administrator")
    second.posts.create(procuratorate=office.unit, role="inspection", from_on=SINCE)
    office.second = second
    examined.before_committee().opined("ordinary")
    examined.take("second", "analyse_case", fault_found=True, matter="", analysis="再分析")
    examined.handled("none")
    examined.take("p1", "ask_review", person="p1", reasons="r")
    assert examined.refused("chief", "assign_reviewer", person="p1", reviewer="inspector2") == [
        "review.same_person"]  # fmt: skip


def test_only_committees_of_the_own_line_are_offered_and_taken(office, examined):
    far = Procuratorate.objects.create(
        code="HS", name="海省人民检察院", short_name="海省", level="provincial"
    )
    stranger = Person.objects.create(code="HS-i", name="海省督察", category="administrator")
    stranger.posts.create(procuratorate=far, role="inspection", from_on=SINCE)
    establish_committee(stranger, "海省检察官惩戒委员会", ["甲", "乙"], ["丙"])
    assert [code for code, _name in committees(examined.case)] == ["YS"]
    examined.liable().take("chief", "approve_submission", person="p1")
    assert examined.refused("inspector", "submit_discipline", person="p1", committee="HS") == [
        "step.field"]  # fmt: skip
    examined.take("inspector", "submit_discipline", person="p1", committee="YS")


def test_the_receiving_organ_follows_the_latest_post_of_the_unit(office, examined):
    matter = matter_of(examined.case, office.chief)
    assert [matter.receiving_role(code) for code in ("chief", "deputy", "p1")] == [
        "chief", "deputy_chief", "other"]  # fmt: skip
    years_ago = {"from_on": dt.date(2019, 1, 1), "until_on": dt.date(2022, 1, 1)}
    office.p1.posts.create(procuratorate=office.unit, role="deputy_chief", **years_ago)
    elsewhere = office.unit.parent
    office.p2.posts.create(procuratorate=elsewhere, role="chief", from_on=SINCE)
    assert [matter.receiving_role(code) for code in ("p1", "p2")] == ["other", "other"]
    office.deputy.posts.update(until_on=dt.date(2026, 6, 1))
    assert matter.receiving_role("deputy") == "deputy_chief", "the post last held"
    assert matter.receiving_role("YS-i") == "other"
