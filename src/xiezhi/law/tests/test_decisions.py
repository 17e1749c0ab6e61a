"""DT-2 and DT-5: who decides, by which rule; one decider; the chief's review; the committee."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from xiezhi.law import Act, Pack, Refused, admit, national, offers
from xiezhi.law.authority_rules import AuthorityRule
from xiezhi.law.rehearsal import Stage

KEY = "disposition:a"
CHARGE = {"charge": "诈骗罪"}
ROSTER = ["chief", "deputy", "m1", "m2", "m3", "m4", "m5"]


def begin(
    facts: Mapping[str, Any] | None = None,
    entrusted: tuple[str, ...] = (),
    pack: Pack | None = None,
) -> Stage:
    pack = pack or national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack, entrusted)
    party = {"id": "a", "facts": {"interrogated": True}}
    stage.begin(stage.now.date(), {"case_source": "police", **(facts or {})}, (party,))
    return stage


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    return [r.code for r in caught.value.refusals]


def propose(stage: Stage) -> None:
    stage.act("handler", "opine", do="prosecute", subject="a", reasons="理由", fields=CHARGE)
    stage.act("head", "review", matter=KEY, result="agree")


@pytest.mark.clause("responsibility-4a")
@pytest.mark.clause("responsibility-47")
@pytest.mark.parametrize(
    "flag", ["organised_crime", "public_interest", "new_type", "many_persons"]
)
def test_dt_2_7_and_2_11_article_13_takes_the_decision_but_not_the_steps(flag: str) -> None:
    entrusted = ("criminal.prosecution.prosecute", "criminal.prosecution.investigate")
    plain = begin(entrusted=entrusted)
    propose(plain)
    plain.act("handler", "decide", matter=KEY, do="prosecute", by_delegation=True)
    flagged = begin({flag: True}, entrusted)
    propose(flagged)
    assert "decide.chief_required" in codes(
        flagged, "handler", "decide", matter=KEY, do="prosecute", by_delegation=True
    )
    flagged.act(
        "handler", "decide", do="investigate", by_delegation=True, fields={"plan": "调取流水"}
    )
    flagged.act("chief", "decide", matter=KEY, do="prosecute")
    decision = flagged.state.matters[KEY].decision
    assert decision is not None
    assert decision.by == "chief"


@pytest.mark.clause("responsibility-11a")
@pytest.mark.clause("responsibility-3c")
def test_dt_2_1_2_8_and_3_1_article_11_needs_the_committee_and_its_quorum() -> None:
    stage = begin({"national_security": True, "public_interest": True})
    propose(stage)
    assert "decide.committee_required" in codes(
        stage, "chief", "decide", matter=KEY, do="prosecute"
    )
    session = {"matter": KEY, "do": "prosecute", "roster": ROSTER}
    votes = {"chief": "prosecute", "m1": "prosecute", "m2": "drop_minor"}
    assert codes(stage, "chief", "resolve", **session, present=list(votes), votes=votes) == [
        "resolve.not_submitted"
    ]
    stage.act("chief", "submit", matter=KEY, to="committee")
    assert "committee.quorum" in codes(
        stage, "chief", "resolve", **session, present=list(votes), votes=votes
    )
    votes |= {"m3": "prosecute", "deputy": "prosecute"}
    stage.act("chief", "resolve", **session, present=list(votes), votes=votes)
    decision = stage.state.matters[KEY].decision
    assert decision is not None
    assert (decision.by, decision.votes["m2"]) == ("committee", "drop_minor")


@pytest.mark.clause("responsibility-11b")
def test_dt_2_2_supreme_approval_goes_to_the_committee_and_then_up() -> None:
    stage = begin({"needs_supreme_approval": True})
    propose(stage)
    assert {"decide.committee_required", "decide.superior_approval"} <= set(
        codes(stage, "chief", "decide", matter=KEY, do="prosecute")
    )


@pytest.mark.clause("responsibility-4b")
def test_dt_2_12_and_2_13_delegation_of_the_chiefs_power() -> None:
    stage = begin()
    propose(stage)
    assert "delegation.scope" in codes(
        stage, "idle_deputy", "decide", matter=KEY, do="prosecute", by_delegation=True
    )
    assert "person.duty" in codes(
        stage, "head", "decide", matter=KEY, do="prosecute", by_delegation=True
    )
    stage.act("deputy", "decide", matter=KEY, do="prosecute", by_delegation=True)
    decision = stage.state.matters[KEY].decision
    assert decision is not None
    assert (decision.by, decision.level, decision.by_delegation) == ("deputy", "chief", True)


def test_dt_2_13_entrustment_holds_for_its_matter_only() -> None:
    stage = begin(entrusted=("criminal.prosecution.investigate",))
    propose(stage)
    assert "delegation.scope" in codes(
        stage, "handler", "decide", matter=KEY, do="prosecute", by_delegation=True
    )
    everything = begin(entrusted=("*",))
    propose(everything)  # all powers may be delegated to deputies only (意见 46)
    assert "delegation.scope" in codes(
        everything, "handler", "decide", matter=KEY, do="prosecute", by_delegation=True
    )


@pytest.mark.parametrize("held", ["criminal.prosecution.prosecute", "*"])
def test_a_head_on_the_committee_who_handles_may_be_entrusted(held: str) -> None:
    stage = begin()
    propose(stage)
    posts = frozenset({"department_head", "committee_member"})
    actor = replace(stage.actor("handler")[1], roles=posts, entrusted=(held,))
    data = {"matter": KEY, "do": "prosecute", "by_delegation": True}
    act = Act("decide", stage.now + timedelta(minutes=1), actor.code, "handler", data)
    if held == "*":  # all powers may be delegated to deputies only (意见 46)
        with pytest.raises(Refused, match="有效委托"):
            admit(stage.procedure, stage.state, act, actor, pack=stage.pack)
        return
    decided = admit(stage.procedure, stage.state, act, actor, pack=stage.pack)
    decision = decided.matters[KEY].decision
    assert decision is not None
    assert decision.by_delegation


@pytest.mark.parametrize(
    ("posts", "listed", "capacity", "delegated"),
    [
        ({"deputy_chief"}, True, "handler", False),
        ({"deputy_chief", "prosecutor"}, True, "prosecutor", False),
        ({"chief", "prosecutor"}, True, "chief", False),
        ({"prosecutor"}, False, "prosecutor", True),
    ],
)
def test_who_handles_is_offered_the_decision_as_the_cases_prosecutor(
    posts: set[str], listed: bool, capacity: str, delegated: bool
) -> None:
    pack = national()
    own = {"local.power_list": power_list("2026-01-01")} if listed else {}
    stage = begin(pack=replace(pack, authority={**pack.authority, **own}))
    propose(stage)
    held = ("*",) if listed else ("criminal.prosecution.prosecute",)
    actor = replace(stage.actor("handler")[1], roles=frozenset(posts), entrusted=held)
    found = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=stage.pack)
    (offer,) = [o for o in found if o.kind == "decide" and o.do == "prosecute" and o.allowed]
    assert (offer.capacity, bool(offer.data.get("by_delegation"))) == (capacity, delegated)


def test_dt_2_14_no_rule_is_a_refusal_never_a_default() -> None:
    pack = national()
    rest = {k: v for k, v in pack.authority.items() if k != "criminal.prosecution.prosecute"}
    stage = begin(pack=replace(pack, authority=rest))
    assert codes(
        stage, "handler", "opine", do="prosecute", subject="a", reasons="r", fields=CHARGE
    ) == ["authority.no_rule"]


def power_list(day: str) -> AuthorityRule:
    return AuthorityRule.model_validate(
        {
            "id": "local.power_list",
            "label": "职权清单",
            "over": ["criminal.prosecution.prosecute"],
            "rules": [{"level": "prosecutor", "entrusts": True, "in_force": {"from": day}}],
        }
    )


@pytest.mark.clause("reform-20a")
def test_dt_2_edge_the_list_in_force_at_the_decision_applies() -> None:
    pack = national()
    listed = {**pack.authority, "local.power_list": power_list("2026-07-01")}
    stage = begin(pack=replace(pack, authority=listed))
    stage.act(
        "handler", "opine", on=date(2026, 6, 29), do="prosecute", subject="a", reasons="r",
        fields=CHARGE,
    )  # fmt: skip
    assert stage.state.matters[KEY].level == "chief"
    stage.act("head", "review", matter=KEY, result="agree")
    assert "decide.chief_required" in codes(
        stage, "handler", "decide", on=date(2026, 6, 30), matter=KEY, do="prosecute"
    )
    stage.act("handler", "decide", on=date(2026, 7, 2), matter=KEY, do="prosecute")
    matter = stage.state.matters[KEY]
    assert matter.decision is not None
    assert (matter.decision.rule, matter.decision.level) == ("local.power_list", "prosecutor")
    assert any("criminal.prosecution.prosecute" in n.text for n in matter.notes)


def test_dt_2_edge_a_flag_removed_after_the_proposal_needs_a_source_and_then_counts() -> None:
    stage = begin({"new_type": True}, ("criminal.prosecution.prosecute",))
    propose(stage)
    assert "form.source" in codes(stage, "handler", "note_facts", facts={"new_type": False})
    stage.act("handler", "note_facts", facts={"new_type": False}, source="省内已有同类判决")
    stage.act("handler", "decide", matter=KEY, do="prosecute", by_delegation=True)
    assert stage.state.stage == "prosecuted"


def test_dt_2_16_self_review_is_refused_and_a_deputy_stands_in() -> None:
    pack = national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack)
    party = {"id": "a", "facts": {"interrogated": True}}
    facts = {"case_source": "police"}
    stage.act("case_management", "accept", facts=facts, received_on="2026-03-02", parties=[party])
    stage.act("case_management", "assign", method="random", seed="s", handler="head")
    opinion = {"do": "prosecute", "subject": "a", "reasons": "r", "fields": CHARGE}
    stage.act("head", "opine", capacity="prosecutor", **opinion)
    assert "review.self" in codes(stage, "head", "review", matter=KEY, result="agree")
    stage.act("deputy", "review", matter=KEY, result="agree")
    assert any("按默认口径" in n.text for n in stage.state.matters[KEY].notes)


def test_dt_2_17_a_chief_who_handles_decides_without_head_review() -> None:
    pack = national()
    stage = Stage(pack.procedures["criminal.review_for_prosecution"], pack)
    party = {"id": "a", "facts": {"interrogated": True}}
    facts = {"case_source": "police"}
    stage.act("case_management", "accept", facts=facts, received_on="2026-03-02", parties=[party])
    designated = {"method": "designated", "reason": "带头办理新类型案件", "approver": "chief"}
    stage.act("case_management", "assign", handler="chief", **designated)
    stage.act("chief", "decide", do="prosecute", subject="a", fields=CHARGE)
    matter = stage.state.matters[KEY]
    assert matter.decision is not None
    assert matter.decision.by == "chief"
    assert any("检察长本人承办" in n.text for n in matter.notes)


@pytest.mark.clause("responsibility-22d")
def test_dt_5_5_an_explanation_only_on_a_trigger_a_report_always() -> None:
    stage = begin()
    propose(stage)
    assert codes(stage, "chief", "instruct", matter=KEY, what="explain") == ["instruct.trigger"]
    stage.act("chief", "instruct", matter=KEY, what="report", due_on="2026-03-05")
    stage.act("chief", "instruct", matter=KEY, what="explain", trigger="lawyer_complaint")
    stage.act("chief", "instruct", matter=KEY, what="to_committee")
    assert stage.state.matters[KEY].level == "committee"
    assert "decide.committee_required" in codes(
        stage, "chief", "decide", matter=KEY, do="prosecute"
    )


def test_dt_7_auxiliary_staff_do_not_issue() -> None:
    stage = begin()
    stage.act("chief", "join_member", person="assistant", role="assistant")
    assert codes(
        stage, "assistant", "issue_document", document="d", template="review_report", number="1"
    ) == ["auxiliary.not_in_list", "issue.auxiliary"]
