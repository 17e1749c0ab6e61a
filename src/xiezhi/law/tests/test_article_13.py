"""DT-2.7, article 13 by the item: what a prosecutor decides by the list is then the chief's."""

import pytest

from xiezhi.law.rehearsal import Stage
from xiezhi.law.tests.cases import DROP, KEY, agreed, codes, opened, opine
from xiezhi.law.tests.test_dt_2 import listing

DECIDE = {"matter": KEY, "do": "prosecute"}


def flagged(**facts: bool) -> Stage:
    """A reviewed proposal, with a list by which the prosecutor decides what nothing reserves."""
    return agreed(opened(listing(), **facts))


def to_the_chief(flag: str) -> Stage:
    """The flag takes the decision from the prosecutor, and the chief is the recorded decider."""
    plain, stage = flagged(), flagged(**{flag: True})
    plain.act("handler", "decide", **DECIDE)
    assert plain.state.matters[KEY].decision.by == "handler"
    assert "decide.chief_required" in codes(stage, "handler", "decide", **DECIDE)
    stage.act("chief", "decide", **DECIDE)
    assert stage.state.matters[KEY].decision.by == "chief"
    return stage


@pytest.mark.clause("responsibility-13a")
@pytest.mark.parametrize("flag", ["national_interest", "public_interest", "social_stability"])
def test_dt_2_7_interest_and_stability(flag: str) -> None:
    to_the_chief(flag)


@pytest.mark.clause("responsibility-13b")
def test_dt_2_7_defence_and_diplomacy_are_the_chiefs_and_a_review_decides_nothing() -> None:
    to_the_chief("defence_or_diplomacy")
    stage = flagged(defence_or_diplomacy=True)
    assert "decide.head" in codes(stage, "head", "decide", **DECIDE)
    assert stage.state.matters[KEY].decision is None


@pytest.mark.clause("responsibility-13c")
@pytest.mark.parametrize("flag", ["major_duty_crime", "organised_crime", "major_financial_crime"])
def test_dt_2_7_major_duty_crime_gangs_and_finance(flag: str) -> None:
    to_the_chief(flag)


@pytest.mark.clause("responsibility-13e")
@pytest.mark.parametrize("flag", ["new_type", "guiding_value"])
def test_dt_2_7_new_types_and_a_mark_removed_with_its_reason(flag: str) -> None:
    to_the_chief(flag)
    stage = flagged(**{flag: True})
    assert "form.source" in codes(stage, "handler", "note_facts", facts={flag: False})
    stage.act("handler", "note_facts", facts={flag: False}, source="省内已有同类判决")
    assert stage.acts[-1].data["source"] == "省内已有同类判决"
    stage.act("handler", "decide", **DECIDE)


@pytest.mark.clause("responsibility-23b")
def test_dt_4_2_a_paper_of_the_review_list_waits_for_the_head_and_another_does_not() -> None:
    entrusted = ("criminal.prosecution.investigate",)
    stage = opine(opened(listing(), entrusted))
    assert "decide.not_reviewed" in codes(stage, "handler", "decide", **DECIDE)
    plan = {"do": "investigate", "fields": {"plan": "调取流水"}, "by_delegation": True}
    stage.act("handler", "decide", **plan)
    assert [a.step for a in stage.state.awaiting] == ["review"]
    stage.act("head", "review", matter=KEY, result="agree")
    assert "decide.other_than_opinion" in codes(
        stage, "handler", "decide", matter=KEY, do="drop_minor", fields=DROP
    )
    stage.act("handler", "decide", **DECIDE)
