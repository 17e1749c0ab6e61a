"""DT-8, row by row: what each row proposes, and what keeps it from being proposed."""

from datetime import date, datetime
from typing import Any

import pytest

from xiezhi.law.context import SHANGHAI
from xiezhi.law.liability import TrailPart, objection_facts
from xiezhi.law.state import ObjectionState
from xiezhi.law.tests.judging import (
    CARE,
    EXECUTED,
    GROSS,
    INTENT,
    NO_FAULT,
    OBJECTED,
    failed,
    judged,
    standing,
    together,
    trail,
)  # fmt: skip

AMENDED = {
    "exemption": "law_amended",
    "exemption_source": "刑法修正案（十二）",
    "conclusion_changed": True,
}


@pytest.mark.clause("responsibility-49b")
@pytest.mark.parametrize("fault", ["intent", "gross", "ordinary"])
def test_dt_8_0_an_exemption_with_code_and_source_leaves_nobody_liable(fault: str) -> None:
    found = judged("sole", breach=True, fault=fault, serious=True, **AMENDED)
    assert (found.kinds, found.is_liability) == (("none",), False)
    assert "8.0" in standing(found)
    unsourced = judged("sole", breach=True, **GROSS, **AMENDED | {"exemption_source": ""})
    assert unsourced.kinds == ("judicial",)
    assert failed(unsourced, "8.0") == "写明免责情形所据的法律文件"


def test_dt_8_1_intent_whatever_the_consequence() -> None:
    for serious in (True, False):
        assert judged("sole", breach=True, serious=serious, **INTENT).kinds == ("judicial",)
    assert judged("sole", **INTENT).kinds == ("none",)


@pytest.mark.clause("responsibility-26b")
def test_dt_8_2_and_8_3_gross_negligence_is_liable_only_with_a_serious_consequence() -> None:
    assert judged("sole", breach=True, **GROSS).kinds == ("judicial",)
    light = judged("sole", breach=True, fault="gross", serious=False)
    assert (light.kinds, light.is_liability) == (("management",), False)
    assert failed(light, "8.2") == "造成严重后果"


@pytest.mark.clause("responsibility-33")
def test_dt_8_4_ordinary_negligence_with_due_care_is_never_liable() -> None:
    found = judged("sole", breach=True, wrong=True, serious=True, **CARE)
    assert found.kinds == ("none",)
    assert "8.4" in standing(found)
    (row,) = (one.row for one in found.matched if one.row.row == "8.4")
    assert (row.cite, row.unverified) == ("司法责任制意见(2024) 第33条", False)


def test_dt_8_5_a_departure_that_leaves_the_conclusion_right_is_a_flaw() -> None:
    found = judged("sole", departed=True, affected_conclusion=False, **NO_FAULT)
    assert (found.kinds, found.is_liability) == (("flaw",), False)
    wilful = judged("sole", departed=True, affected_conclusion=False, breach=True, **INTENT)
    assert wilful.kinds == ("judicial",)
    assert "文本未规定，按默认口径" in failed(wilful, "8.5")


@pytest.mark.clause("responsibility-29a")
def test_dt_8_6_the_sole_prosecutor_answers_alone() -> None:
    found = together(
        trail("prosecutor", TrailPart("p", "sole"), TrailPart("h", "supervisor")),
        {"wrong": True},
        p={"breach": True, **GROSS},
    )
    assert found["p"].kinds == ("judicial",)
    assert {"8.2", "8.6"} <= standing(found["p"])
    assert found["h"].kinds == ("none",)


@pytest.mark.clause("responsibility-29b")
def test_dt_8_7_each_member_for_own_acts_the_lead_for_own_decisions() -> None:
    team = trail("prosecutor", TrailPart("lead", "lead"), TrailPart("m", "team_member"))
    found = together(team, {"wrong": True}, m={"breach": True, **GROSS}, lead=NO_FAULT)
    assert found["m"].kinds == ("judicial",)
    assert {"8.7b", "8.7c"} <= standing(found["m"])
    assert found["lead"].kinds == ("none",)
    assert {"8.7a", "8.7c"} <= standing(found["lead"])
    own = together(team, {"wrong": True}, lead={"breach": True, **GROSS}, m=NO_FAULT)
    assert [own["lead"].kind, own["m"].kind] == ["judicial", "none"]


