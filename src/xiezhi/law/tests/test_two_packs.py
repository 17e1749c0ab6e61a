"""Each act stands under the pack it was done under, wherever the rules changed on the way."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.law import Pack, Refused, national, offers
from xiezhi.law.errors import LawError
from xiezhi.law.packs import pack_from
from xiezhi.law.rehearsal import CAST, Stage
from xiezhi.law.replay import replay_under
from xiezhi.law.tests.revising import ARREST, ARREST_AUTHORITY, ARREST_PERIOD, revised
from xiezhi.law.tests.test_history import (
    ENTRUSTED,
    FACTS,
    LEFT_OUT,
    PARTIES,
    PEOPLE,
    filled,
    only_the_form_was_wrong,
)

OLD = national()
NEW = revised(
    OLD,
    (ARREST_PERIOD, "7 days", "5 days"),
    (ARREST_AUTHORITY, "chief", "committee"),
    (ARREST, "review_free", "review_at_large"),  # a clock of another name
)
PACKS = {OLD.version: OLD, NEW.version: NEW}
PROCEDURES = ("criminal.review_for_arrest", "criminal.review_for_prosecution")


class Played(Stage):
    """A rehearsal in which the rules change."""

    def turn_to(self, pack: Pack) -> None:
        """From now on another pack is in force."""
        self.split = len(self.acts)
        self.pack, self.procedure = pack, pack.procedures[self.procedure.id]
        self.earlier = PACKS.__getitem__


def begun(procedure: str = PROCEDURES[0]) -> Played:
    stage = Played(OLD.procedures[procedure], OLD, ENTRUSTED)
    stage.begin(stage.now.date(), FACTS, PARTIES)
    stage.split = len(stage.acts)
    return stage


@pytest.mark.parametrize("procedure", PROCEDURES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_history_under_two_packs_replays_to_the_live_state(
    procedure: str, data: st.DataObject
) -> None:
    stage = begun(procedure)
    steps = data.draw(st.integers(3, 12), label="steps")
    change = data.draw(st.integers(0, steps - 1), label="change")
    for number in range(steps):
        if number == change:
            stage.turn_to(NEW)
        who = data.draw(st.sampled_from(PEOPLE), label="who")
        stage.now += timedelta(hours=data.draw(st.sampled_from([1, 30]), label="wait"))
        made = offers(
            stage.procedure, stage.state, stage.actor(who)[1],
            on=stage.now.date(), pack=stage.pack, earlier=stage.earlier,
        )  # fmt: skip
        allowed = [o for o in made if o.allowed and o.kind not in LEFT_OUT]
        if not allowed:
            continue
        offer = data.draw(st.sampled_from(allowed), label="offer")
        try:
            written = filled(stage, offer, data.draw)
            stage.act(who, offer.kind, capacity=offer.capacity, **written)
        except Refused as refused:
            only_the_form_was_wrong(refused)
    versions = [OLD.version if n < stage.split else NEW.version for n in range(len(stage.acts))]
    done = list(zip(stage.acts, versions, strict=True))
    kept = {OLD.version: OLD, NEW.version: pack_from(NEW.content)}
    assert replay_under(procedure, done, packs=kept.__getitem__) == stage.state


def test_a_running_clock_keeps_the_rule_under_which_it_started() -> None:
    stage = begun()
    clock = stage.state.clock("review_detained:a")
    assert clock is not None
    stage.turn_to(NEW)
    stage.act("handler", "note_facts", facts={"plea_leniency": True}, source="笔录")
    again = stage.state.clock("review_detained:a")
    assert again == clock
    assert (again.pack, again.deadline.due_on) == (
        OLD.version,
        stage.acts[0].at.date() + timedelta(7),
    )
    fresh = Stage(NEW.procedures[PROCEDURES[0]], NEW)
    fresh.begin(stage.now.date(), FACTS, PARTIES)
    counted = fresh.state.clock("review_detained:a")
    assert counted is not None
    assert counted.deadline.due_on == fresh.acts[0].at.date() + timedelta(5)


def test_a_clock_that_the_new_rules_do_not_name_runs_on_and_ends_with_the_case() -> None:
    stage = begun()
    stage.turn_to(NEW)
    clock = stage.state.clock("review_free:b")
    assert clock is not None
    stage.act("handler", "note_facts", facts={"plea_leniency": False}, source="笔录")
    assert stage.state.clock("review_free:b") == clock


def test_a_clock_whose_pack_is_gone_is_not_counted_by_another() -> None:
    stage = begun()
    stage.turn_to(NEW)
    stage.earlier = {}.__getitem__
    with pytest.raises(KeyError):
        stage.act("handler", "note_facts", facts={"plea_leniency": True}, source="笔录")
    with pytest.raises(LawError, match="没有版本"):
        Stage(NEW.procedures[PROCEDURES[0]], NEW).earlier(OLD.version)


def test_a_stage_that_is_gone_refuses_and_says_what_to_do() -> None:
    stage = begun()
    gone = revised(OLD, (ARREST, "reviewing", "examining"))
    PACKS[gone.version] = gone
    stage.turn_to(gone)
    with pytest.raises(Refused, match=r"阶段「reviewing」在现行规则包（.*）中已不存在") as caught:
        stage.act("handler", "move", do="record_interrogation", subject="a")
    assert {r.code for r in caught.value.refusals} == {"pack.stage_gone"}
    assert all("保留该阶段" in r.cure for r in caught.value.refusals)
    for _, actor in CAST.values():
        made = offers(
            stage.procedure, stage.state, actor,
            on=stage.now.date(), pack=gone, earlier=stage.earlier,
        )  # fmt: skip
        assert not any(o.allowed for o in made if o.kind in ("move", "opine", "decide", "close"))
    stage.act("handler", "annotate", text="等待规则包恢复")
    assert stage.state.awaiting[0].label == "现行规则包没有本件所处的阶段"
