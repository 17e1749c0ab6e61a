"""Clauses on requests against a refusal of arrest, on returns and on insufficient evidence."""

from datetime import date
from typing import Any

import pytest

from xiezhi.law import Refused, national
from xiezhi.law.rehearsal import Stage

PACK = national()
PARTY = {"id": "a", "facts": {"detained": True}}


def begin(procedure: str, facts: dict[str, Any], *entrusted: str) -> Stage:
    stage = Stage(PACK.procedures[procedure], PACK, entrusted)
    stage.begin(date(2026, 3, 2), facts, (PARTY,))
    return stage


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    return [r.code for r in caught.value.refusals]


def due(stage: Stage, key: str) -> date | None:
    clock = stage.state.clock(key)
    assert clock is not None
    return clock.deadline.due_on


def issued(stage: Stage, template: str, to: str, on: date) -> None:
    stage.act("handler", "issue_document", document=template, template=template, number="1号")
    proof = {"to": to, "mode": "direct", "proof": "送达回证", "served_on": on.isoformat()}
    stage.act("handler", "serve", on=on, document=template, **proof)


@pytest.mark.clause("reform-25g")
def test_another_prosecutor_reconsiders_in_seven_days_and_the_result_is_served() -> None:
    stage = begin("criminal.review_for_arrest", {}, "criminal.arrest.*")
    refusal = {"do": "refuse_no_danger", "subject": "a", "fields": {"refusal_reasons": "初犯"}}
    stage.act("handler", "decide", by_delegation=True, **refusal)
    issued(stage, "arrest_refusal", "公安机关", date(2026, 3, 3))
    asked = {"do": "receive_reconsideration", "subject": "a", "received_on": "2026-03-05"}
    stage.act("case_management", "move", on=date(2026, 3, 5), **asked)
    assert due(stage, "reconsider:a") == date(2026, 3, 12)
    answer = {"do": "maintain_refusal", "subject": "a", "fields": {"refusal_reasons": "同前"}}
    assert "move.fresh_handler" in codes(stage, "handler", "opine", reasons="r", **answer)
    change = {"method": "random", "seed": "s", "reason": "复议另行指派"}
    stage.act("case_management", "reassign", handler="second", **change)
    stage.act("second", "opine", reasons="r", **answer)
    stage.act("head", "review", matter="arrest_reconsideration:a", result="agree")
    stage.act("chief", "decide", matter="arrest_reconsideration:a", **answer)
    data = {"document": "d2", "template": "reconsideration_decision", "number": "2号"}
    stage.act("second", "issue_document", **data)
    proof = {"to": "公安机关", "mode": "direct", "proof": "回证", "served_on": "2026-03-06"}
    stage.act("second", "serve", on=date(2026, 3, 6), document="d2", **proof)
    (paper,) = [d for d in stage.state.documents if d.template == "reconsideration_decision"]
    assert paper.status == "served"


@pytest.mark.clause("reform-25g")
def test_the_superior_reviews_in_fifteen_days_and_closes_on_service_only() -> None:
    stage = begin("criminal.arrest_refusal_review", {})
    assert due(stage, "review:a") == date(2026, 3, 17)
    upheld = {"do": "uphold_refusal", "subject": "a", "fields": {"reasons_told": "证据不足"}}
    stage.act("handler", "opine", reasons="证据不足", **upheld)
    stage.act("head", "review", matter="review:a", result="agree")
    stage.act("chief", "decide", matter="review:a", **upheld)
    assert codes(stage, "handler", "close", reason="维持") == ["close.documents"]
    issued(stage, "review_decision", "公安机关", date(2026, 3, 10))
    stage.act("handler", "close", reason="维持")
    assert stage.state.closed


@pytest.mark.clause("opinion2021-7c")
def test_one_return_used_the_second_is_the_last_a_month_each_and_the_review_begins_anew() -> None:
    facts = {"case_source": "police", "supplement_returns": 1}
    stage = begin("criminal.review_for_prosecution", facts, "criminal.prosecution.*")
    outline = {"do": "return_for_supplement", "fields": {"outline_items": "补充鉴定"}}
    stage.act("handler", "decide", on=date(2026, 3, 20), by_delegation=True, **outline)
    assert due(stage, "supplement") == date(2026, 4, 20)
    back = {"do": "receive_supplement", "received_on": "2026-04-15"}
    stage.act("case_management", "move", on=date(2026, 4, 15), **back)
    assert due(stage, "review:a") == date(2026, 5, 15)
    assert stage.state.facts["supplement_returns"] == 2
    assert codes(stage, "handler", "decide", by_delegation=True, **outline) == ["move.at_most"]
