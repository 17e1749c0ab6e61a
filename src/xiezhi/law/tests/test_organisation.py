"""DT-1: committee roster, sole prosecutor and team, lead, head of department."""

from dataclasses import replace
from typing import Any

import pytest

from xiezhi.law import Act, Refused, admit, national
from xiezhi.law.context import Context
from xiezhi.law.organisation import check_head, check_roster, led_cases
from xiezhi.law.rehearsal import Stage

PACK = national()
PROCEDURE = PACK.procedures["criminal.review_for_prosecution"]
CONTEXT = Context(PROCEDURE, PACK)
NINE = {"c": "chief", "d": "deputy_chief", "z": "full_time_member"} | {
    f"m{i}": "committee_member" for i in range(6)
}


def assigned(**data: Any) -> Stage:
    stage = Stage(PROCEDURE, PACK)
    parties = [{"id": "a", "facts": {"interrogated": True}}]
    facts = {"case_source": "police"}
    stage.act("case_management", "accept", facts=facts, received_on="2026-03-02", parties=parties)
    base = {"method": "random", "seed": "s", "handler": "handler"}
    stage.act("case_management", "assign", **(base | data))
    return stage


def codes(**data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        assigned(**data)
    return [r.code for r in caught.value.refusals]


@pytest.mark.clause("responsibility-3a")
@pytest.mark.clause("responsibility-3b")
def test_dt_1_1_a_roster_is_odd_with_a_full_time_member_and_no_stranger() -> None:
    assert check_roster(CONTEXT, NINE) == []
    even = check_roster(CONTEXT, NINE | {"m9": "committee_member"})
    assert [r.code for r in even] == ["roster.even"]
    without = {k: v for k, v in NINE.items() if k not in ("z", "m5")}
    assert [r.code for r in check_roster(CONTEXT, without)] == ["roster.no_full_time"]
    stranger = {**NINE, "m5": "clerk"}
    assert [r.code for r in check_roster(CONTEXT, stranger)] == ["roster.stranger"]
    juniors = check_roster(CONTEXT, NINE, seniors=["m0", "m1"])
    assert [r.code for r in juniors] == ["roster.stranger"]


@pytest.mark.clause("responsibility-5a")
def test_dt_1_4_a_team_has_two_prosecutors_at_least() -> None:
    assert assigned().state.handler == "handler"
    auxiliaries = [{"person": "x", "role": "assistant"}, {"person": "y", "role": "assistant"}]
    assert codes(team=True, members=auxiliaries) == ["team.too_small"]
    assert assigned(members=auxiliaries).state.members["assistant"] == "x"


@pytest.mark.clause("responsibility-5c")
def test_dt_1_5_a_team_has_a_lead_designated_by_the_chief() -> None:
    members = [{"person": "second", "role": "prosecutor"}]
    assert codes(members=members) == ["team.no_lead"]
    assert codes(members=members, lead="handler") == ["team.lead_not_designated"]
    by_head = {"lead_designated_by": "department_head"}
    assert codes(members=members, lead="handler", **by_head) == ["team.lead_not_designated"]
    stage = assigned(members=members, lead="second", lead_designated_by="chief")
    assert stage.state.handler == "second"


@pytest.mark.clause("responsibility-5d")
def test_dt_1_6_and_1_7_a_leader_on_the_team_leads() -> None:
    deputy = {"person": "deputy", "role": "prosecutor", "post": "deputy_chief"}
    chief = {"person": "chief", "role": "prosecutor", "post": "chief"}
    named = {"lead_designated_by": "chief"}
    assert codes(members=[deputy], lead="handler", **named) == ["team.leader_must_lead"]
    both = {"members": [deputy, chief], **named}
    assert codes(lead="deputy", **both) == ["team.chief_must_lead"]
    assert assigned(lead="chief", **both).state.handler == "chief"
    stage = assigned()
    with pytest.raises(Refused, match="应当担任主办检察官"):
        stage.act("chief", "join_member", **deputy)


@pytest.mark.clause("responsibility-6b")
@pytest.mark.clause("responsibility-6c")
def test_dt_1_8_and_1_9_the_lead_hears_the_team_first_and_dissent_stays() -> None:
    members = [{"person": p, "role": "prosecutor"} for p in ("second", "third")]
    stage = assigned(members=members, lead="handler", lead_designated_by="chief")
    opinion = {"do": "prosecute", "subject": "a", "reasons": "r", "fields": {"charge": "诈骗罪"}}
    with pytest.raises(Refused, match="second"):
        stage.act("handler", "opine", **opinion)
    stage.act("handler", "hear_member", matter="disposition:a", person="second", opinion="同意")
    with pytest.raises(Refused, match="third") as caught:
        stage.act("handler", "opine", **opinion)
    assert "second" not in str(caught.value)
    stage.act("handler", "hear_member", matter="disposition:a", person="third", opinion="不起诉")
    stage.act("handler", "opine", **opinion)
    assert stage.state.matters["disposition:a"].heard[1].opinion == "不起诉"
    with pytest.raises(Refused, match="主办检察官"):
        stage.act("second", "opine", **opinion)


def test_dt_1_10_designation_needs_reason_and_approver_and_a_draw_its_seed() -> None:
    assert codes(method="designated") == ["assign.reason"]
    assert assigned(method="designated", reason="回避", approver="chief").state.handler
    assert codes(seed="") == ["form.seed"]


def test_dt_1_edge_a_handler_who_recuses_leaves_the_case_to_be_reassigned() -> None:
    members = [{"person": "second", "role": "prosecutor"}]
    stage = assigned(members=members, lead="handler", lead_designated_by="chief")
    stage.act("chief", "recuse", person="handler", reason="系当事人近亲属")
    assert stage.state.handler is None
    assert [a.step for a in stage.state.awaiting] == ["assign"]
    with pytest.raises(Refused, match="重新分案的理由"):
        stage.act("case_management", "reassign", method="random", seed="t", handler="second")


def test_a_closed_case_takes_no_more_acts() -> None:
    stage = assigned()
    facts = {"minor_suspect": True}
    stage.act("handler", "note_facts", facts=facts, source="户籍证明", subject="a")
    stage.act("handler", "move", do="hand_to_juvenile", subject="a")
    stage.act("handler", "close", reason="移交")
    with pytest.raises(Refused, match="已经办结"):
        stage.act("handler", "note_facts", facts=facts, source="x", subject="a")


def test_dt_1_11_and_1_12_led_cases_count_and_a_head_is_a_prosecutor() -> None:
    assert [r.code for r in check_head(CONTEXT, frozenset({"department_head"}))] == [
        "head.not_prosecutor"
    ]
    assert check_head(CONTEXT, frozenset({"department_head", "prosecutor"})) == []
    roles = ["sole"] * 3 + ["lead"] * 2 + ["member"] * 4
    assert led_cases([{"role": role} for role in roles]) == 5


def test_the_chief_decides_recusals_and_the_committee_the_chiefs_own() -> None:
    stage = assigned()
    recusal = {"person": "handler", "reason": "系当事人近亲属"}
    with pytest.raises(Refused, match="由检察长决定"):
        stage.act("deputy", "recuse", **recusal)
    asked = Act("recuse", stage.now, "deputy", "deputy_chief", {**recusal, "by_delegation": True})
    bare = replace(stage.actor("deputy")[1], delegations=("criminal.arrest.approve",))
    with pytest.raises(Refused, match="没有检察长对回避决定的有效委托"):
        admit(stage.procedure, stage.state, asked, bare, pack=stage.pack)
    own = assigned(handler="chief")
    with pytest.raises(Refused, match="由检察委员会讨论决定"):
        own.act("chief", "recuse", person="chief", reason="系当事人近亲属")
    stage.act("chief", "recuse", **recusal)
    assert stage.state.handler is None
