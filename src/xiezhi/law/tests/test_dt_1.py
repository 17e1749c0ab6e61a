"""DT-1, the rows not in test_organisation: even rosters, sole handlers, two leaders, one left."""

from dataclasses import replace
from typing import Any

import pytest

from xiezhi.law import Pack, national, replay
from xiezhi.law.context import PATH_RULES
from xiezhi.law.rehearsal import Stage
from xiezhi.law.tests.cases import (
    PROTEST_KEY,
    ROSTER,
    codes,
    opened,
    opine,
    protested,
    received,
)

SECOND = {"person": "second", "role": "prosecutor"}
DEPUTY = {"person": "deputy", "role": "prosecutor", "post": "deputy_chief"}
FULL_TIME = {"person": "m1", "role": "prosecutor", "post": "full_time_member"}


def set_to(pack: Pack, name: str, value: Any) -> Pack:
    """The pack with another default where the text is silent."""
    rule = pack.authority[PATH_RULES]
    other = rule.settings[name].model_copy(update={"value": value})
    changed = rule.model_copy(update={"settings": {**rule.settings, name: other}})
    return replace(pack, authority={**pack.authority, PATH_RULES: changed})


def team(*members: dict[str, str], lead: str = "handler", by: str = "chief", **more: Any) -> Stage:
    stage = received()
    stage.act("case_management", "assign", method="random", seed="s", handler="handler",
              members=list(members), lead=lead, lead_designated_by=by, **more)  # fmt: skip
    return stage


def refused(*members: dict[str, str], **data: Any) -> list[str]:
    given = {"method": "random", "seed": "s", "handler": "handler", "members": list(members)}
    return codes(received(), "case_management", "assign", **(given | data))


@pytest.mark.clause("responsibility-3a")
def test_dt_1_2_an_even_roster_holds_no_session_unless_the_office_decided_otherwise() -> None:
    even = ROSTER[:6]
    session = {"matter": PROTEST_KEY, "do": "protest", "roster": even, "present": even[:4],
               "votes": dict.fromkeys(even[:4], "protest")}  # fmt: skip
    stage = protested(protest_complex=True)
    stage.act("chief", "submit", matter=PROTEST_KEY, to="committee")
    assert codes(stage, "chief", "resolve", **session) == ["roster.even"]
    stage = protested(set_to(national(), "even_roster", "note"), protest_complex=True)
    stage.act("chief", "submit", matter=PROTEST_KEY, to="committee")
    stage.act("chief", "resolve", **session)
    noted = [n for n in stage.state.matters[PROTEST_KEY].notes if "双数" in n.text]
    assert noted
    assert "文本未规定，按默认口径" in noted[0].text
    assert not noted[0].in_text


@pytest.mark.clause("responsibility-5a")
def test_dt_1_3_a_sole_case_has_exactly_one_prosecutor() -> None:
    assert refused(SECOND, team=False) == ["sole.too_many"]
    stage = received()
    assistant = {"person": "assistant", "role": "assistant"}
    stage.act("case_management", "assign", method="random", seed="s", handler="handler",
              team=False, members=[assistant])  # fmt: skip
    assert stage.state.prosecutors == {"handler"}


@pytest.mark.clause("responsibility-5c")
def test_dt_1_5_whoever_joins_a_sole_prosecutor_makes_a_team_only_at_the_chiefs_word() -> None:
    stage = opened()
    assert codes(stage, "case_management", "join_member", **SECOND) == ["team.lead_not_designated"]
    stage.act("case_management", "join_member", person="clerk", role="clerk")
    stage.act("chief", "join_member", **SECOND)
    assert stage.state.members["lead"] == "handler"
    stage.act("case_management", "join_member", person="third", role="prosecutor")