@pytest.mark.clause("responsibility-28a")
def test_dt_8_8_the_chief_answers_for_the_chiefs_decision() -> None:
    by_chief = trail(
        "chief", TrailPart("c", "chief", {"decided": True}), TrailPart("p", "sole", EXECUTED)
    )
    found = together(
        by_chief, {"wrong": True, "obviously_illegal": False}, c={"breach": True, **GROSS},
        p=NO_FAULT,
    )  # fmt: skip
    assert "8.8" in standing(found["c"])
    assert found["c"].kinds == ("judicial",)
    assert "8.8b" in standing(found["p"])
    assert found["p"].kinds == ("none",)


@pytest.mark.clause("responsibility-28c")
@pytest.mark.parametrize("answer", ["maintain", "execute_now"])
def test_dt_8_9_who_objected_and_was_told_to_execute_is_exempt(answer: str) -> None:
    found = judged("sole", **EXECUTED, **OBJECTED, answer=answer, obviously_illegal=True)
    assert found.kinds == ("none",)
    assert "8.9" in standing(found)
    chief = judged(
        "chief", decision_by="chief", upheld_against_objection=True, wrong=True, breach=True,
        **INTENT,
    )  # fmt: skip
    assert chief.kinds == ("judicial",)
    assert {"8.8", "8.9b"} <= standing(chief)


@pytest.mark.clause("responsibility-28d")
def test_dt_8_10_executing_an_obviously_illegal_decision_without_objection() -> None:
    silent = judged("sole", **EXECUTED, obviously_illegal=True)
    assert silent.kinds == ("corresponding",)
    assert "8.8" in standing(judged("chief", decision_by="chief", wrong=True))
    spoke = judged("sole", **EXECUTED, **OBJECTED, answer="maintain", obviously_illegal=True)
    assert spoke.kinds == ("none",)
    assert failed(spoke, "8.10") == "没有提出异议"


def test_dt_8_11_wrong_but_not_obviously_illegal() -> None:
    found = judged("sole", **EXECUTED, obviously_illegal=False)
    assert found.kinds == ("none",)
    assert "8.11" in standing(found)
    hid = judged(
        "sole", **EXECUTED, obviously_illegal=False, hid_or_distorted=True, led_to_error=True,
        **INTENT,
    )  # fmt: skip
    assert hid.kinds == ("primary",)


@pytest.mark.parametrize(
    "late",
    [
        {"objected": True},
        {"objected": True, "objected_before_execution": True},
        {"objected": True, "objected_before_execution": True, "answer": "maintain"},
    ],
    ids=["after execution", "unanswered", "answered after execution"],
)
def test_dt_8_12_a_late_objection_is_a_matter_for_people(late: dict[str, Any]) -> None:
    found = judged("sole", **EXECUTED, **late, obviously_illegal=True)
    assert found.kinds == ("human_review",)
    assert any("文本未规定，按默认口径" in note for note in found.notes)


@pytest.mark.clause("responsibility-29c")
@pytest.mark.parametrize("decision_by", ["chief", "committee"])
@pytest.mark.parametrize(
    "how", [{"hid_or_distorted": True, **INTENT}, {"omitted_important": True, **GROSS}]
)
def test_dt_8_13_concealment_or_gross_omission_makes_the_handler_primary(
    decision_by: str, how: dict[str, Any]
) -> None:
    decider = "chief" if decision_by == "chief" else "committee_member"
    by = TrailPart("d", decider, {"supported": decision_by == "committee"})
    found = together(
        trail(decision_by, TrailPart("p", "sole"), by), {"wrong": True},
        p={"led_to_error": True, **how}, d=NO_FAULT,
    )  # fmt: skip
    assert found["p"].kinds == ("primary",)
    assert found["d"].kinds == ("none",)
    assert "8.13b" in standing(found["d"])
    own = together(
        trail(decision_by, TrailPart("p", "sole"), by), {"wrong": True},
        p={"led_to_error": True, **how}, d={"breach": True, **GROSS},
    )  # fmt: skip
    assert own["d"].is_liability


def test_dt_8_14_a_member_who_supported_it_with_intent_or_gross_negligence() -> None:
    vote = {"decision_by": "committee", "wrong": True, "supported": True}
    assert judged("committee_member", **vote, **GROSS).kinds == ("corresponding",)
    assert judged("committee_member", **vote, **INTENT).kinds == ("corresponding",)
    open_still = judged("committee_member", **vote)
    assert open_still.kinds == ("human_review",)
    assert "尚待认定：主观过错" in "".join(open_still.notes)


