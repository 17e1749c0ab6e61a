"""DT-3: a committee's decision: quorum, execution in time, a chief who disagrees (组织法 32)."""

from datetime import date
from typing import Any

import pytest

from xiezhi.law import national, offers, replay
from xiezhi.law.context import Context
from xiezhi.law.rehearsal import Stage
from xiezhi.law.reporting import late
from xiezhi.law.tests.cases import PROTEST_KEY, ROSTER, codes, protested, votes

FOUR = ("deputy", "m1", "m2", "m3")
APPEAL = {"matter": PROTEST_KEY, "to": "superior", "disagrees": True}
RULING = {"matter": PROTEST_KEY, "kind": "decide", "from": "云州市院",
          "decided_by": "committee", "in_unit_name": True,
          "received_on": "2026-03-02"}  # fmt: skip


def resolved(*supporting: str, **others: str) -> Stage:
    """The committee decided to protest; ``others`` voted otherwise."""
    stage = protested(protest_complex=True)
    stage.act("chief", "submit", matter=PROTEST_KEY, to="committee")
    voted = votes(*(supporting or FOUR), do="protest", **others)
    stage.act("chief", "resolve", matter=PROTEST_KEY, **voted)
    return stage


def test_dt_3_1_half_of_the_members_are_no_quorum_and_half_of_the_votes_no_majority() -> None:
    stage = protested(protest_complex=True)
    stage.act("chief", "submit", matter=PROTEST_KEY, to="committee")
    for_it = votes(*ROSTER[:3], do="protest")
    assert "committee.quorum" in codes(stage, "chief", "resolve", matter=PROTEST_KEY, **for_it)
    split = votes(*ROSTER[:3], do="protest", m2="no_protest")
    assert codes(stage, "chief", "resolve", matter=PROTEST_KEY, **split) == ["committee.majority"]


def test_dt_3_2_the_execution_clock_starts_with_the_decision_and_counts_shanghai_days() -> None:
    stage = resolved()
    context = Context(stage.procedure, stage.pack)
    days = int(stage.pack.authority["responsibility.path"].settings[
        "committee_execution_days"].value)  # fmt: skip
    due_on = date(2026, 3, 2 + days)
    assert late(context, stage.state, due_on) == ()
    (found,) = late(context, stage.state, date(2026, 3, 3 + days))
    assert (found.rule, found.due_on) == ("execution_overdue", due_on)


def test_dt_3_5_a_chief_against_the_majority_may_have_the_superior_decide() -> None:
    stage = resolved(chief="no_protest")
    assert codes(stage, "deputy", "submit", **APPEAL, reasons="r", by_delegation=True) == [
        "disagree.not_chief", "disagree.agreed"]  # fmt: skip
    assert codes(stage, "chief", "submit", **APPEAL) == ["form.reasons"]
    stage.act("chief", "submit", **APPEAL, reasons="证据不足以认定原判错误")
    matter = stage.state.matters[PROTEST_KEY]
    assert (matter.status, matter.decision, matter.disputed) == ("to_superior", None, True)
    assert codes(stage, "chief", "decide", matter=PROTEST_KEY, do="no_protest")
    paper = {"document": "d", "template": "protest", "number": "1号"}
    assert codes(stage, "handler", "issue_document", **paper)
    approve = {**RULING, "kind": "approve"}
    assert codes(stage, "case_management", "receive_order", **approve) == ["order.disputed"]
    stage.act("case_management", "receive_order", **RULING, do="no_protest")
    matter = stage.state.matters[PROTEST_KEY]
    assert matter.decision is not None
    assert (matter.decision.level, matter.decision.by) == ("superior", "云州市院")
    assert [d.votes.get("chief") for d in matter.decisions] == ["no_protest", None]
    assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state


def test_dt_3_5_not_a_chief_who_voted_for_it_nor_once_it_is_executed() -> None:
    agreed = resolved("chief", *FOUR)
    assert codes(agreed, "chief", "submit", **APPEAL, reasons="r") == ["disagree.agreed"]
    executed = resolved(chief="no_protest")
    paper = {"document": "d", "template": "protest", "number": "1号"}
    executed.act("handler", "issue_document", **paper)
    assert codes(executed, "chief", "submit", **APPEAL, reasons="r") == ["disagree.late"]
    plain = protested()
    plain.act("chief", "decide", matter=PROTEST_KEY, do="protest")
    assert codes(plain, "chief", "submit", **APPEAL, reasons="r") == ["disagree.none"]
    assert codes(plain, "case_management", "receive_order", **RULING, do="no_protest") == [
        "order.not_disputed"
    ]


