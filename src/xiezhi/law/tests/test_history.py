"""Any history made by following the offers replays to the same state; a refused offer stays so."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.law import Offer, Refused, national, offers, replay
from xiezhi.law.rehearsal import CAST, Stage

PACK = national()
PARTIES = (
    {"id": "a", "name": "甲", "facts": {"detained": True, "in_custody": True}},
    {"id": "b", "name": "乙", "facts": {"detained": False, "in_custody": False}},
)
FACTS = {"case_source": "police", "major_or_complex": True, "no_need_to_return_again": True}
PROCEDURES = ("criminal.review_for_arrest", "criminal.review_for_prosecution",
              "supervision.supervision_matter")  # fmt: skip
ENTRUSTED = ("criminal.arrest.*", "criminal.prosecution.*", "supervision.correction.*")
PEOPLE = ("handler", "second", "head", "chief", "deputy", "case_management")
# acts that end everything at once, or never end
LEFT_OUT = ("annotate", "refuse_acceptance", "recuse", "join_member")


def filled(stage: Stage, offer: Offer, draw: Any) -> dict[str, Any]:
    """The act's data as a person would fill it in."""
    special = peculiar(stage, offer, draw)
    values = {f.name: value(stage, f.kind, f.choices, draw) for f in offer.fields}
    if offer.kind in ("opine", "decide", "move"):
        top = {k: values.pop(k) for k in ("reasons",) if k in values}
        return {**offer.data, **top, "fields": values}
    return {**values, **offer.data, **special}


def value(stage: Stage, kind: str, choices: Any, draw: Any) -> Any:
    if choices:
        return draw(st.sampled_from([key for key, _ in choices]))
    return {"bool": True, "date": stage.now.date().isoformat(), "person": "second"}.get(kind, "文")


def peculiar(stage: Stage, offer: Offer, draw: Any) -> dict[str, Any]:
    """Forms that name persons, their votes, or numbers that must be new."""
    number = str(len(stage.acts))
    matter = stage.state.matters.get(offer.matter or "")
    group = [m.do for m in stage.procedure.group(matter.group)] if matter else []
    if offer.kind == "issue_document":
        return {"document": f"d{number}", "number": f"{number}号"}
    if offer.kind == "hold_meeting":
        people = ("second", "third", "head")
        return {"opinions": {p: draw(st.sampled_from(group)) for p in people}}
    if offer.kind == "resolve":
        people = ["chief", "deputy", "m1"]
        do = draw(st.sampled_from(group))
        return {"do": do, "roster": people, "present": people, "votes": dict.fromkeys(people, do)}
    if offer.kind == "receive_order":
        return {"do": draw(st.sampled_from(group)), "parts_changed": ["结论"]}
    if offer.kind in ("assign", "reassign"):
        chosen = draw(st.sampled_from(["handler", "second"]))
        return {"seed": number, "handler": chosen, "members": [], "lead": None, "approver": "c"}
    if offer.kind == "note_facts":
        return {"facts": {"plea_leniency": draw(st.booleans())}}
    return {"refused": "", "until": (stage.now.date() + timedelta(days=3)).isoformat()}


def only_the_form_was_wrong(refused: Refused) -> None:
    """An offer is lawful now; what the form then says may lead to another rule."""
    parts = {"form", "committee", "order", "move", "instruct", "authority", "law", "decide"}
    parts |= {"resume", "exclude"}
    assert {r.code.split(".")[0] for r in refused.refusals} <= parts, refused.refusals


@pytest.mark.parametrize("procedure", PROCEDURES)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_following_offers_replays_to_the_same_state(procedure: str, data: st.DataObject) -> None:
    stage = Stage(PACK.procedures[procedure], PACK, ENTRUSTED)
    stage.begin(stage.now.date(), FACTS, PARTIES if procedure.startswith("criminal") else ())
    for _ in range(data.draw(st.integers(4, 14), label="steps")):
        who = data.draw(st.sampled_from(PEOPLE), label="who")
        _, actor = stage.actor(who)
        stage.now += timedelta(hours=data.draw(st.sampled_from([1, 30]), label="wait"))
        made = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=PACK)
        for offer in (o for o in made if not o.allowed):
            with pytest.raises(Refused):
                stage.act(
                    who, offer.kind, capacity=offer.capacity, **filled(stage, offer, data.draw)
                )
        allowed = [o for o in made if o.allowed and o.kind not in LEFT_OUT]
        if not allowed:
            continue
        offer = data.draw(st.sampled_from(allowed), label="offer")
        try:
            written = filled(stage, offer, data.draw)
            stage.act(who, offer.kind, capacity=offer.capacity, **written)
        except Refused as refused:
            only_the_form_was_wrong(refused)
    assert replay(stage.procedure, stage.acts, pack=PACK) == stage.state
    for document in stage.state.documents:  # who decided, by which rule, is on every document
        if document.matter and document.status != "due":
            last = stage.state.matters[document.matter].decisions[-1]
            assert last.by
            assert last.rule in PACK.authority
    for matter in stage.state.matters.values():
        standing = [d for d in matter.decisions if not d.revoked]
        assert len(standing) <= 1
        assert (matter.status == "decided") >= bool(standing)


def test_offers_are_deterministic_allowed_first_and_each_refusal_has_a_cure() -> None:
    stage = Stage(PACK.procedures["criminal.review_for_arrest"], PACK)
    stage.begin(stage.now.date(), FACTS, PARTIES)
    for _, actor in CAST.values():
        made = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=PACK)
        assert made == offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=PACK)
        assert [o.allowed for o in made] == sorted((o.allowed for o in made), reverse=True)
        assert all(r.reason and r.cure for o in made for r in o.refusals)


def test_history_out_of_order_or_unlawful_is_refused() -> None:
    stage = Stage(PACK.procedures["criminal.review_for_arrest"], PACK)
    stage.begin(stage.now.date(), FACTS, PARTIES)
    with pytest.raises(Refused, match="早于上一行为"):
        replay(stage.procedure, [*stage.acts, stage.acts[0]], pack=PACK)
    with pytest.raises(Refused, match="尚未受理"):
        replay(stage.procedure, stage.acts[1:], pack=PACK)
