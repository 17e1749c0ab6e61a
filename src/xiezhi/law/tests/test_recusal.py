"""Recusal of anybody: who decides it, who acts instead, and that nobody recused comes back."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.law import Refused, national, offers, replay
from xiezhi.law.recusing import people_in
from xiezhi.law.rehearsal import CAST, Stage

PACK = national()
PROCEDURE = PACK.procedures["criminal.review_for_prosecution"]
FIELDS = {"charge": "盗窃", "facts": "多次窃取", "sentence": "有期徒刑一年"}
REASON = {"reason": "系被害人近亲属"}
ROSTER = ["chief", "deputy", "m1", "m2", "m3"]


def opened() -> Stage:
    """A prosecution review with the handler's opinion to prosecute, assigned at random."""
    stage = Stage(PROCEDURE, PACK)
    stage.begin(stage.now.date(), {"case_source": "police"}, ({"id": "a", "name": "甲"},))
    return stage


def codes(stage: Stage, who: str, kind: str, **data: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        stage.act(who, kind, **data)
    assert all(r.reason and r.cure for r in refused.value.refusals)
    return [r.code for r in refused.value.refusals]


def proposed() -> Stage:
    """The same, with an opinion that waits for the head."""
    stage = opened()
    stage.act("handler", "move", do="record_interrogation", subject="a")
    move = next(m for m in PROCEDURE.moves if m.do == "prosecute")
    fields = {
        f.name: next(iter(f.choices), "2026-03-01") if f.choices else "写明" for f in move.fields
    }
    stage.act("handler", "opine", do="prosecute", subject="a", reasons="清楚", fields=fields)
    return stage


def session(**changed: Any) -> dict[str, Any]:
    present = changed.pop("present", ["deputy", "m1", "m2"])
    votes = changed.pop("votes", dict.fromkeys(present, "recuse"))
    return {"person": "chief", "post": "chief", **REASON, "roster": ROSTER, "present": present,
            "votes": votes, **changed}  # fmt: skip


def test_a_head_who_has_recused_reviews_nothing_and_the_deputy_does() -> None:
    stage = proposed()
    key = next(iter(stage.state.matters))
    stage.act("chief", "recuse", person="head", post="department_head", **REASON)
    assert codes(stage, "head", "review", matter=key, result="agree") == ["recusal.recused"]
    asked = {(a.step, a.role) for a in stage.state.awaiting}
    assert asked == {("review", "department_head"), ("review", "deputy_chief")}
    stage.act("deputy", "hold_meeting", matter=key, record="讨论",
              opinions={"second": "prosecute", "third": "prosecute"})  # fmt: skip
    stage.act("second", "sign_record", matter=key)
    stage.act("third", "sign_record", matter=key)
    stage.act("deputy", "review", matter=key, result="agree")
    assert stage.state.matters[key].status == "to_chief"


def test_a_recused_attendee_is_not_waited_for_and_cannot_be_named() -> None:
    stage = proposed()
    key = next(iter(stage.state.matters))
    both = {"second": "prosecute", "third": "prosecute"}
    stage.act("head", "hold_meeting", matter=key, record="讨论", opinions=both)
    stage.act("second", "sign_record", matter=key)
    stage.act("chief", "recuse", person="third", post="prosecutor", **REASON)
    assert stage.state.matters[key].meeting.unsigned == ()
    again = {"matter": key, "record": "再议", "opinions": both}
    assert codes(stage, "head", "hold_meeting", **again) == ["recusal.named"]
    assert codes(stage, "third", "sign_record", matter=key) == ["recusal.recused"]


def test_only_the_committee_without_the_chief_decides_the_chiefs_recusal() -> None:
    stage = proposed()
    key = next(iter(stage.state.matters))
    stage.act("head", "review", matter=key, result="agree")
    for who in ("chief", "m1"):
        assert set(codes(stage, who, "recuse", **session())) & {"recuse.own", "person.duty"}
    there = session(present=["chief", "deputy", "m1"])
    assert "recuse.chief_present" in codes(stage, "deputy", "recuse", **there)
    assert "recuse.not_presided" in codes(stage, "deputy", "recuse",
                                          **session(present=["m1", "m2", "m3"]))  # fmt: skip
    few = session(present=["deputy", "m1"])
    assert "committee.quorum" in codes(stage, "deputy", "recuse", **few)
    split = session(votes={"deputy": "recuse", "m1": "recuse", "m2": "stay"})
    assert "committee.majority" in codes(stage, "deputy", "recuse", **split)
    stage.act("deputy", "recuse", **session())
    assert codes(stage, "chief", "decide", matter=key, do="prosecute") == ["recusal.recused"]
    assert [a.role for a in stage.state.awaiting] == ["deputy_chief"]
    stage.act("idle_deputy", "decide", matter=key, do="prosecute", subject="a")
    decided = stage.state.matters[key]
    assert decided.decision.by == "idle_deputy"
    assert any("检察长已回避" in note.text for note in decided.notes)


def test_a_recused_member_is_counted_but_neither_present_nor_voting() -> None:
    stage = proposed()
    key = next(iter(stage.state.matters))
    stage.act("head", "review", matter=key, result="agree")
    stage.act("chief", "submit", matter=key, to="committee")
    stage.act("chief", "recuse", person="m1", post="committee_member", **REASON)
    three = ["chief", "deputy", "m1"]
    assert codes(stage, "chief", "resolve", matter=key, do="prosecute", roster=ROSTER,
                 present=three, votes=dict.fromkeys(three, "prosecute")) == [
                     "recusal.named"]  # fmt: skip
    rest = ["chief", "deputy", "m2"]
    stage.act("chief", "resolve", matter=key, do="prosecute", roster=ROSTER, present=rest,
              votes=dict.fromkeys(rest, "prosecute"))  # fmt: skip
    assert any("m1已回避" in note.text for note in stage.state.matters[key].notes)


def test_acts_held_invalid_are_done_anew_and_nobody_recuses_themselves_or_twice() -> None:
    stage = proposed()
    key = next(iter(stage.state.matters))
    stage.act("head", "review", matter=key, result="agree")
    own = {"person": "deputy", "post": "deputy_chief", **REASON, "by_delegation": True}
    assert codes(stage, "deputy", "recuse", **own) == ["recuse.self"]
    head = {"person": "head", "post": "department_head", **REASON}
    assert codes(stage, "chief", "recuse", **head, prior_acts="x") == ["recuse.prior_acts"]
    assert codes(stage, "chief", "recuse", **head, ground="x") == ["recuse.ground"]
    stage.act("chief", "recuse", **head, prior_acts="invalid", ground="interest")
    assert stage.state.matters[key].status == "re_review"
    assert codes(stage, "chief", "recuse", **head) == ["recuse.already"]
    assert codes(stage, "chief", "recuse", person="stranger", **REASON) == ["recuse.stranger"]


PEOPLE = ("handler", "second", "third", "head", "chief", "deputy", "idle_deputy",
          "case_management", "m1")  # fmt: skip
POSTS = {"handler": "prosecutor", "second": "prosecutor", "third": "prosecutor",
         "head": "department_head", "deputy": "deputy_chief", "m1": "committee_member",
         "idle_deputy": "deputy_chief"}  # fmt: skip


def plausible(stage: Stage, offer: Any, draw: Any) -> dict[str, Any]:
    matter = stage.state.matters.get(offer.matter or "")
    group = [m.do for m in PROCEDURE.group(matter.group)] if matter else []
    people = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=5, unique=True))
    values: dict[str, Any] = {}
    for field in offer.fields:
        plain = {"bool": True, "date": stage.now.date().isoformat(), "person": people[0]}
        values[field.name] = (
            field.choices[0][0] if field.choices else plain.get(field.kind, "写明")
        )
    data = {**offer.data, **values, "fields": values}
    if offer.kind == "hold_meeting":
        data["opinions"] = {p: draw(st.sampled_from(group)) for p in people}
    if offer.kind == "resolve":
        data |= {"do": group[0], "roster": ROSTER, "present": people,
                 "votes": dict.fromkeys(people, group[0])}  # fmt: skip
    if offer.kind in ("assign", "reassign"):
        data |= {"handler": people[0], "members": [], "lead": None, "approver": "chief"}
    return data


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_recused_person_ever_takes_part_in_a_later_act(data: st.DataObject) -> None:
    stage = opened() if data.draw(st.booleans()) else proposed()
    for _ in range(data.draw(st.integers(5, 15))):
        stage.now += timedelta(hours=3)
        if data.draw(st.integers(0, 3)) == 0:
            who = data.draw(st.sampled_from([*POSTS, "chief"]))
            act = session() if who == "chief" else {"person": who, "post": POSTS[who], **REASON}
            by = data.draw(st.sampled_from(["chief", "deputy"]))
            _try(stage, by, "recuse", act)
            continue
        who = data.draw(st.sampled_from(PEOPLE))
        made = offers(PROCEDURE, stage.state, stage.actor(who)[1], on=stage.now.date(), pack=PACK)
        if who in stage.state.recused:
            assert not any(offer.allowed for offer in made)
        if made:
            offer = data.draw(st.sampled_from(made))
            sent = {"capacity": offer.capacity, **plausible(stage, offer, data.draw)}
            _try(stage, who, offer.kind, sent)
    out: set[str] = set()
    for act in stage.acts:
        assert not people_in(act) & out
        if act.kind == "recuse":
            out.add(str(act.data["person"]))
    assert out == stage.state.recused
    assert not {a.person for a in stage.state.awaiting} & out
    assert not set(stage.state.members.values()) & out
    assert replay(PROCEDURE, stage.acts, pack=PACK) == stage.state
    assert set(CAST) >= set(POSTS) - {"m1"}


def _try(stage: Stage, who: str, kind: str, data: dict[str, Any]) -> None:
    before = len(stage.acts)
    try:
        stage.act(who, kind, **data)
    except Refused:
        assert len(stage.acts) == before
