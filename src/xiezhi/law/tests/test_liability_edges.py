"""The edge-case list of liability, findings that may not be entered, and what can never happen."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.law import national
from xiezhi.law.liability import EXEMPTIONS, GROSS, TrailPart, problems_of, propose, rules_of
from xiezhi.law.tests import judging
from xiezhi.law.tests.judging import EXECUTED, INTENT, NO_FAULT, OBJECTED, judged, together, trail

RULES = rules_of(national())
CAPACITIES = sorted(RULES.questions["capacity"].choices)
FREE = {
    n: q for n, q in RULES.questions.items() if n not in ("capacity", "exemption", "wrong_part")
}
WORSE = ("none", "flaw", "management", "human_review", "supervisory", "corresponding",
         "judicial", "primary")  # fmt: skip


def values(name: str) -> st.SearchStrategy[Any]:
    question = FREE[name]
    if question.choices:
        return st.sampled_from(sorted(question.choices))
    return st.booleans() if question.type == "bool" else st.just("")


KNOWN = st.fixed_dictionaries({}, optional={name: values(name) for name in FREE})


@given(KNOWN, st.sampled_from(CAPACITIES))
@settings(max_examples=400, deadline=None)
def test_ordinary_negligence_with_due_care_is_never_liable(
    known: dict[str, Any], capacity: str
) -> None:
    found = judged(capacity, **known | judging.CARE)
    assert found.kinds in (("none",), ("flaw",))


@given(KNOWN)
@settings(max_examples=400, deadline=None)
def test_a_dissenting_member_is_never_liable(known: dict[str, Any]) -> None:
    voted = {"decision_by": "committee", "dissented": True, "supported": False}
    assert not judged("committee_member", **known | voted).is_liability


@given(
    KNOWN, st.sampled_from(["maintain", "execute_now"]), st.sampled_from(["sole", "team_member"])
)
@settings(max_examples=400, deadline=None)
def test_an_objection_in_time_never_worsens_the_handlers_proposal(
    known: dict[str, Any], answer: str, capacity: str
) -> None:
    silent = judged(capacity, **known | {"objected": False, "answer": "none"})
    spoke = judged(capacity, **known | OBJECTED | {"answer": answer})
    assert WORSE.index(spoke.kind) <= WORSE.index(silent.kind)


@given(KNOWN, st.sampled_from(CAPACITIES))
@settings(max_examples=300, deadline=None)
def test_nobody_without_intent_is_judicially_liable_for_a_light_consequence(
    known: dict[str, Any], capacity: str
) -> None:
    light = known | {"fault": "gross", "serious": False, "instigated": False}
    found = judged(capacity, **light)
    assert not {"judicial", "primary"} & set(found.kinds)
    assert found.kinds.count("human_review") <= 1


@given(KNOWN, st.sampled_from(CAPACITIES))
@settings(max_examples=300, deadline=None)
def test_every_proposal_says_its_rows_and_why_others_do_not_hold(
    known: dict[str, Any], capacity: str
) -> None:
    found = judged(capacity, **known)
    assert len(found.rows) == len(RULES.rows)
    assert all(one.failed or one.missing for one in found.unmatched)
    assert found.kinds == ("none",) or "none" not in found.kinds


def test_edge_flaw_or_error_when_the_conclusion_flips_later() -> None:
    then = judged("sole", departed=True, affected_conclusion=False, wrong=False, **NO_FAULT)
    assert then.kinds == ("flaw",)
    for_other_reasons = judged(
        "sole", departed=True, affected_conclusion=False, wrong=True, **NO_FAULT
    )
    assert for_other_reasons.kinds == ("flaw",)
    departed = {"departed": True, "affected_conclusion": True, "wrong": True}
    assert judged("sole", **departed, **judging.CARE).kinds == ("none",)
    assert judged("sole", **departed, breach=True, **judging.GROSS).kinds == ("judicial",)


@pytest.mark.clause("reform-20g")
def test_edge_a_retired_person_is_judged_like_any_other() -> None:
    """No question asks whether the person is still in office: 终身负责."""
    gone = trail("prosecutor", TrailPart("retired", "sole"))
    found = together(gone, {"wrong": True}, retired={"breach": True, **judging.GROSS})
    assert found["retired"].kinds == ("judicial",)
    assert not any("active" in name or "retired" in name for name in RULES.questions)


def test_edge_concealment_and_error_of_the_committee_together() -> None:
    parts = (
        TrailPart("p", "sole", {"reported_to_committee": True}),
        TrailPart("m1", "committee_member", {"supported": True}),
        TrailPart("m2", "committee_member", {"supported": True}),
    )
    hid = {"hid_or_distorted": True, "facts_wrong": True, "led_to_error": True, **INTENT}
    found = together(trail("committee", *parts), {"wrong": True}, p=hid, m1=NO_FAULT,
                     m2=judging.GROSS)  # fmt: skip
    assert [found[name].kind for name in ("p", "m1", "m2")] == [
        "primary", "none", "corresponding"]  # fmt: skip
    assert {"8.13", "8.16"} <= judging.standing(found["p"])


def test_edge_an_objection_does_not_cover_ones_own_breach() -> None:
    own = {"hid_or_distorted": True, "led_to_error": True, **INTENT}
    found = judged("sole", **EXECUTED, **OBJECTED, answer="maintain", **own)
    assert found.kinds == ("primary",)


@pytest.mark.clause("responsibility-49a", "responsibility-49b")
def test_lists_whose_text_was_never_obtained_are_not_used() -> None:
    exemptions, gross = RULES.codes(EXEMPTIONS), RULES.codes(GROSS)
    assert (len(exemptions), len(gross)) == (7, 10)
    assert all(code.unverified for code in (*exemptions.values(), *gross.values()))
    assert [name for name, code in exemptions.items() if not code.pending] == ["law_amended"]
    said = {"exemption": "exemption_2", "exemption_source": "某法"}
    assert any("还没有录入" in one for one in problems_of(said, {"exemption": "卷一"}, RULES))
    gross_told = problems_of({"gross_circumstance": "gross_2", "fault": "gross"}, {}, RULES)
    assert any("还没有录入" in one for one in gross_told)


@pytest.mark.clause("reform-31c")
def test_an_exemption_needs_its_source_and_its_evidence() -> None:
    told = problems_of({"exemption": "law_amended"}, {}, RULES)
    assert len(told) == 2
    sourced = {"exemption": "law_amended", "exemption_source": "刑法修正案（十二）"}
    assert problems_of(sourced, {}, RULES) == ["适用免责情形应当有证据；写明证据的名称和所在卷页"]
    assert problems_of(sourced, {"exemption": "卷二第3页"}, RULES) == []


def test_findings_that_contradict_themselves_or_the_file_are_refused() -> None:
    assert problems_of({"instigated": True, "fault": "ordinary"}, {}, RULES)
    assert problems_of({"objected": True}, {}, RULES), "the trail is not entered by hand"
    assert problems_of({"fault": "grave"}, {}, RULES)
    assert problems_of({"instigated": True, "fault": "intent"}, {}, RULES) == []


def test_a_person_outside_the_trail_is_added_by_a_finding() -> None:
    said = {"own_work_wrong": True, **INTENT}
    finding = judging.Finding("t", "auxiliary", said)
    found = judging.assess(trail("prosecutor"), [finding], national())
    assert [(one.person, one.kind) for one in found] == [("t", "judicial")]


def test_whoever_answers_for_a_wrong_decision_waits_for_the_finding_of_fault() -> None:
    chief = judged("chief", decision_by="chief", wrong=True)
    assert chief.kinds == ("human_review",)
    assert chief.notes == ("尚待认定：主观过错",)
    assert judged("chief", decision_by="chief", wrong=False).kinds == ("none",)


def test_unknown_day_is_left_to_people() -> None:
    assert propose("x", "sole", {"breach": True, **INTENT}, RULES, None).kind == "human_review"
