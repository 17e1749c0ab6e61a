"""DT-5: the chief reviews (意见 22): three outcomes, a report by its day, an explanation's ground.

And DT-4.2, 4.5: what a head's agreement or disagreement leads to.
"""

from datetime import date
from typing import Any

import pytest

from xiezhi.law import national, offers, replay
from xiezhi.law.context import Context
from xiezhi.law.rehearsal import Stage
from xiezhi.law.reporting import late
from xiezhi.law.tests.cases import CHARGE, DROP, KEY, agreed, codes, opened, opine
from xiezhi.law.tests.test_dt_2 import listing

TRIGGERS = national().authority["responsibility.explanation_triggers"].codes


def decided() -> Stage:
    """The prosecutor decided to prosecute, in own power by the list."""
    stage = agreed(opened(listing()))
    stage.act("handler", "decide", matter=KEY, do="prosecute")
    return stage


def offered(stage: Stage, who: str, kind: str) -> list[Any]:
    made = offers(
        stage.procedure, stage.state, stage.actor(who)[1], on=stage.now.date(), pack=stage.pack
    )
    return [offer for offer in made if offer.kind == kind and offer.allowed]


@pytest.mark.clause("responsibility-22a")
@pytest.mark.clause("responsibility-22b")
def test_dt_5_1_a_prosecutors_decision_comes_to_three_ends_at_the_chiefs() -> None:
    for what, status in (("re_review", "re_review"), ("to_committee", "to_committee")):
        stage = decided()
        stage.act("chief", "instruct", matter=KEY, what=what)
        matter = stage.state.matters[KEY]
        assert (matter.status, matter.decision, stage.state.stage) == (status, None, "reviewing")
        assert matter.decisions[0].by == "handler"
        assert matter.instructions[-1].what == what
        assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state
    stage = decided()
    assert codes(stage, "chief", "instruct", matter=KEY, what="change") == ["matter.none"]
    (offer,) = [o for o in offered(stage, "chief", "instruct") if o.matter == KEY]
    what_field = next(f for f in offer.fields if f.name == "what")
    assert {key for key, _ in what_field.choices} == {
        "re_review", "to_committee", "report", "explain"}  # fmt: skip
    direct = {o.do for o in offered(stage, "chief", "decide") if o.matter == KEY}
    assert {"prosecute", "drop_minor"} <= direct


@pytest.mark.clause("responsibility-22b")
def test_dt_5_2_a_direct_decision_makes_the_chief_the_decider_and_the_opinion_stays() -> None:
    stage = decided()
    stage.act("chief", "decide", matter=KEY, do="drop_minor", fields=DROP)
    matter = stage.state.matters[KEY]
    assert matter.decision is not None
    assert (matter.decision.by, matter.decision.level) == ("chief", "chief")
    assert [(d.by, d.revoked) for d in matter.decisions] == [("handler", True), ("chief", False)]
    assert [o.do for o in matter.opinions] == ["prosecute"]
    assert stage.state.outcomes == {"a": "drop_minor"}
    assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state


def test_dt_5_2_not_once_it_is_executed_and_not_by_anybody_else() -> None:
    stage = decided()
    for who in ("head", "idle_deputy", "second"):
        assert codes(stage, who, "decide", matter=KEY, do="drop_minor", fields=DROP)
    paper = {"document": "d", "template": "indictment", "number": "1号"}
    stage.act("handler", "issue_document", **paper)
    assert codes(stage, "chief", "decide", matter=KEY, do="drop_minor", fields=DROP) == [
        "matter.decided"
    ]
    assert codes(stage, "chief", "instruct", matter=KEY, what="re_review") == ["matter.none"]


@pytest.mark.clause("responsibility-22c")
def test_dt_5_3_a_report_has_its_day_and_is_late_after_it() -> None:
    stage = opine(opened())
    assert codes(stage, "chief", "instruct", matter=KEY, what="report") == ["form.due_on"]
    stage.act("chief", "instruct", matter=KEY, what="report", due_on="2026-03-05")
    context = Context(stage.procedure, stage.pack)
    assert late(context, stage.state, date(2026, 3, 5)) == ()
    (found,) = late(context, stage.state, date(2026, 3, 6))
    assert (found.rule, found.due_on) == ("report_overdue", date(2026, 3, 5))
    stage.act("handler", "report", matter=KEY, ground="asked", content="已核实")
    assert late(context, stage.state, date(2026, 3, 6)) == ()
    assert stage.state.reports[0].content == "已核实"


@pytest.mark.clause("responsibility-22d")
@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
def test_dt_5_4_an_explanation_on_each_of_the_five_grounds_stores_which(trigger: str) -> None:
    assert len(TRIGGERS) == 5
    stage = opine(opened())
    stage.act("chief", "instruct", matter=KEY, what="explain", trigger=trigger)
    assert stage.state.matters[KEY].instructions[-1].trigger == trigger


@pytest.mark.clause("responsibility-22d")
@pytest.mark.parametrize("trigger", ["", "slow", "disliked"])
def test_dt_5_5_no_explanation_on_any_other_ground_but_a_report(trigger: str) -> None:
    stage = opine(opened())
    asked = {"matter": KEY, "what": "explain", "trigger": trigger}
    assert codes(stage, "chief", "instruct", **asked) == ["instruct.trigger"]
    stage.act("chief", "instruct", matter=KEY, what="report", due_on="2026-03-05")
    (offer,) = offered(stage, "chief", "instruct")
    assert dict(next(f for f in offer.fields if f.name == "trigger").choices) == TRIGGERS


@pytest.mark.clause("reform-20d")
@pytest.mark.clause("column-handle-manage-evaluate-b")
def test_dt_4_2_an_agreed_matter_of_the_prosecutor_goes_back_to_be_decided() -> None:
    stage = opine(opened(listing()))
    assert "decide.not_reviewed" in codes(stage, "handler", "decide", matter=KEY, do="prosecute")
    stage.act("head", "review", matter=KEY, result="agree")
    assert stage.state.matters[KEY].status == "agreed"
    assert "decide.other_than_opinion" in codes(
        stage, "handler", "decide", matter=KEY, do="drop_minor", fields=DROP
    )
    stage.act("handler", "decide", matter=KEY, do="prosecute", fields=CHARGE)


@pytest.mark.clause("responsibility-24c")
@pytest.mark.parametrize("way", ["meeting", "chief"])
def test_dt_4_5_after_a_re_review_the_head_who_still_differs_has_two_ways(way: str) -> None:
    stage = opine(opened(), "drop_minor")
    stage.act("head", "review", matter=KEY, result="re_review", remark="核实前科")
    opine(stage, "drop_minor")
    stage.act("head", "review", matter=KEY, result="disagree", remark="应当起诉")
    assert codes(stage, "handler", "decide", matter=KEY, do="drop_minor", fields=DROP)
    if way == "chief":
        stage.act("head", "submit", matter=KEY, to="chief")
    else:
        said = {"second": "drop_minor", "third": "drop_minor", "m1": "prosecute"}
        stage.act("head", "hold_meeting", matter=KEY, opinions=said, record="r")
        for person in said:
            stage.act(person, "sign_record", matter=KEY)
        stage.act("head", "review", matter=KEY, result="agree")
    matter = stage.state.matters[KEY]
    assert matter.status == "to_chief"
    assert {o.do for o in matter.opinions} == {"drop_minor"}
    assert matter.reviews[1].remark == "应当起诉"
