"""What exempts from one row leaves open what might stand by another: people must look."""

from typing import Any

import pytest

from xiezhi.law.tests.judging import EXECUTED, OBJECTED, failed, judged, standing

SERIOUS = "尚待认定：造成严重后果"
GROSS_OPEN = {"fault": "gross"}
OMITTED = {**EXECUTED, "obviously_illegal": False, "omitted_important": True, "led_to_error": True}
HEARD = {**EXECUTED, **OBJECTED, "answer": "maintain", "breach": True}
DELEGATED = {"decision_by": "delegate", "wrong": True, "breach": True}
ORDERED = {"ordered": True, "order_illegal": True, "order_objected": True, "own_work_wrong": True}


@pytest.mark.parametrize(
    ("capacity", "known", "row", "once"),
    [
        ("sole", OMITTED, "8.11", "primary"),
        ("sole", HEARD, "8.9", "judicial"),
        ("delegator", DELEGATED, "8.22b", "judicial"),
        ("auxiliary", ORDERED, "7.12", "judicial"),
    ],
    ids=["omitted", "objected", "delegator", "auxiliary"],
)
def test_a_row_that_exempts_hides_no_open_question(
    capacity: str, known: dict[str, Any], row: str, once: str
) -> None:
    found = judged(capacity, **known, **GROSS_OPEN)
    assert (found.kinds, row in standing(found)) == (("human_review",), True)
    assert SERIOUS in found.notes
    assert "造成严重后果" in failed(found, "8.2")
    assert judged(capacity, **known, **GROSS_OPEN, serious=True).kinds == (once,)
    assert judged(capacity, **known, **GROSS_OPEN, serious=False).kinds == ("management",)


@pytest.mark.parametrize(
    ("capacity", "known", "row"),
    [
        ("sole", {"fault": "ordinary", "due_care": True, "omitted_important": True}, "8.4"),
        ("sole", {**GROSS_OPEN, "breach": True, "exemption": "law_amended",
                  "exemption_source": "修正案", "conclusion_changed": True}, "8.0"),
        ("committee_member", {"decision_by": "committee", "dissented": True, "supported": True,
                              "wrong": True, **GROSS_OPEN}, "8.15"),
    ],
)  # fmt: skip
def test_a_row_over_everything_leaves_nothing_to_be_found(
    capacity: str, known: dict[str, Any], row: str
) -> None:
    found = judged(capacity, **known)
    assert (found.kinds, row in standing(found)) == (("none",), True)
    assert not any("尚待认定" in note for note in found.notes)


def test_whoever_only_answers_and_is_exempt_does_not_wait_for_a_finding_of_fault() -> None:
    changed = {"superior_changed": True, "wrong_part_changed": True, "wrong": True}
    lead = judged("lead", **changed)
    assert {"6.2c", "8.7c"} <= standing(lead)
    assert lead.kinds == ("none",)


def test_a_row_whose_place_is_taken_is_not_asked_about() -> None:
    """Whether the decision was obviously illegal is open, and does not matter under 6.2c."""
    changed = {"superior_changed": True, "wrong_part_changed": True}
    found = judged("sole", **EXECUTED, **changed)
    assert found.kinds == ("none",)
    assert "决定明显违法" in failed(found, "8.10")
