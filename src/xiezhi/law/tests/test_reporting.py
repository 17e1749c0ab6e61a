"""A head who declines a meeting; DT-3.2 - 3.4 and DT-5.3: reports, paused execution, lateness."""

from datetime import date
from typing import Any

import pytest

from xiezhi.law import Refused, national, offers, replay
from xiezhi.law.context import Context
from xiezhi.law.rehearsal import Stage
from xiezhi.law.reporting import late

PACK = national()
PROTEST = PACK.procedures["criminal.trial_supervision"]
KEY = "protest:all"
FORM = {"facts_right": "wrong", "charge_right": "right", "sentence_right": "right",
        "procedure_right": "right"}  # fmt: skip
PEOPLE = ["chief", "deputy", "m1"]


def proposed(**facts: Any) -> Stage:
    stage = Stage(PROTEST, PACK)
    stage.begin(date(2026, 3, 2), {"is_ruling": False, **facts}, ())
    stage.act("handler", "move", do="fill_review_form", fields=FORM)
    stage.act("handler", "opine", do="protest", reasons="确有错误",
              fields={"protest_ground": "facts"})  # fmt: skip
    return stage


def resolved() -> Stage:
    stage = proposed(protest_complex=True)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "submit", matter=KEY, to="committee")
    stage.act("chief", "resolve", matter=KEY, do="protest", roster=PEOPLE, present=PEOPLE,
              votes=dict.fromkeys(PEOPLE, "protest"))  # fmt: skip
    return stage


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        stage.act(by, kind, **data)
    assert all(r.reason and r.cure for r in refused.value.refusals)
    return [r.code for r in refused.value.refusals]


def lates(stage: Stage, on: date) -> list[tuple[str, date]]:
    found = late(Context(PROTEST, PACK), stage.state, on)
    assert all(one.citation is not None for one in found)
    return [(one.rule, one.due_on) for one in found]


def test_a_head_may_decline_a_meeting_only_with_reasons_that_stay_on_file() -> None:
    stage = proposed()
    assert "decline.none" in codes(stage, "head", "decline_meeting", matter=KEY, reasons="x")
    stage.act("handler", "request_meeting", matter=KEY, question="是否抗诉")
    assert codes(stage, "head", "decline_meeting", matter=KEY) == ["form.reasons"]
    assert "person.duty" in codes(stage, "handler", "decline_meeting", matter=KEY, reasons="x")
    stage.act("head", "decline_meeting", matter=KEY, reasons="争议不在法律适用")
    matter = stage.state.matters[KEY]
    assert matter.status == "proposed"
    assert "争议不在法律适用" in matter.notes[-1].text
    assert [a.step for a in stage.state.awaiting] == ["review"]


def test_dt_3_3_a_report_of_an_obstacle_pauses_execution_until_the_chief_answers() -> None:
    stage = resolved()
    paper = {"document": "d1", "template": "protest", "number": "1号"}
    told = {"matter": KEY, "ground": "new_facts", "content": "原审被告人死亡"}
    assert "person.duty" in codes(stage, "head", "report", **told)
    assert codes(stage, "handler", "report", **{**told, "content": ""}) == ["form.content"]
    assert codes(stage, "handler", "report", **{**told, "ground": "asked"}) == ["form.ground"]
    stage.act("handler", "report", **told)
    assert codes(stage, "handler", "issue_document", **paper) == ["execution.paused"]
    assert ("answer_report", "chief") in {(a.step, a.role) for a in stage.state.awaiting}
    assert "person.duty" in codes(stage, "head", "answer_report", matter=KEY, reply="continue")
    assert codes(stage, "chief", "answer_report", matter=KEY, reply="x") == ["form.reply"]
    stage.act("chief", "answer_report", matter=KEY, reply="continue")
    stage.act("handler", "issue_document", **paper)
    again = {**told, "content": "又有新的证据"}
    stage.act("handler", "report", **again)
    serving = {"document": "d1", "to": "法院", "mode": "direct", "proof": "回证"}
    paused = codes(stage, "handler", "serve", **serving, served_on="2026-03-02")
    assert paused == ["execution.paused"]
    assert replay(PROTEST, stage.acts, pack=PACK) == stage.state


def test_dt_3_3_a_new_session_undoes_the_decision_and_goes_back_to_the_committee() -> None:
    stage = resolved()
    stage.act("handler", "report", matter=KEY, ground="special_reason", content="卷宗灭失")
    stage.act("chief", "answer_report", matter=KEY, reply="new_session")
    matter = stage.state.matters[KEY]
    assert (matter.status, matter.decision, stage.state.stage) == (
        "to_committee",
        None,
        "reviewing",
    )
    assert stage.state.documents == ()
    assert [a.step for a in stage.state.awaiting] == ["resolve"]


def test_dt_3_4_a_decision_neither_executed_nor_reported_is_late_and_may_be_asked_about() -> None:
    stage = resolved()
    due_on = date(2026, 3, 12)
    assert lates(stage, due_on) == []
    assert lates(stage, date(2026, 3, 13)) == [("execution_overdue", due_on)]
    asked = {"matter": KEY, "what": "explain", "trigger": "not_executed"}
    stage.act("chief", "instruct", **asked)
    assert ("report", "handler") in {(a.step, a.person) for a in stage.state.awaiting}
    assert codes(stage, "chief", "instruct", matter=KEY, what="re_review") == ["matter.none"]
    stage.act("handler", "report", matter=KEY, ground="special_reason", content="住院")
    assert lates(stage, date(2026, 3, 13)) == []
    made = resolved()
    made.act("handler", "issue_document", document="d1", template="protest", number="1号")
    assert lates(made, date(2026, 4, 13)) == []


def test_dt_5_3_a_report_asked_for_and_not_given_is_overdue() -> None:
    stage = proposed()
    day = date(2026, 3, 5)
    stage.act("chief", "instruct", matter=KEY, what="report", due_on=day)
    assert lates(stage, day) == []
    assert lates(stage, date(2026, 3, 6)) == [("report_overdue", day)]
    _, actor = stage.actor("handler")
    made = offers(PROTEST, stage.state, actor, on=day, pack=PACK)
    assert any(offer.kind == "report" and offer.allowed for offer in made)
    stage.act("handler", "report", matter=KEY, ground="asked", content="已经听取意见")
    assert lates(stage, date(2026, 3, 6)) == []
    assert "report.none" in codes(stage, "handler", "report", matter=KEY, ground="asked",
                                  content="再报")  # fmt: skip
