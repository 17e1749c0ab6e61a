"""DT-6.2 to 6.5, DT-7.7 to 7.12, and 8.17 with 8.18: superiors, auxiliaries, re-review."""

import pytest

from xiezhi.law.liability import TrailPart
from xiezhi.law.tests.judging import (
    GROSS,
    INTENT,
    NO_FAULT,
    failed,
    judged,
    standing,
    together,
    trail,
)  # fmt: skip

BOTH = trail(
    "chief", TrailPart("low", "sole"), TrailPart("c", "chief"), TrailPart("up", "superior"),
    superior_changed=True, parts_changed=("罪名",),
)  # fmt: skip
HID = {"hid_or_distorted": True, "led_to_error": True, **INTENT}


@pytest.mark.clause("responsibility-32a")
def test_dt_6_2_the_superior_answers_for_what_it_changed() -> None:
    charge = together(BOTH, {"wrong": True, "wrong_part": "罪名", "obviously_illegal": False},
                      low=NO_FAULT, c=NO_FAULT, up={"breach": True, **GROSS})  # fmt: skip
    assert (charge["up"].kind, charge["low"].kind) == ("judicial", "none")
    assert {"6.2a", "8.20"} <= standing(charge["up"])
    assert "6.2c" in standing(charge["low"])
    assert "8.8" not in standing(charge["c"])
    facts = together(BOTH, {"wrong": True, "wrong_part": "事实认定", "obviously_illegal": False},
                     low={"breach": True, **GROSS}, c=NO_FAULT, up=NO_FAULT)  # fmt: skip
    assert (facts["up"].kind, facts["low"].kind) == ("none", "judicial")
    assert "6.2b" in standing(facts["low"])
    assert "6.2a" not in standing(facts["up"])


@pytest.mark.clause("responsibility-32b")
def test_dt_6_3_and_6_5_the_lower_hid_a_witness_and_the_superior_was_diligent() -> None:
    found = together(BOTH, {"wrong": True, "wrong_part": "罪名"}, low=HID, up=NO_FAULT)
    assert found["low"].kinds == ("judicial",)
    assert "6.3" in standing(found["low"])
    assert found["up"].kinds == ("none",)
    assert "6.5" in standing(found["up"])


@pytest.mark.clause("responsibility-32b")
@pytest.mark.parametrize("own", [INTENT, GROSS])
def test_dt_6_4_the_superior_too_for_own_intent_or_gross_negligence(own) -> None:  # type: ignore[no-untyped-def]
    found = together(BOTH, {"wrong": True, "wrong_part": "罪名"}, low=HID,
                     up={"breach": True, **own})  # fmt: skip
    assert (found["low"].kind, found["up"].kind) == ("judicial", "corresponding")
    assert any("“故意和重大过失”按有其一即可理解" in note for note in found["up"].notes)


def test_dt_6_3_omission_is_gross_negligence_or_nothing() -> None:
    known = {"superior_changed": True, "wrong": True, "led_to_error": True,
             "wrong_part_changed": True, "omitted_important": True}  # fmt: skip
    assert judged("sole", **known, **GROSS).kinds == ("judicial",)
    careful = judged("sole", **known, fault="ordinary", due_care=True)
    assert careful.kinds == ("none",)
    assert "故意隐瞒、歪曲事实" in failed(careful, "6.3")


@pytest.mark.clause("responsibility-31a")
def test_dt_7_7_an_auxiliary_answers_for_own_work() -> None:
    found = together(
        trail("prosecutor", TrailPart("p", "sole"), TrailPart("t", "auxiliary")), {"wrong": True},
        t={"own_work_wrong": True, **INTENT}, p=NO_FAULT,
    )  # fmt: skip
    assert found["t"].kinds == ("judicial",)
    assert "7.7" in standing(found["t"])
    assert found["p"].kinds == ("none",)


@pytest.mark.clause("responsibility-31b")
def test_dt_7_8_without_fault_an_auxiliary_is_not_liable_for_the_prosecutors_decision() -> None:
    found = judged("auxiliary", wrong=True, **NO_FAULT)
    assert (found.kinds, "7.8" in standing(found)) == (("none",), True)


@pytest.mark.clause("responsibility-31b")
def test_dt_7_9_an_auxiliary_who_caused_the_error_is_correspondingly_liable() -> None:
    found = together(
        trail("prosecutor", TrailPart("p", "sole"), TrailPart("a", "auxiliary")), {"wrong": True},
        a=HID, p=NO_FAULT,
    )  # fmt: skip
    assert found["a"].kinds == ("corresponding",)
    assert found["p"].kinds == ("none",)


@pytest.mark.clause("responsibility-31c")
@pytest.mark.parametrize("objected", [True, False])
@pytest.mark.parametrize("illegal", [True, False])
def test_dt_7_10_to_7_12_instigated_in_four_cases(objected: bool, illegal: bool) -> None:
    found = together(
        trail("prosecutor", TrailPart("p", "sole"), TrailPart("a", "auxiliary")), {},
        p={"instigated": True, **INTENT},
        a={"ordered": True, "order_illegal": illegal, "order_objected": objected},
    )  # fmt: skip
    assert found["p"].kinds == ("judicial",)
    assert "7.10" in standing(found["p"])
    liable = illegal and not objected
    assert found["a"].kinds == (("corresponding",) if liable else ("none",))
    assert ("7.11" if liable else "7.12") in standing(found["a"])


def test_dt_7_12_own_independent_fault_remains() -> None:
    found = judged("auxiliary", ordered=True, order_illegal=False, breach=True, **INTENT)
    assert found.kinds == ("judicial",)
    assert "7.12" not in standing(found)


@pytest.mark.clause("responsibility-30a", "responsibility-30b")
@pytest.mark.parametrize("demander", [True, False])
@pytest.mark.parametrize("handler", [True, False])
def test_dt_8_17_and_8_18_fault_of_demander_and_handler_in_four_combinations(
    demander: bool, handler: bool
) -> None:
    changed = trail(
        "prosecutor", TrailPart("h", "supervisor", {"demanded_re_review": True}),
        TrailPart("p", "sole"), changed_after_re_review=True,
    )  # fmt: skip
    found = together(changed, {"wrong": True}, h=GROSS if demander else NO_FAULT,
                     p=GROSS if handler else NO_FAULT)  # fmt: skip
    assert found["h"].kinds == (("supervisory",) if demander else ("none",))
    assert found["p"].kinds == (("judicial",) if handler else ("none",))
    assert ("8.17" in standing(found["h"])) == demander
    assert ("8.18" in standing(found["p"])) == handler


def test_dt_8_17_only_when_the_decision_was_changed() -> None:
    asked = judged("supervisor", demanded_re_review=True, wrong=True, **INTENT)
    assert asked.kinds == ("none",)
    assert failed(asked, "8.17") == "检察官改变了原决定"


@pytest.mark.clause("responsibility-30a")
def test_dt_8_17_gross_negligence_of_the_demander_counts_only_with_a_serious_consequence() -> None:
    asked = {"demanded_re_review": True, "changed_after_re_review": True, "wrong": True}
    assert judged("supervisor", **asked, **INTENT, serious=False).kinds == ("supervisory",)
    assert judged("supervisor", **asked, **GROSS).kinds == ("supervisory",)
    light = judged("supervisor", **asked, fault="gross", serious=False)
    assert light.kinds == ("none",)
    assert "文本未规定，按默认口径" in failed(light, "8.17")
    assert judged("supervisor", **asked, fault="gross").kinds == ("human_review",)