def test_dt_3_5_is_offered_to_the_dissenting_chief_and_to_nobody_else() -> None:
    def offered(stage: Stage, who: str) -> list[Any]:
        actor = stage.actor(who)[1]
        made = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=national())
        return [o for o in made if o.data.get("disagrees")]

    dissent = resolved(chief="no_protest")
    (offer,) = offered(dissent, "chief")
    assert offer.allowed
    assert [f.name for f in offer.fields] == ["reasons"]
    assert offered(dissent, "deputy") == offered(resolved("chief", *FOUR), "chief") == []


@pytest.mark.clause("responsibility-11e")
def test_dt_3_an_objection_to_the_committee_is_answered_by_a_new_session_never_by_the_chief() -> (
    None
):
    stage = resolved()
    stage.act("handler", "object", matter=PROTEST_KEY, reasons="遗漏新证据")
    stage.act("chief", "answer_objection", matter=PROTEST_KEY, reply="change")
    assert stage.state.matters[PROTEST_KEY].status == "to_committee"
    refused = codes(stage, "chief", "decide", matter=PROTEST_KEY, do="protest")
    assert "decide.committee_required" in refused


POSTS = {"m1": "committee_member", "m2": "committee_member", "m3": "full_time_member",
         "deputy": "deputy_chief", "chief": "chief"}  # fmt: skip


def spoken(*people: str) -> list[dict[str, str]]:
    return [{"person": p, "post": POSTS[p], "opinion": f"{p}同意抗诉"} for p in people]


def submitted() -> Stage:
    stage = protested(protest_complex=True)
    stage.act("chief", "submit", matter=PROTEST_KEY, to="committee")
    return stage


@pytest.mark.clause("responsibility-3c")
def test_dt_3_a_session_is_called_with_its_materials_three_days_ahead() -> None:
    stage = submitted()
    called = {"matter": PROTEST_KEY, "materials_sent_on": "2026-03-02"}
    assert "person.duty" in codes(stage, "handler", "call_session", **called, held_on="2026-03-05")
    assert codes(stage, "chief", "call_session", **called, held_on="2026-03-04") == [
        "session.materials_late"
    ]
    assert codes(stage, "chief", "call_session", matter=PROTEST_KEY, held_on="2026-03-05") == [
        "form.materials_sent_on"
    ]
    stage.act("chief", "call_session", **called, held_on="2026-03-05", agenda="一、抗诉案")
    session = {"matter": PROTEST_KEY, **votes("chief", *FOUR, do="protest")}
    assert codes(stage, "chief", "resolve", **session) == ["session.early"]
    stage.act("chief", "resolve", on=date(2026, 3, 5), **session)
    (made,) = stage.state.matters[PROTEST_KEY].sessions
    assert (made.held_on, made.agenda) == (date(2026, 3, 5), "一、抗诉案")
    urgent = submitted()
    urgent.act("chief", "call_session", **called, held_on="2026-03-02", urgent="羁押期限将届满")
    urgent.act("chief", "resolve", **session)


def test_dt_3_a_session_without_notice_is_noted_as_such() -> None:
    notes = resolved().state.matters[PROTEST_KEY].notes
    (note,) = [n for n in notes if "没有登记会议通知" in n.text]
    assert note.citation is not None
    assert note.citation.text.startswith("检察委员会工作规则")


@pytest.mark.clause("responsibility-27b")
def test_dt_3_members_speak_from_the_lowest_post_after_the_handler_reported() -> None:
    stage = submitted()
    five = ("m1", "m2", "m3", "deputy", "chief")
    session = {"matter": PROTEST_KEY, **votes(*five, do="protest"), "reported_by": "handler"}
    for order in (("chief", *five[:4]), ("deputy", "m1", "m2", "m3", "chief")):
        assert codes(stage, "chief", "resolve", **session, speeches=spoken(*order)) == [
            "session.order"
        ]
    assert codes(stage, "chief", "resolve", **session, speeches=spoken(*five[:4])) == [
        "session.speeches"
    ]
    by_head = {**session, "reported_by": "head"}
    assert codes(stage, "chief", "resolve", **by_head, speeches=spoken(*five)) == [
        "session.reporter"
    ]
    stage.act("chief", "resolve", **session, speeches=spoken(*five), questions=["有无新证据"])
    decision = stage.state.matters[PROTEST_KEY].decision
    assert decision is not None
    assert decision.speeches[0] == ("m1", "m1同意抗诉")
    assert [person for person, _ in decision.speeches] == list(five)
