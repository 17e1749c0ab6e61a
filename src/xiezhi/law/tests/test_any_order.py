"""No order of acts, by whomever, issues a document without its one decider, puts a head's words in
the handler's place, or dates an objection back (DT-2, DT-4.4, DT-8.12).
"""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xiezhi.law import Act, FieldSpec, Refused, State, admit, offers, replay
from xiezhi.law.acts import KINDS
from xiezhi.law.rehearsal import Stage
from xiezhi.law.tests.cases import CHARGE, DROP, KEY, agreed, opened, opine
from xiezhi.law.tests.test_dt_2 import listing

PEOPLE = ("chief", "handler", "head", "handler", "chief", "deputy", "handler", "second", "m1",
          "idle_deputy", "case_management", "assistant")  # fmt: skip
# what leads to a decision and out of the house; other acts come in among the guesses
WAY = {"opine", "review", "request_meeting", "hold_meeting", "sign_record", "submit", "resolve",
       "decide", "instruct", "object", "answer_objection", "issue_document", "serve",
       "receive_order", "report", "answer_report"}  # fmt: skip
LEVELS = {"prosecutor", "chief", "committee", "superior"}
PAPERS = ("indictment", "non_prosecution_decision")
WAYS = ("prosecute", "drop_minor")
GUESSES: dict[str, Any] = {
    "matter": KEY, "subject": "a", "result": "agree", "remark": "改", "reasons": "改",
    "to": "chief", "what": "re_review", "reply": "change", "document": "d9", "number": "9号",
    "opinions": {"second": "prosecute", "m1": "drop_minor"}, "record": "r", "content": "c",
    "roster": ["chief", "deputy", "m1"], "present": ["chief", "deputy", "m1"],
    "votes": dict.fromkeys(("chief", "deputy", "m1"), "prosecute"), "by_delegation": True,
    "kind": "change", "from": "云州市院", "in_unit_name": True, "decided_by": "chief",
    "received_on": "2026-03-02", "parts_changed": ["处理结果"], "ground": "asked",
    "person": "second", "role": "prosecutor", "opinion": "prosecute", "disagrees": True,
    "fields": {**CHARGE, **DROP}, "served_on": "2026-03-02", "mode": "direct", "proof": "回证",
}  # fmt: skip


def guessed(draw: Any) -> tuple[str, dict[str, Any]]:
    """Any kind of act with any of the data that some act has."""
    kind = draw(st.sampled_from(KINDS))
    keys = draw(st.sets(st.sampled_from(sorted(GUESSES)), max_size=12))
    data = {name: GUESSES[name] for name in keys} | {"matter": KEY}
    data |= {"do": draw(st.sampled_from(WAYS)), "template": draw(st.sampled_from(PAPERS))}
    if kind == "receive_order" and "from" not in data:
        del data["do"]
    return kind, data


def answered(field: FieldSpec, draw: Any) -> Any:
    """An answer to one question of a form."""
    if field.choices and field.kind == "choice":
        return draw(st.sampled_from([key for key, _ in field.choices]))
    if field.kind == "date":
        return "2026-03-02"
    return GUESSES.get(field.name, True if field.kind == "bool" else "写明")


def offered(stage: Stage, who: str, draw: Any) -> tuple[str, dict[str, Any], str] | None:
    """One of the acts on offer, its form filled at random."""
    made = offers(
        stage.procedure, stage.state, stage.actor(who)[1], on=stage.now.date(), pack=stage.pack
    )
    open_to = [o for o in made if o.allowed and o.kind in WAY]
    if not open_to:
        return None
    kind = draw(st.sampled_from(sorted({o.kind for o in open_to})))
    offer = draw(st.sampled_from([o for o in open_to if o.kind == kind]))
    values = {field.name: answered(field, draw) for field in offer.fields}
    if offer.kind == "issue_document":
        values |= {"document": "d9", "number": "9号"}
    values.pop("refused", None)
    return offer.kind, {**offer.data, **values, "fields": values}, offer.capacity


def step(stage: Stage, draw: Any) -> str:
    """Try one act; return its kind when it was admitted."""
    who = draw(st.sampled_from(PEOPLE))
    capacity, actor = stage.actor(who)
    kind, data = guessed(draw)
    if draw(st.integers(0, 3)):
        found = offered(stage, who, draw)
        if found is None:
            return ""
        kind, data, capacity = found
    back = draw(st.sampled_from([0, 0, 0, 0, 0, 0, 0, 90]))
    at = stage.now + timedelta(minutes=1 - back)
    act = Act(kind, at, actor.code, data.pop("capacity", capacity), data)
    try:
        state = admit(stage.procedure, stage.state, act, actor, pack=stage.pack)
    except Refused:
        return ""
    stage.state, stage.now = state, at
    stage.acts.append(act)
    return kind


def nothing_was_altered(before: State, after: State, act: Act) -> None:
    for key, matter in before.matters.items():
        now = after.matters[key]
        assert now.opinions[: len(matter.opinions)] == matter.opinions
        assert now.heard[: len(matter.heard)] == matter.heard
        assert now.reviews[: len(matter.reviews)] == matter.reviews
        if len(now.opinions) > len(matter.opinions):
            assert act.kind == "opine"
            assert act.by == before.handler == now.opinions[-1].by
            assert act.capacity != "department_head"
    assert after.objections[: len(before.objections)] == tuple(
        o if o.reply is not None or p.reply is None else p
        for o, p in zip(before.objections, after.objections, strict=False)
    )


def one_decider(after: State, act: Act) -> None:
    """Exactly one decider, who might decide, for every document that was issued."""
    for document in after.documents:
        if document.status == "due" or document.template not in PAPERS:
            continue
        decisions = after.matters[document.matter or ""].decisions
        assert any(not d.revoked for d in decisions) or after.orders
    if act.kind == "issue_document" and act.data["template"] in PAPERS:
        issued = next(d for d in after.documents if d.number == act.data["number"])
        decision = after.matters[issued.matter or ""].decision
        assert decision is not None
        assert decision.do == issued.move
        assert decision.by
        assert decision.level in LEVELS
        assert (decision.level == "prosecutor") <= (decision.by == after.handler)
        assert (decision.level == "committee") == (decision.by == "committee")


def never_dated_back(before: State, after: State, at: datetime) -> None:
    assert before.last_at is None or at >= before.last_at
    for objection in after.objections[len(before.objections) :]:
        decision = before.matters[objection.matter].decision
        assert decision is not None
        assert objection.at >= decision.at
        issued = [d for d in before.documents if d.matter == objection.matter]
        assert all(d.status == "due" for d in issued)


@settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
@given(data=st.data())
def test_no_order_of_acts_gets_round_the_decider_the_opinion_or_the_time(
    data: st.DataObject,
) -> None:
    starts = (
        opened, lambda: opine(opened()), agreed, lambda: agreed(opened(listing())),
        lambda: agreed(opened(national_security=True)),
    )  # fmt: skip
    start = data.draw(st.sampled_from(range(len(starts))))
    made: Any = starts[start]
    stage = made() if start != 2 else agreed(opened(), "drop_minor")
    for _ in range(data.draw(st.integers(6, 16))):
        before = stage.state
        kind = step(stage, data.draw)
        if kind:
            act = stage.acts[-1]
            nothing_was_altered(before, stage.state, act)
            one_decider(stage.state, act)
            never_dated_back(before, stage.state, act.at)
    assert replay(stage.procedure, stage.acts, pack=stage.pack) == stage.state
