"""Clauses of the mission that the procedure packs prove by themselves."""

from datetime import date
from typing import Any

import pytest

from xiezhi.law import Refused, national, offers
from xiezhi.law.rehearsal import Stage

PACK = national()


def begin(
    procedure: str,
    facts: dict[str, Any],
    *parties: dict[str, Any],
    entrusted: tuple[str, ...] = (),
) -> Stage:
    stage = Stage(PACK.procedures[procedure], PACK, entrusted)
    stage.begin(date(2026, 3, 2), facts, parties)
    return stage


def codes(stage: Stage, by: str, kind: str, /, **data: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        stage.act(by, kind, **data)
    return [r.code for r in caught.value.refusals]


@pytest.mark.clause("zhangzhou-14h")
def test_third_return_is_refused_and_own_investigation_with_plan_is_offered() -> None:
    entrusted = ("criminal.prosecution.*",)
    facts = {"case_source": "police", "supplement_returns": 2}
    stage = begin("criminal.review_for_prosecution", facts, {"id": "a"}, entrusted=entrusted)
    _, actor = stage.actor("handler")
    made = offers(stage.procedure, stage.state, actor, on=stage.now.date(), pack=PACK)
    returned = next(o for o in made if o.do == "return_for_supplement" and o.kind == "opine")
    assert not returned.allowed
    assert returned.refusals[0].code == "move.at_most"
    assert "自行补充侦查" in returned.refusals[0].cure
    citation = returned.refusals[0].citation
    assert citation is not None
    assert citation.text == "人民检察院刑事诉讼规则(2019) 第346条第2款"
    own = next(o for o in made if o.do == "investigate" and o.allowed)
    assert "plan" in {f.name for f in own.fields if f.required and f.why}


@pytest.mark.clause("reform-13k")
def test_extensions_of_custody_have_their_level_and_date() -> None:
    facts = {
        "arrested_on": "2026-01-10", "extension_round": "first", "unit_level": "district",
        "decides_as_next_higher": False, "complex_unfinished": True,
        "arrest_conditions_met": True, "custody_still_needed": True,
    }  # fmt: skip
    lower = begin("criminal.extend_investigative_custody", facts)
    grant = {"do": "grant_first", "reasons": "案情复杂"}
    assert codes(lower, "handler", "opine", **grant) == ["move.grant_first.requires"]
    clock = lower.state.clock("custody")
    assert clock is not None
    assert clock.deadline.due_on == date(2026, 3, 10)
    higher = begin(
        "criminal.extend_investigative_custody", facts | {"decides_as_next_higher": True}
    )
    higher.act("handler", "opine", **grant)
    higher.act("head", "review", matter="extension:all", result="agree")
    higher.act("chief", "decide", matter="extension:all", do="grant_first")
    clock = higher.state.clock("custody")
    assert clock is not None
    assert clock.deadline.due_on == date(2026, 4, 10)
    for round_, level, ok in (("second", "city", False), ("second", "provincial", True)):
        later = facts | {"extension_round": round_, "unit_level": level}
        later |= {"first_extension_granted": True, "wide_and_hard_to_prove": True}
        stage = begin("criminal.extend_investigative_custody", later)
        second = {"do": "grant_second", "reasons": "涉及面广"}
        if ok:
            stage.act("handler", "opine", **second)
        else:
            assert codes(stage, "handler", "opine", **second) == ["move.grant_second.requires"]


@pytest.mark.clause("responsibility-11c")
@pytest.mark.parametrize(("complex_", "level"), [(True, "committee"), (False, "chief")])
def test_complex_protest_goes_to_the_committee(complex_: bool, level: str) -> None:
    stage = begin("criminal.trial_supervision", {"is_ruling": False, "protest_complex": complex_})
    right = dict.fromkeys(("facts_right", "charge_right", "procedure_right"), "right")
    form = {**right, "sentence_right": "wrong"}
    stage.act("handler", "move", do="fill_review_form", fields=form)
    fields = {"protest_ground": "sentence"}
    stage.act("handler", "opine", do="protest", reasons="量刑畸轻", fields=fields)
    assert stage.state.matters["protest:all"].level == level


@pytest.mark.clause("responsibility-13f")
def test_reconsideration_needs_the_chief_and_another_handler() -> None:
    entrusted = ("criminal.arrest.refuse_no_danger", "criminal.arrest_reconsideration.decide")
    party = {"id": "a", "facts": {"detained": True}}
    stage = begin("criminal.review_for_arrest", {}, party, entrusted=entrusted)
    refusal = {"do": "refuse_no_danger", "subject": "a", "fields": {"refusal_reasons": "初犯"}}
    stage.act("handler", "decide", by_delegation=True, **refusal)
    stage.act("case_management", "move", do="receive_reconsideration", subject="a")
    answer = {"do": "change_to_approval", "subject": "a"}
    assert "move.fresh_handler" in codes(stage, "handler", "opine", reasons="r", **answer)
    change = {"method": "random", "seed": "s", "reason": "复议另行指派"}
    stage.act("case_management", "reassign", handler="second", **change)
    stage.act("second", "opine", reasons="r", **answer)
    matter = {"matter": "arrest_reconsideration:a", "do": "change_to_approval"}
    assert "decide.chief_required" in codes(stage, "second", "decide", **matter)


@pytest.mark.parametrize("procedure", sorted(PACK.procedures))
def test_every_move_that_refuses_says_which_article(procedure: str) -> None:
    moves = PACK.procedures[procedure].moves
    uncited = [m.do for m in moves if m.citation is None]
    assert uncited in ([], ["withdraw_plea"])
