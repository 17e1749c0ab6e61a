"""The trail when hands or decisions change: who executed it, and what was objected to."""

from typing import Any

import pytest

from xiezhi.law.liability import Proposal, Trail, assess, trail_of
from xiezhi.law.rehearsal import Stage
from xiezhi.law.tests.test_liability_trail import CHARGE, KEY, PAPER, by_chief, opened

ISSUED: dict[str, Any] = dict(PAPER)
ILLEGAL = {"wrong": True, "obviously_illegal": True}
DRAWN: dict[str, Any] = {"method": "random", "seed": "7", "reason": "调离"}
TEAM: dict[str, Any] = {"handler": "handler", "lead": "second", "lead_designated_by": "chief",
        "members": [{"person": "second", "role": "lead"}]}  # fmt: skip


def trail(stage: Stage) -> Trail:
    return trail_of(stage.state, stage.acts, KEY)


def parts(stage: Stage) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one.person, one.capacity): dict(one.did) for one in trail(stage).parts}


def found(stage: Stage) -> dict[str, Proposal]:
    return {p.person: p for p in assess(trail(stage), [], stage.pack, ILLEGAL)}


@pytest.mark.clause("responsibility-28d")
def test_the_one_who_took_the_case_over_executed_it_and_not_the_one_before() -> None:
    stage = by_chief(opened())
    stage.act("case_management", "reassign", handler="second", **DRAWN)
    stage.act("second", "issue_document", **ISSUED)
    told = parts(stage)
    assert told["handler", "sole"]["executed"] is False
    assert told["second", "sole"]["executed"] is True
    assert told["second", "sole"]["decided"] is False
    proposed = found(stage)
    assert "8.10" not in {one.row.row for one in proposed["handler"].matched}
    assert not proposed["handler"].is_liability
    assert proposed["second"].kinds == ("corresponding",)


def test_the_one_who_took_over_objected_and_the_one_before_did_not() -> None:
    stage = by_chief(opened())
    stage.act("case_management", "reassign", handler="second", **DRAWN)
    stage.act("second", "object", matter=KEY, reasons="证据不足")
    stage.act("chief", "answer_objection", matter=KEY, reply="maintain")
    stage.act("second", "issue_document", **ISSUED)
    told = parts(stage)
    assert told["second", "sole"]["answered_before_execution"] is True
    assert told["handler", "sole"]["objected"] is False
    assert found(stage)["second"].kinds == ("none",)


def test_of_a_team_only_the_member_who_issued_executed() -> None:
    stage = opened()
    stage.act("case_management", "reassign", **TEAM, **DRAWN)
    opinion: dict[str, Any] = {"do": "drop_minor", "reasons": "r", "fields": {"drop_reasons": "r"}}
    stage.act("second", "hear_member", matter=KEY, person="handler", opinion="同意")
    stage.act("second", "opine", subject="a", **opinion)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields=CHARGE)
    stage.act("handler", "issue_document", **ISSUED)
    told = parts(stage)
    assert told["second", "lead"]["executed"] is False
    assert told["handler", "team_member"]["executed"] is True
    proposed = found(stage)
    assert proposed["handler"].kinds == ("corresponding",)
    assert not proposed["second"].is_liability


def test_a_team_formed_after_the_decision_adds_only_who_issued() -> None:
    stage = by_chief(opened())
    stage.act("case_management", "reassign", **TEAM, **DRAWN)
    stage.act("second", "issue_document", **ISSUED)
    told = parts(stage)
    assert told["handler", "sole"]["executed"] is False
    assert told["second", "lead"]["executed"] is True


def decided_again(reply: str) -> Stage:
    """Objected to, changed by the chief, who decides anew under the same key."""
    stage = by_chief(opened())
    stage.act("handler", "object", matter=KEY, reasons="证据不足")
    stage.act("chief", "answer_objection", matter=KEY, reply=reply)
    return stage


@pytest.mark.clause("responsibility-28c")
def test_an_objection_to_the_decision_before_does_not_count_for_the_next() -> None:
    stage = decided_again("change")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields=CHARGE)
    stage.act("handler", "issue_document", **ISSUED)
    told = parts(stage)
    assert (told["handler", "sole"]["objected"], told["handler", "sole"]["answer"]) == (
        False, "none")  # fmt: skip
    assert found(stage)["handler"].kinds == ("corresponding",)


def test_the_chief_upheld_only_what_was_objected_to_then() -> None:
    stage = decided_again("change")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields=CHARGE)
    assert parts(stage)["chief", "chief"]["upheld_against_objection"] is False
    stage.act("handler", "object", matter=KEY, reasons="仍有异议")
    stage.act("chief", "answer_objection", matter=KEY, reply="execute_now")
    stage.act("handler", "issue_document", **ISSUED)
    assert parts(stage)["chief", "chief"]["upheld_against_objection"] is True
    assert parts(stage)["handler", "sole"]["answer"] == "execute_now"
