"""DT-2, the rows not in test_decisions: committee first, three kinds of delegation, conflicts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from xiezhi.law import Act, Pack, Refused, admit, national
from xiezhi.law.authority import resolve
from xiezhi.law.authority_rules import AuthorityRule
from xiezhi.law.rehearsal import Stage
from xiezhi.law.sending_up import SEND_UP
from xiezhi.law.tests.cases import (
    CHARGE,
    KEY,
    PROTEST_KEY,
    agreed,
    codes,
    opened,
    opine,
    protested,
    votes,
)

MATTER = "criminal.prosecution.prosecute"
FIVE = ("chief", "deputy", "m1", "m2", "m3")


def to_committee(stage: Stage) -> Stage:
    stage.act("chief", "submit", matter=KEY, to="committee")
    return stage


def tried(stage: Stage, code: str, kind: str, data: dict[str, Any], **held: Any) -> list[str]:
    """The codes of the refusal of an act by a person of the cast with other rights."""
    capacity, actor = stage.actor(code)
    act = Act(kind, stage.now + timedelta(minutes=1), code, capacity, data)
    try:
        admit(stage.procedure, stage.state, act, replace(actor, **held), pack=stage.pack)
    except Refused as refused:
        return [r.code for r in refused.refusals]
    return []


@pytest.mark.clause("responsibility-11c")
def test_dt_2_3_a_complex_protest_is_the_committees_a_plain_one_the_chiefs() -> None:
    for fact in ("protest_major", "protest_difficult", "protest_complex"):
        stage = protested(**{fact: True})
        refused = codes(stage, "chief", "decide", matter=PROTEST_KEY, do="protest")
        assert "decide.committee_required" in refused
    plain = protested()
    plain.act("chief", "decide", matter=PROTEST_KEY, do="protest")
    assert plain.state.matters[PROTEST_KEY].decision.by == "chief"


@pytest.mark.clause("responsibility-11b")
@pytest.mark.clause("responsibility-11d")
@pytest.mark.parametrize("flag", ["requests_instructions", "needs_supreme_approval"])
def test_dt_2_2_and_2_4_nothing_goes_up_before_the_committee_decided_to_send_it(flag: str) -> None:
    stage = agreed(opened(**{flag: True}))
    asked = {"matter": KEY, "to": "superior"}
    assert codes(stage, "chief", "submit", **asked) == ["submit.committee_first"]
    to_committee(stage)
    few = votes("chief", "deputy", "m1", do=SEND_UP)
    assert "committee.quorum" in codes(stage, "chief", "resolve", matter=KEY, **few)
    stage.act("chief", "resolve", matter=KEY, **votes(*FIVE, do=SEND_UP))
    matter = stage.state.matters[KEY]
    assert matter.decision is None
    assert matter.referrals[0].votes == dict.fromkeys(FIVE, SEND_UP)
    stage.act("chief", "submit", **asked)
    (waiting,) = stage.state.awaiting
    assert (waiting.step, waiting.label) == ("receive_order", "等待上级人民检察院批复")


@pytest.mark.clause("responsibility-11e")
def test_dt_2_5_what_the_committee_decided_only_the_committee_reconsiders() -> None:
    stage = to_committee(agreed(opened(national_security=True)))
    stage.act("chief", "resolve", matter=KEY, **votes(*FIVE))
    assert codes(stage, "chief", "instruct", matter=KEY, what="re_review") == ["matter.none"]
    stage.act("chief", "instruct", matter=KEY, what="to_committee", reason="出现新证据")
    matter = stage.state.matters[KEY]
    assert (matter.status, matter.decision) == ("to_committee", None)
    assert "decide.committee_required" in codes(
        stage, "chief", "decide", matter=KEY, do="prosecute"
    )
    stage.act("chief", "resolve", matter=KEY, **votes(*FIVE))
    assert [d.revoked for d in stage.state.matters[KEY].decisions] == [True, False]
    flagged = agreed(opened(reconsiders_committee_decision=True))
    assert "decide.committee_required" in codes(
        flagged, "chief", "decide", matter=KEY, do="prosecute"
    )


@pytest.mark.clause("responsibility-11f")
@pytest.mark.clause("responsibility-13g")
@pytest.mark.parametrize(
    ("flag", "code"),
    [("committee_by_rules", "decide.committee_required"),
     ("chief_by_rules", "decide.chief_required")],
)  # fmt: skip
def test_dt_2_6_the_residual_matters_of_the_rules_go_where_they_are_said_to(
    flag: str, code: str
) -> None:
    stage = agreed(opened(entrusted=(MATTER,), **{flag: True}))
    by = "chief" if code.startswith("decide.committee") else "handler"
    with pytest.raises(Refused) as refused:
        stage.act(by, "decide", matter=KEY, do="prosecute", by_delegation=by != "chief")
    (found,) = [r for r in refused.value.refusals if r.code == code]
    assert found.citation is not None
    assert found.citation.quote in (
        "其他需要提请检察委员会讨论决定的重大、疑难、复杂案件", "其他需要由检察长决定的办案事项"
    )  # fmt: skip


@pytest.mark.clause("responsibility-6a")
def test_dt_2_9_and_2_10_the_list_says_prosecutor_or_chief() -> None:
    listed = agreed(opened(listing()))
    assert listed.state.matters[KEY].level == "prosecutor"
    listed.act("handler", "decide", matter=KEY, do="prosecute")
    assert listed.state.matters[KEY].decision.level == "prosecutor"
    unlisted = agreed(opened())
    assert "decide.chief_required" in codes(
        unlisted, "handler", "decide", matter=KEY, do="prosecute"
    )


def listing() -> Pack:
    return with_rule(rules=[{"level": "prosecutor", "entrusts": True}])


def with_rule(name: str = "local.rule", **data: Any) -> Pack:
    pack = national()
    rule = AuthorityRule.model_validate({"id": name, "label": name, "over": [MATTER], **data})
    return replace(pack, authority={**pack.authority, name: rule})


@pytest.mark.clause("responsibility-46")
@pytest.mark.clause("responsibility-14h")
def test_dt_2_13_the_three_kinds_of_delegation_never_interchange() -> None:
    stage = agreed(opened())
    decide = {"matter": KEY, "do": "prosecute", "by_delegation": True}
    own, power = {"delegations": ()}, {"delegations": (MATTER,)}
    assert tried(stage, "deputy", "decide", decide, **power) == []
    # a matter entrusted to whoever handles is no power of the chief in a deputy's hand
    assert "delegation.scope" in tried(stage, "deputy", "decide", decide, entrusted=("*",), **own)
    # the chief's power in the hand of who handles is no matter entrusted to the case's prosecutor
    assert "delegation.scope" in tried(stage, "handler", "decide", decide, **power)
    assert tried(stage, "handler", "decide", decide, entrusted=(MATTER,)) == []
    # neither is an authorisation to review, nor is that a power to decide
    fresh = opine(opened())
    review = {"matter": KEY, "result": "agree"}
    for held in ({"delegations": ("*",)}, {"entrusted": ("*",)}):
        assert tried(fresh, "unauthorised_head", "review", review, **held) == [
            "review.not_authorised"
        ]
    reviewer = {"reviewable": (MATTER,), "review_authorised": True}
    assert "delegation.scope" in tried(stage, "idle_deputy", "decide", decide, **reviewer)


@pytest.mark.clause("responsibility-23a")
def test_dt_4_1_a_head_reviews_the_category_that_the_chief_authorised() -> None:
    stage, review = opine(opened()), {"matter": KEY, "result": "agree"}
    other = {"reviewable": ("criminal.non_prosecution.*",)}
    assert tried(stage, "unauthorised_head", "review", review, **other) == [
        "review.not_authorised"
    ]
    own = {"reviewable": ("criminal.prosecution.*",)}
    assert tried(stage, "unauthorised_head", "review", review, **own) == []


@pytest.mark.clause("responsibility-4b")
def test_dt_2_13_a_delegation_that_ends_between_proposal_and_decision() -> None:
    stage = agreed(opened())
    decide = {"matter": KEY, "do": "prosecute", "by_delegation": True}
    assert tried(stage, "deputy", "decide", decide) == []
    assert "delegation.scope" in tried(stage, "deputy", "decide", decide, delegations=())
    wrong = {"delegations": ("criminal.arrest.approve",)}
    assert "delegation.scope" in tried(stage, "deputy", "decide", decide, **wrong)
    refused = tried(stage, "head", "decide", decide, delegations=("*",))
    assert {"person.duty", "decide.head"} <= set(refused)


@pytest.mark.clause("responsibility-48")
def test_dt_2_15_another_document_yields_to_the_opinion_and_both_show() -> None:
    document = {"issuer": "city", "issued_on": "2018-01-01"}
    level = {"level": "committee", "label": "本市2018年规定"}
    pack = with_rule(rules=[level], document=document)
    stage = agreed(opened(pack))
    authority = stage.state.matters[KEY].authority
    assert (authority.level, authority.rule) == ("chief", MATTER)
    shown = {(g.level, g.won, g.overruled) for g in authority.grounds}
    assert shown == {("chief", True, False), ("committee", False, True)}
    stage.act("chief", "decide", matter=KEY, do="prosecute")
    (note,) = [n for n in stage.state.matters[KEY].notes if "本市2018年规定" in n.text]
    assert note.citation is not None
    assert note.citation.quote == "其他文件规定与本意见不一致的，以本意见为准"


@pytest.mark.clause("responsibility-48")
def test_dt_2_15_of_two_documents_the_higher_office_then_the_later_day() -> None:
    def document(level: str, issuer: str, day: str) -> dict[str, Any]:
        return {"rules": [{"level": level, "label": f"{issuer}{day}"}], "over": ["local.matter"],
                "document": {"issuer": issuer, "issued_on": day}}  # fmt: skip

    matter = {"over": [], "articles": {"x": {"cite": "司法责任制意见(2024) 第16条"}}}
    for first, second, wins in (
        (("committee", "city", "2023-01-01"), ("chief", "provincial", "2020-01-01"), "chief"),
        (("committee", "city", "2020-01-01"), ("chief", "city", "2023-01-01"), "chief"),
    ):
        pack = with_rule("local.matter", **matter)
        rules = {
            name: with_rule(name, **document(*given)).authority[name]
            for name, given in (("local.a", first), ("local.b", second))
        }
        pack = replace(pack, authority={**pack.authority, **rules})
        stage = opened(pack)
        found = resolve("local.matter", {}, on=stage.now.date(), pack=pack)
        assert (found.level, found.rule) == (wins, "local.b")
        assert [g.rule for g in found.grounds if g.overruled] == ["local.a"]


@pytest.mark.parametrize("by", ["head", "deputy"])
def test_dt_2_16_another_authorised_head_may_review_the_heads_own_case(by: str) -> None:
    stage = opine(opened())
    stage.act("chief", "join_member", person="deputy_head", role="prosecutor")
    assert tried(stage, by, "review", {"matter": KEY, "result": "agree"}) == []


@pytest.mark.clause("responsibility-11a")
def test_dt_2_17_a_chief_who_handles_still_brings_article_11_to_the_committee() -> None:
    stage = opened(national_security=True)
    approved = {"method": "designated", "reason": "带头办理", "approver": "chief"}
    stage.act("case_management", "reassign", handler="chief", **approved)
    opinion = {"do": "prosecute", "subject": "a", "reasons": "r", "fields": CHARGE}
    stage.act("chief", "opine", **opinion)
    assert "decide.committee_required" in codes(
        stage, "chief", "decide", matter=KEY, do="prosecute"
    )
    stage.act("chief", "submit", matter=KEY, to="committee")
    matter = stage.state.matters[KEY]
    assert matter.status == "to_committee"
    assert any("未经部门负责人审核" in n.text and not n.in_text for n in matter.notes)