@pytest.mark.clause("responsibility-5d")
def test_dt_1_7_of_two_leaders_the_chief_himself_names_the_lead() -> None:
    both = {"lead": "deputy", "lead_designated_by": "deputy_chief"}
    assert refused(DEPUTY, FULL_TIME, **both) == ["team.two_leaders"]
    neither = {"lead": "handler", "lead_designated_by": "chief"}
    assert refused(DEPUTY, FULL_TIME, **neither) == ["team.leader_must_lead"]
    stage = team(DEPUTY, FULL_TIME, lead="m1")
    assert stage.state.handler == "m1"
    (note,) = stage.state.notes
    assert "文本未规定，按默认口径" in note.text
    assert not note.in_text
    assert team(DEPUTY, lead="deputy", by="deputy_chief").state.notes == ()


@pytest.mark.clause("responsibility-5d")
def test_dt_1_7_a_leader_drawn_as_handler_leads_too() -> None:
    drawn = {"handler_post": "deputy_chief", "lead_designated_by": "chief"}
    assert refused(SECOND, lead="second", **drawn) == ["team.leader_must_lead"]


@pytest.mark.clause("responsibility-6b")
def test_dt_1_8_the_lead_decides_nothing_before_every_member_was_heard() -> None:
    stage = team(SECOND, {"person": "third", "role": "prosecutor"})
    plan = {"do": "investigate", "fields": {"plan": "调取流水"}}
    found = codes(stage, "handler", "decide", **plan)
    assert found.count("decide.unheard") == 2
    with_one = {"matter": "own_investigation:all", "person": "second", "opinion": "同意"}
    stage.act("handler", "hear_member", **with_one)
    assert codes(stage, "handler", "decide", **plan).count("decide.unheard") == 1


@pytest.mark.clause("responsibility-6c")
def test_dt_1_9_what_a_member_held_is_never_taken_back_only_added_to() -> None:
    stage = team(SECOND)
    said = {"matter": "disposition:a", "person": "second"}
    stage.act("handler", "hear_member", opinion="不起诉", **said)
    stage.act("handler", "hear_member", opinion="同意起诉", **said)
    heard = [h.opinion for h in stage.state.matters["disposition:a"].heard]
    assert heard == ["不起诉", "同意起诉"]
    assert codes(stage, "second", "hear_member", opinion="x", **said)


def test_dt_1_edge_a_team_of_which_one_is_left_says_nothing_until_it_is_mended() -> None:
    stage = team(SECOND)
    stage.act("chief", "recuse", person="second", reason="系当事人近亲属")
    opinion = {"do": "prosecute", "subject": "a", "reasons": "r", "fields": {"charge": "诈骗罪"}}
    assert codes(stage, "handler", "opine", **opinion) == ["team.one_left"]
    plan = {"do": "investigate", "fields": {"plan": "调取流水"}}
    assert "team.one_left" in codes(stage, "handler", "decide", **plan)
    mended = Stage(stage.procedure, stage.pack)
    mended.state, mended.acts, mended.now = stage.state, [*stage.acts], stage.now
    mended.act("chief", "join_member", person="third", role="prosecutor")
    mended.act("handler", "hear_member", matter="disposition:a", person="third", opinion="同意")
    opine(mended)
    alone = {"method": "designated", "handler": "handler", "approver": "chief"}
    stage.act("case_management", "reassign", reason="办案组缺员，改独任", **alone)
    opine(stage)
    assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state


@pytest.mark.clause("reform-20f")
def test_dt_1_a_sole_case_becomes_a_team_with_reason_and_decider_and_earlier_acts_stay() -> None:
    stage = opine(opened())
    again = {"method": "designated", "handler": "handler", "members": [SECOND],
             "lead": "second", "lead_designated_by": "chief", "approver": "chief"}  # fmt: skip
    assert "form.reason" in codes(stage, "case_management", "reassign", **again)
    stage.act("case_management", "reassign", reason="案情复杂", **again)
    assert stage.state.handler == "second"
    assert [o.by for o in stage.state.matters["disposition:a"].opinions] == ["handler"]
    assert stage.acts[-1].data["approver"] == "chief"
