"""DT-8.9 / 8.12 (recording) and DT-6: objections before execution, orders of a superior."""

from typing import Any

import pytest

from xiezhi.law import Refused, national, replay
from xiezhi.law.rehearsal import Stage
from xiezhi.law.superior import answerable

KEY = "disposition:a"
PAPER = {"document": "d1", "template": "indictment", "number": "1号"}


@pytest.fixture
def stage() -> Stage:
    """The chief decided to prosecute against the handler's opinion not to."""
    pack = national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack)
    party = {"id": "a", "facts": {"interrogated": True}}
    stage.begin(stage.now.date(), {"case_source": "police"}, (party,))
    opinion = {"do": "drop_minor", "reasons": "r", "fields": {"drop_reasons": "r"}}
    stage.act("handler", "opine", subject="a", **opinion)
    stage.act("head", "review", matter=KEY, result="agree")
    stage.act("chief", "decide", matter=KEY, do="prosecute", fields={"charge": "诈骗罪"})
    return stage


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    return [r.code for r in caught.value.refusals]


@pytest.mark.clause("responsibility-28b")
@pytest.mark.parametrize("reply", ["maintain", "execute_now"])
def test_dt_8_9_execution_waits_for_the_answer(stage: Stage, reply: str) -> None:
    stage.act("handler", "object", matter=KEY, reasons="证据不足")
    assert codes(stage, "handler", "issue_document", **PAPER) == ["issue.objection"]
    assert "object.pending" in codes(stage, "handler", "object", matter=KEY, reasons="再")
    assert "person.duty" in codes(stage, "head", "answer_objection", matter=KEY, reply=reply)
    stage.act("chief", "answer_objection", matter=KEY, reply=reply)
    stage.act("handler", "issue_document", **PAPER)
    objection = stage.state.objections[0]
    assert (objection.by, objection.reply, objection.replied_by) == ("handler", reply, "chief")


def test_changed_decision_is_undone_and_decided_again(stage: Stage) -> None:
    assert stage.state.stage == "prosecuted"
    stage.act("handler", "object", matter=KEY, reasons="证据不足")
    stage.act("chief", "answer_objection", matter=KEY, reply="change")
    assert stage.state.stage == "reviewing"
    assert stage.state.matters[KEY].decision is None
    clock = stage.state.clock("review:a")
    assert clock is not None
    assert clock.status == "running"
    stage.act("chief", "decide", matter=KEY, do="drop_minor")
    assert stage.state.outcomes == {"a": "drop_minor"}
    assert [d.revoked for d in stage.state.matters[KEY].decisions] == [True, False]
    assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state


def test_dt_8_12_an_objection_after_execution_is_refused(stage: Stage) -> None:
    stage.act("handler", "issue_document", **PAPER)
    assert codes(stage, "handler", "object", matter=KEY, reasons="r") == ["object.late"]


def test_service_waits_too(stage: Stage) -> None:
    stage.act("handler", "object", matter=KEY, reasons="r")
    served = {"to": "法院", "mode": "direct", "proof": "回证", "served_on": "2026-03-02"}
    assert "serve.not_issued" in codes(stage, "handler", "serve", document="d1", **served)


def order(**data: Any) -> dict[str, Any]:
    return {
        "matter": KEY, "kind": "revoke", "from": "云州市人民检察院", "decided_by": "chief",
        "in_unit_name": True, "received_on": "2026-03-02", **data,
    }  # fmt: skip


def test_dt_6_1_an_order_by_chief_or_committee_and_in_the_units_name(stage: Stage) -> None:
    bad = order(decided_by="department", in_unit_name=False)
    assert codes(stage, "case_management", "receive_order", **bad) == [
        "order.decider",
        "order.name",
    ]
    stage.act("case_management", "receive_order", **order())
    assert stage.state.stage == "reviewing"
    assert stage.state.matters[KEY].status == "re_review"


def test_dt_6_2_a_change_lists_its_parts_and_each_answers_for_their_own(stage: Stage) -> None:
    change = order(kind="change", do="drop_minor")
    assert "form.parts_changed" in codes(stage, "case_management", "receive_order", **change)
    stage.act("case_management", "receive_order", **change, parts_changed=["处理结果"])
    decision = stage.state.matters[KEY].decision
    assert decision is not None
    assert (decision.level, decision.by) == ("superior", "云州市人民检察院")
    assert answerable(("处理结果",), "处理结果") == "superior"
    assert answerable(("处理结果",), "事实认定") == "lower"
