"""The trail of a decision read from a real history: who did what, and when to the second."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from xiezhi.law import Pack, national
from xiezhi.law.liability import Finding, assess, rules_of, trail_of
from xiezhi.law.rehearsal import Stage
from xiezhi.law.validity import InForce

KEY = "disposition:a"
PAPER = {"document": "d1", "template": "indictment", "number": "1号", "matter": KEY}
CHARGE = {"charge": "诈骗罪"}


def opened(**facts: Any) -> Stage:
    pack = national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack)
    party = {"id": "a", "facts": {"interrogated": True}}
    stage.begin(stage.now.date(), {"case_source": "police", **facts}, (party,))
    return stage


def by_chief(stage: Stage) -> Stage:
    opinion = {"do": "drop_minor", "reasons": "r", "fields": {"drop_reasons": "r"}}
    stage.act("handler", "opine", subject="a", **opinion)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields=CHARGE)
    return stage


def did(stage: Stage, person: str) -> dict[str, Any]:
    trail = trail_of(stage.state, stage.acts, KEY)
    (part,) = (one for one in trail.parts if one.person == person)
    return {"capacity": part.capacity, **part.did}


def test_chief_decided_handler_objected_and_executed_after_the_answer() -> None:
    stage = by_chief(opened())
    stage.act("handler", "object", matter=KEY, reasons="证据不足")
    stage.act("chief", "answer_objection", matter=KEY, reply="maintain")
    stage.act("handler", "issue_document", **PAPER)
    trail = trail_of(stage.state, stage.acts, KEY)
    assert (trail.decision_by, trail.decided_on) == ("chief", date(2026, 3, 2))
    handler = did(stage, "handler")
    assert handler["capacity"] == "sole"
    assert handler["executed"]
    assert handler["objected_before_execution"]
    assert handler["answered_before_execution"]
    assert did(stage, "chief")["upheld_against_objection"]
    assert did(stage, "head")["capacity"] == "supervisor"
    case = {"wrong": True, "obviously_illegal": True}
    found = {p.person: p for p in assess(trail, [], stage.pack, case)}
    assert found["handler"].kinds == ("none",)
    assert "8.9" in {row.row.row for row in found["handler"].matched}


def test_executed_without_a_word_against_it() -> None:
    stage = by_chief(opened())
    stage.act("handler", "issue_document", **PAPER)
    trail = trail_of(stage.state, stage.acts, KEY)
    case = {"wrong": True, "obviously_illegal": True}
    found = {p.person: p for p in assess(trail, [], stage.pack, case)}
    assert found["handler"].kinds == ("corresponding",)


def test_a_demanded_re_review_that_changed_the_decision() -> None:
    stage = opened()
    first = {"do": "drop_minor", "reasons": "r", "fields": {"drop_reasons": "r"}}
    stage.act("handler", "opine", subject="a", **first)
    stage.act("head", "review", matter=KEY, result="re_review", remark="再审查")
    second = {"do": "prosecute", "reasons": "r", "fields": CHARGE}
    stage.act("handler", "opine", subject="a", matter=KEY, **second)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields=CHARGE)
    trail = trail_of(stage.state, stage.acts, KEY)
    assert trail.facts["changed_after_re_review"] is True
    assert did(stage, "head")["demanded_re_review"] is True
    findings = [Finding("head", "supervisor", {"fault": "gross", "serious": True})]
    found = {p.person: p for p in assess(trail, findings, stage.pack, {"wrong": True})}
    assert found["head"].kinds == ("supervisory",)


def test_members_by_their_votes_and_a_person_off_the_case_before_it() -> None:
    stage = opened(national_security=True)
    opinion = {"do": "prosecute", "reasons": "r", "fields": CHARGE}
    stage.act("handler", "opine", subject="a", **opinion)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "submit", matter=KEY, to="committee")
    roster = ["chief", "deputy", "m1", "m2", "m3"]
    votes = dict.fromkeys(roster[:3], "prosecute") | dict.fromkeys(roster[3:], "drop_minor")
    stage.act(
        "chief", "resolve", matter=KEY, do="prosecute", votes=votes, present=roster,
        roster=roster, fields=CHARGE,
    )  # fmt: skip
    trail = trail_of(stage.state, stage.acts, KEY, delegator="nobody")
    members = {p.person: p.did for p in trail.parts if p.capacity == "committee_member"}
    assert {m for m, said in members.items() if said["dissented"]} == {"m2", "m3"}
    assert did(stage, "handler")["reported_to_committee"] is True
    assert "second" not in {p.person for p in trail.parts}


def changed_on(pack: Pack, day: date) -> Pack:
    """The pack in which row 8.1 says something else from a day on."""
    degrees = pack.liability["degrees"]
    old = next(row for row in degrees.rows if row.row == "8.1")
    first = InForce.model_validate({"from": degrees.in_force.from_on, "until": day})
    rows = [row for row in degrees.rows if row is not old]
    rows.append(old.model_copy(update={"in_force": first}))
    later = {"in_force": InForce.model_validate({"from": day}), "proposes": "human_review"}
    rows.append(old.model_copy(update=later))
    table = degrees.model_copy(update={"rows": tuple(rows)})
    return replace(pack, liability={**pack.liability, "degrees": table}, plans={})


@pytest.mark.parametrize(("day", "kind"), [(2, "judicial"), (3, "human_review")])
def test_edge_the_rule_in_force_at_the_act_decides_not_the_one_at_the_evaluation(
    day: int, kind: str
) -> None:
    pack = changed_on(national(), date(2026, 3, 3))
    stage = by_chief(opened())
    trail = trail_of(stage.state, stage.acts, KEY)
    said = {"breach": True, "fault": "intent"}
    findings = [Finding("chief", "chief", said, date(2026, 3, day))]
    (chief,) = (p for p in assess(trail, findings, pack, {}) if p.person == "chief")
    assert chief.kinds == (kind,)
    assert len(rules_of(pack).rows) == len(rules_of(national()).rows) + 1


def test_a_matter_that_was_never_decided_has_no_trail() -> None:
    stage = opened()
    stage.act("handler", "opine", subject="a", do="prosecute", reasons="r", fields=CHARGE)
    with pytest.raises(KeyError):
        trail_of(stage.state, stage.acts, KEY)
