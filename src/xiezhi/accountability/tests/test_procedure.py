"""DT-9, row by row: case before person, chief before committee, opinions, review, clearing."""

import pytest

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.accountability.models import DisciplineCommittee
from xiezhi.accountability.selectors import matter_page
from xiezhi.accountability.tests.examined import CLUE
from xiezhi.law import Refused


def codes(caught) -> list[str]:
    return [one.code for one in caught.value.refusals]


@pytest.mark.clause("responsibility-49d", "responsibility-49c")
def test_dt_9_1_the_case_first_and_the_person_only_if_fault_was_found(examined):
    said = {"person": "p1", "reason": "r", "commission": "none"}
    assert examined.refused("inspector", "open_inquiry", **said) == ["inquiry.case_first"]
    examined.analysed(fault=False)
    assert examined.case.stage == "no_fault"
    assert examined.refused("inspector", "open_inquiry", **said) == ["inquiry.no_fault"]
    examined.analysed()
    assert examined.inquired("p1").case.stage == "inquiry"


@pytest.mark.clause("responsibility-49c")
def test_dt_9_1_no_handling_before_a_determination(examined):
    handling = {"person": "p1", "handling": "sanction", "article": "a", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", **handling) == ["determine.none"]
    assert "finding.none" in examined.analysed().inquired("p1").refused(
        "inspector", "determine", person="p1", result="judicial", reasons="r"
    )
    assert examined.refused("chief", "decide_handling", **handling) == ["determine.none"]


@pytest.mark.clause("responsibility-35b", "reform-20j", "zhangzhou-19c")
def test_dt_9_2_inspection_cannot_ask_the_committee_before_the_chief_approved(examined):
    examined.liable()
    submit = {"person": "p1", "committee": "YS"}
    assert examined.refused("inspector", "submit_discipline", **submit) == [
        "discipline.not_approved"]  # fmt: skip
    assert examined.refused("inspector", "approve_submission", person="p1") == ["access.not_yours"]
    assert examined.refused("provincial", "give_opinion", person="p1") == ["access.not_yours"]
    assert "handling.no_opinion" in examined.refused(
        "chief", "decide_handling", person="p1", handling="sanction", article="a", reasons="r"
    )
    examined.take("chief", "approve_submission", person="p1")
    assert examined.take("inspector", "submit_discipline", **submit).stage == "discipline"
    assert examined.refused("inspector", "find_person", person="p1", capacity="sole", said={}) == [
        "finding.frozen"]  # fmt: skip


@pytest.mark.clause("responsibility-35a")
def test_dt_9_3_no_discipline_committee_below_the_province(office, examined):
    with pytest.raises(Refused) as caught:
        establish_committee(office.inspector, "云江惩戒委员会", ["甲"], [])
    assert codes(caught) == ["committee.level"]
    with pytest.raises(Refused) as caught:
        establish_committee(office.provincial, "云省", ["甲"], ["乙", "丙"])
    assert codes(caught) == ["committee.half"]
    assert DisciplineCommittee.objects.get().procuratorate == "YS"
    examined.liable().take("chief", "approve_submission", person="p1")
    assert examined.refused("inspector", "submit_discipline", person="p1", committee="YJ") == [
        "step.field"]  # fmt: skip


@pytest.mark.clause("responsibility-35c")
@pytest.mark.parametrize("opinion", ["intent", "gross", "ordinary", "none"])
def test_dt_9_4_one_of_four_opinions_with_reasons_and_votes(examined, opinion):
    examined.before_committee()
    said = {"person": "p1", "reasons": "r", "votes_for": 5, "votes_against": 0}
    free = examined.refused("provincial", "give_opinion", opinion="轻微违反职责", **said)
    assert free == ["discipline.opinion"]
    unsaid = examined.refused("provincial", "give_opinion", person="p1", opinion=opinion)
    assert unsaid == ["step.field"]
    examined.opined(opinion)


@pytest.mark.clause("responsibility-35d")
@pytest.mark.parametrize("opinion", ["ordinary", "none"])
def test_dt_9_5_punishing_against_the_opinion_needs_a_ground(examined, opinion):
    examined.before_committee().opined(opinion)
    said = {"person": "p1", "handling": "sanction", "article": "a", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", **said) == ["handling.conflict"]
    examined.handled(ground="检察官法第47条第5项")
    assert examined.case.stage == "handled"


def test_dt_9_5_an_opinion_of_gross_negligence_needs_no_other_ground(examined):
    assert examined.before_committee().opined("gross").handled().case.stage == "handled"


@pytest.mark.clause("responsibility-38")
def test_dt_9_6_review_then_appeal_each_by_another_reviewer(examined):
    examined.before_committee().opined("gross").handled()
    assert examined.refused("head", "ask_review", person="p1", reasons="r") == ["access.not_yours"]
    examined.take("p1", "ask_review", person="p1", reasons="处分过重")
    for taken in ("inspector", "provincial", "p1"):
        code = getattr(examined.office, taken).code
        assert examined.refused("chief", "assign_reviewer", person="p1", reviewer=code) == [
            "review.same_person"]  # fmt: skip
    examined.take("chief", "assign_reviewer", person="p1", reviewer="deputy")
    assert examined.refused("head", "decide_review", person="p1") == ["access.not_yours"]
    examined.take("deputy", "decide_review", person="p1", result="maintain", reasons="r")
    assert examined.case.stage == "handled"
    examined.take("p1", "ask_review", person="p1", reasons="不服复核")
    assert examined.refused("chief", "assign_reviewer", person="p1", reviewer="deputy") == [
        "review.same_person"]  # fmt: skip
    examined.take("chief", "assign_reviewer", person="p1", reviewer="fulltime")
    assert examined.refused("deputy", "decide_review", person="p1") == ["review.no_reviewer"]
    examined.take("fulltime", "decide_review", person="p1", result="revoke", reasons="r")
    assert examined.case.stage == "inquiry"
    assert "review.nothing" in examined.refused("p1", "ask_review", person="p1", reasons="r")


@pytest.mark.clause("responsibility-39", "reform-31a", "opinion2021-16d")
def test_dt_9_7_an_untrue_accusation_is_cleared_and_a_malicious_one_decided_upon(examined):
    clear = {"person": "p3", "mode": "书面", "audience": "本部门", "clarified_on": "2026-06-20"}
    assert examined.refused("chief", "approve_clarification", **clear) == ["clarify.none"]
    untrue = {"person": "p3", "reasons": "当日不在场", "malicious": True}
    examined.take("inspector", "find_untrue", **untrue)
    assert examined.refused("inspector", "find_untrue", **untrue) == ["untrue.found"]
    assert examined.refused("chief", "approve_clarification", **clear) == ["clarify.malicious"]
    half = clear | {"pursue": "refer"}
    assert examined.refused("chief", "approve_clarification", **half) == ["clarify.malicious"]
    examined.take("chief", "approve_clarification", **half, pursue_because="伪造证据")
    page = matter_page(examined.office.p3, examined.case.pk)
    told = {one.label: one.text for act in page.persons[0].told for one in act.said}
    assert (page.whole, told["方式"], told["范围"]) == (False, "书面", "本部门")
    examined.analysed(fault=False).take("inspector", "close_matter", reason="举报失实，已经澄清")
    assert examined.case.stage == "closed"


@pytest.mark.clause("responsibility-49g")
def test_clues_of_every_source_are_kept_and_those_of_one_case_join(office, examined):
    number = examined.proceeding.number
    for source in ("evaluation", "petition", "reverse_review", "report", "flow_monitoring"):
        clue = {**CLUE, "source": source, "number": number}
        assert accept_clue(office.inspector, clue).pk == examined.case.pk
    old = {**CLUE, "title": "旧案"}
    other = accept_clue(office.inspector, old)
    assert other.pk != examined.case.pk
    assert accept_clue(office.inspector, old).pk == other.pk
    with pytest.raises(Refused) as caught:
        accept_clue(office.inspector, {**CLUE, "source": "rumour", "title": "旧案"})
    assert codes(caught) == ["step.field"]
    with pytest.raises(Refused) as caught:
        accept_clue(office.p1, old)
    assert codes(caught) == ["access.not_yours"]


@pytest.mark.clause("responsibility-49e")
def test_while_a_commission_inquires_there_is_no_parallel_sanction(examined):
    said = {"person": "head", "reason": "r", "commission": "coordinating"}
    examined.analysed()
    assert examined.refused("inspector", "open_inquiry", **said) == ["inquiry.commission"]
    examined.take("inspector", "open_inquiry", **said, commission_reference="函1号")
    examined.found("head", "supervisor", staff_breach=True, supervision_failure="concealed",
                   fault="intent")  # fmt: skip
    examined.determined("head", "supervisory")
    sanction = {"person": "head", "handling": "sanction", "article": "a", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", **sanction) == ["handling.commission"]
    note = {"person": "head", "answer": "由我院处理", "answered_on": "2026-06-10"}
    examined.take("inspector", "note_commission", **note)
    assert examined.refused("inspector", "note_commission", **note) == ["commission.none"]
    examined.take("chief", "decide_handling", **sanction)


@pytest.mark.clause("responsibility-33")
def test_who_is_not_liable_is_not_submitted_and_not_punished(examined):
    examined.analysed().inquired("p1")
    examined.found("p1", "sole", breach=True, fault="ordinary", due_care=True)
    examined.determined("p1", "none")
    assert examined.refused("chief", "approve_submission", person="p1") == [
        "discipline.not_liable"]  # fmt: skip
    said = {"person": "p1", "article": "意见第33条", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", handling="sanction", **said) == [
        "handling.not_liable"]  # fmt: skip
    examined.take("chief", "decide_handling", handling="none", **said)


@pytest.mark.clause("reform-20i")
def test_people_determine_the_proposal_binds_nobody(examined):
    examined.analysed().inquired("p1")
    examined.found("p1", "sole", breach=True, fault="gross", serious=True)
    other = {"person": "p1", "result": "none", "reasons": "r"}
    assert examined.refused("inspector", "determine", **other) == ["determine.differs"]
    examined.take("inspector", "determine", **other, differs_because="因果关系不成立")
    assert examined.case.stage == "determined"


@pytest.mark.clause("reform-31c")
def test_an_exemption_without_code_source_or_evidence_is_refused(examined):
    examined.analysed().inquired("p1")
    said = {"exemption": "law_amended", "conclusion_changed": True}
    about = {"person": "p1", "capacity": "sole"}
    assert examined.refused("inspector", "find_person", **about, said=said) == ["finding.invalid"]
    full = {"said": {**said, "exemption_source": "修正案"}, "evidence": {"exemption": "卷二"}}
    examined.take("inspector", "find_person", **about, **full)
    strange = {**about, "said": {"objected": True}}
    assert examined.refused("inspector", "find_person", **strange) == ["finding.invalid"]


@pytest.mark.clause("responsibility-49f", "responsibility-36")
@pytest.mark.parametrize(("code", "organ"), [("deputy", "党委"), ("p1", "本院干部人事管理部门")])
def test_the_file_goes_to_the_organ_that_may_punish(examined, code, organ):
    examined.analysed().inquired(code)
    examined.found(code, "supervisor", staff_breach=True, supervision_failure="improper",
                   fault="intent")  # fmt: skip
    examined.determined(code, "supervisory")
    assert examined.refused("inspector", "hand_over", person=code, file="f") == ["hand_over.none"]
    decision = {"handling": "party_referral", "article": "a", "reasons": "r"}
    examined.take("chief", "decide_handling", person=code, **decision)
    examined.take("inspector", "hand_over", person=code, file="报告")
    assert examined.refused("inspector", "close_matter", reason="r") == ["close.open_person"]
    assert examined.refused("inspector", "note_result", person=code, receipt="回1号") == [
        "step.field"]  # fmt: skip
    examined.take("inspector", "note_result", person=code, receipt="回1号", outcome="警告")
    told = examined.told()[code]
    assert any(one.name == "organ" and organ in one.text for act in told for one in act.said)
    assert examined.take("inspector", "close_matter", reason="办结").stage == "closed"
    assert examined.refused("inspector", "analyse_case") == ["matter.closed"]


def test_nobody_acts_in_a_matter_about_themselves(examined):
    examined.analysed().inquired("inspector")
    assert examined.refused("inspector", "find_case", said={}) == ["access.yourself"]
