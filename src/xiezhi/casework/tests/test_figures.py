"""What pages draw: clean sentences of who decides, columns of a matter, rows that fold."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from xiezhi.casework.figures.decision_path import rule_of
from xiezhi.casework.figures.moves import OPEN, MoveRow, Moves, moves_of
from xiezhi.casework.figures.track import track_of
from xiezhi.law import Offer, State, load_pack
from xiezhi.law.authority import resolve
from xiezhi.law.state import MatterState, Member, OpinionState


def matter_under(matter_id, facts, pack):
    authority = resolve(matter_id, facts, on=dt.date(2026, 3, 4), pack=pack)
    return MatterState("m", "g", "do", None, "proposed", authority, authority.level)


@pytest.mark.parametrize(
    ("matter_id", "facts", "said"),
    [
        ("criminal.prosecution.prosecute", {}, "检察长决定，可以委托检察官"),
        ("supervision.correction.notice", {}, "经检察长决定"),
        ("supervision.correction.oral", {}, "由检察人员提出"),
        ("supervision.correction.notice", {"grave_social_stability": True}, "检察委员会决定"),
    ],
)
def test_the_rule_of_who_decides_is_one_clause(matter_id, facts, said):
    text = rule_of(matter_under(matter_id, facts, load_pack()))
    assert text.endswith(said)
    assert text.count("决定") <= 1
    assert not text.endswith(("，", "：", " "))


def test_a_received_supervision_matter_is_accepted_once_on_its_track():
    pack = load_pack()
    procedure = pack.procedures["supervision.supervision_matter"]
    state = State(procedure.id, "received", dt.date(2026, 3, 4))
    track = track_of(state, procedure, {}, dt.date(2026, 3, 5))
    assert [stage.label for stage in track].count("受理") == 1
    assert track[0].state == "now"
    assert track[0].on == dt.date(2026, 3, 4)


def _offer(do):
    return Offer(
        "decide", do, f"作出决定：{do}", None, True, (), None, (), (), "outcome", "chief", {}
    )


def test_what_the_handler_proposes_stands_first_among_the_decisions():
    opinion = OpinionState("p1", "notice", "理由", dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
    matter = matter_under("supervision.correction.notice", {}, load_pack())
    matter = replace(matter, key="outcome", do="notice", opinions=(opinion,))
    state = State("supervision.supervision_matter", "received", dt.date(2026, 3, 4))
    state = replace(state, matters={"outcome": matter})
    offers = [_offer(do) for do in ("orally", "notice", "none")]
    (row,) = moves_of(offers, UUID(int=1), {}, state).allowed
    assert "do=notice" in row.url
    labels = [choice.label for choice in row.choices]
    assert labels == ["notice（承办意见）", "orally", "none"]


@pytest.mark.django_db
def test_who_is_off_the_team_is_led_to_a_paper_to_look_at_and_not_to_write():
    since = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    state = State("p", "s", team=(Member("p1", "handler", since),))
    data = {"template": "indictment", "matter": "m:all"}
    due = replace(_offer("indictment"), kind="issue_document", data=data)
    for reader, button in (("p1", "制作文书"), ("chief", "查看文书")):
        (row,) = moves_of([due], UUID(int=1), {}, state, reader).allowed
        assert row.button == button


def rows(count, *, allowed):
    return tuple(MoveRow("move", str(n), "", "", "", "", allowed, (), None) for n in range(count))


@pytest.mark.parametrize("allowed", [0, 1, 5, 9])
def test_refused_rows_are_seen_whatever_is_allowed(allowed):
    moves = Moves(rows(allowed, allowed=True), rows(6, allowed=False), ())
    assert len(moves.pressing) <= OPEN
    assert moves.pressing + moves.others == moves.allowed
    assert len(moves.spelt) >= 1
    assert moves.spelt + moves.folded == moves.refused


def test_a_kind_of_case_is_named_with_its_decider_and_hides_the_entrustment():
    pack = load_pack()
    matter = matter_under("criminal.prosecution.prosecute", {"defence_or_diplomacy": True}, pack)
    assert rule_of(matter) == "国防、外交等敏感案件：检察长决定"