@pytest.mark.clause("responsibility-27b", "responsibility-27c")
def test_dt_8_15_dissenters_and_members_without_fault_are_not_liable() -> None:
    votes = {f"m{n}": n < 6 for n in range(11)}
    parts = [
        TrailPart(m, "committee_member", {"supported": v, "dissented": not v})
        for m, v in votes.items()
    ]
    found = together(
        trail("committee", *parts), {"wrong": True},
        **{m: {"breach": True, **GROSS} for m in ("m0", "m9")}, m1=NO_FAULT,
    )  # fmt: skip
    assert [found[m].kind for m in ("m0", "m1", "m9", "m10")] == [
        "corresponding", "none", "none", "none"]  # fmt: skip
    assert [found[f"m{n}"].kind for n in range(2, 6)] == ["human_review"] * 4
    assert all("8.15" in standing(found[f"m{n}"]) for n in range(6, 11))


def test_dt_8_16_the_handler_answers_for_the_facts_reported() -> None:
    reported = {"decision_by": "committee", "reported_to_committee": True, "wrong": True}
    found = judged("sole", **reported, facts_wrong=True, breach=True, **GROSS)
    assert "8.16" in standing(found)
    assert found.kinds == ("judicial",)
    assert "8.16" not in standing(judged("sole", **reported, breach=True, **GROSS))


@pytest.mark.clause("responsibility-25")
@pytest.mark.parametrize("failure", ["oversight", "concealed", "improper"])
def test_dt_8_19_neglected_or_misused_supervision(failure: str) -> None:
    found = judged("supervisor", staff_breach=True, supervision_failure=failure)
    assert found.kinds == ("supervisory",)
    assert judged("supervisor", staff_breach=True).kinds == ("none",)
    other = judged("sole", staff_breach=True, supervision_failure=failure, **NO_FAULT)
    assert other.kinds == ("none",)


def test_dt_8_20_and_8_21_point_to_their_tables() -> None:
    assert "8.20" in standing(judged("superior", superior_changed=True, wrong_part_changed=True))
    assert "8.21" in standing(judged("auxiliary", **NO_FAULT))


def test_dt_8_22_the_delegate_decided_the_chief_only_supervised() -> None:
    delegate = judged("delegate", decision_by="delegate", wrong=True, breach=True, **GROSS)
    assert delegate.kinds == ("judicial",)
    assert "8.22" in standing(delegate)
    chief = judged("delegator", decision_by="delegate", wrong=True)
    assert (chief.kinds, standing(chief)) == (("none",), {"8.22b"})
    for one in (delegate, chief):
        assert any("文本未规定，按默认口径" in note for note in one.notes)
    neglected = {"staff_breach": True, "supervision_failure": "oversight"}
    assert judged("delegator", decision_by="delegate", **neglected).kinds == ("supervisory",)


@pytest.mark.parametrize("factor", ["self_corrected", "explained", "recorded_contacts"])
def test_dt_8_23_lenient_factors_stand_beside(factor: str) -> None:
    found = judged("sole", breach=True, **INTENT, **{factor: True})
    assert found.kinds == ("judicial",)
    assert "8.23" in standing(found)


@pytest.mark.parametrize("factor", ["obstructed", "incited"])
def test_dt_8_24_strict_factors_stand_beside(factor: str) -> None:
    found = judged("sole", breach=True, **INTENT, **{factor: True})
    assert {"8.1", "8.24"} <= standing(found)
    assert "8.24" not in standing(judged("sole", breach=True, **INTENT))


def test_the_moment_of_an_objection_decides_to_the_millisecond() -> None:
    def clock(second: int, ms: int) -> datetime:
        return datetime(2026, 3, 2, 10, 0, second, ms * 1000, tzinfo=SHANGHAI)

    answered = ObjectionState("m", "p", "r", clock(1, 0), "maintain", "c", clock(2, 0))
    assert objection_facts(answered, clock(2, 1))["answered_before_execution"] is True
    assert objection_facts(answered, clock(1, 999))["answered_before_execution"] is False
    assert objection_facts(answered, clock(1, 1))["objected_before_execution"] is True
    assert objection_facts(answered, clock(1, 0))["objected_before_execution"] is False
    assert objection_facts(None, clock(1, 0))["objected"] is False


def test_rules_of_the_acts_day_apply_and_none_before_them() -> None:
    before = judged("sole", date(2024, 7, 3), breach=True, **INTENT)
    assert (before.kinds, before.rows) == (("human_review",), ())
    assert "2024-07-03 施行的规则没有录入" in before.notes[0]
    assert judged("sole", date(2024, 7, 4), breach=True, **INTENT).kinds == ("judicial",)
