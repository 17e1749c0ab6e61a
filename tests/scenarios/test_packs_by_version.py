"""The rules change between two acts: each act stands under the rules of its own day."""

import datetime as dt

import pytest
from django.db import connection

from xiezhi.casework import engine
from xiezhi.casework.actions.assign import assign
from xiezhi.casework.actions.note_facts import note_facts
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.figures.case_view import case_view
from xiezhi.casework.models import Clock, Proceeding
from xiezhi.casework.rebuild import differences, rebuild
from xiezhi.casework.tests.office import accepted, at, theft
from xiezhi.deliberation.actions.decide import decide
from xiezhi.law import Refused, national
from xiezhi.law.contents import shortened
from xiezhi.law.tests.revising import ARREST, ARREST_AUTHORITY, ARREST_PERIOD, revised, without
from xiezhi.ledger import packs, triggers
from xiezhi.ledger.models import KeptPack
from xiezhi.ledger.selectors import entries_of
from xiezhi.ledger.verification import verify
from xiezhi.organs.actions.delegate import delegate

OLD = national()
NEW = revised(
    OLD,
    (ARREST_PERIOD, "7 days", "5 days"),
    (ARREST_AUTHORITY, "chief", "committee"),
    (ARREST, "批准逮捕", "准予逮捕"),
)
DUE = {OLD.version: dt.date(2026, 3, 9), NEW.version: dt.date(2026, 3, 7)}
FIELDS = {"charge": "盗窃罪", "arrest_ground": "ordinary"}


@pytest.fixture
def turn_to(monkeypatch):
    """Put another pack in force, as a new release does: a process that remembers nothing."""

    def turn(pack):
        monkeypatch.setattr(packs, "national", lambda: pack)
        monkeypatch.setattr(packs, "_loaded", {})
        packs.forget()
        engine._states.clear()

    turn(OLD)
    yield turn
    engine._states.clear()
    packs.forget()


def opened(office, name):
    """A case of arrest review with its handler, who may decide what the chief may entrust."""
    found = assign(office.manager, accepted(office, case=theft(name)).pk, at=at(3, 2, 10))
    handler = getattr(office, found.handler_id)
    delegate(
        office.chief, handler, "matter", matters=["criminal.arrest.approve"],
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 4, 1),
    )  # fmt: skip
    return found, handler


def approve(found, handler, when):
    arrest = {"subject": "P1", "fields": FIELDS, "by_delegation": True, "at": when}
    decide(handler, found.pk, "approve_arrest", **arrest)


def versions(found):
    return [entry.rule_version for entry in entries_of(engine.subject_of(found.pk))]


def test_old_decisions_stand_under_the_old_rules_and_new_acts_follow_the_new(office, turn_to):
    decided, handler = opened(office, "甲")
    approve(decided, handler, at(3, 3))
    running, other = opened(office, "乙")
    turn_to(NEW)

    state = engine.state_of(Proceeding.objects.get(pk=decided.pk))
    assert state.matters["arrest:P1"].decision.level == "prosecutor"
    assert state.matters["arrest:P1"].authority.version == OLD.version
    assert state.clock("review_detained:P1").deadline.due_on == DUE[OLD.version]
    assert list(differences()) == []
    rebuild()
    assert set(Clock.objects.values_list("due_on", flat=True)) == {DUE[OLD.version]}

    perform(handler, decided.pk, "annotate", {"text": "归档备查"}, at=at(3, 4))
    assert versions(decided) == [*[OLD.version] * 3, NEW.version]
    assert Proceeding.objects.get(pk=decided.pk).pack_version == NEW.version
    with pytest.raises(Refused, match="应当提请检察委员会"):
        approve(running, other, at(3, 4))
    note_facts(other, running.pk, {"plea_leniency": False}, "讯问笔录", at=at(3, 4))
    fresh = accepted(office, case=theft("丙"))
    clocks = Clock.objects.filter(key="review_detained:P1")
    assert clocks.get(proceeding_id=running.pk).due_on == DUE[OLD.version]
    assert clocks.get(proceeding_id=fresh.pk).due_on == DUE[NEW.version]
    assert list(differences()) == []
    assert sorted(KeptPack.objects.values_list("version", flat=True)) == sorted(DUE)
    assert verify().is_sound


def test_the_case_page_reads_each_act_by_the_rules_of_its_day(office, turn_to):
    decided, handler = opened(office, "甲")
    approve(decided, handler, at(3, 3))
    turn_to(NEW)
    perform(handler, decided.pk, "annotate", {"text": "归档备查"}, at=at(3, 4))
    page = case_view(handler, decided.pk, dt.date(2026, 3, 4), "ledger")
    assert [line.version_short for line in page.lines] == [
        shortened(NEW.version), *[shortened(OLD.version)] * 3
    ]  # fmt: skip
    assert page.lines[1].said == "批准逮捕"
    assert page.broken == ""
    (path,) = page.paths
    assert [step.result for step in path.steps][-1] == "批准逮捕"
    assert page.track[-2].label == "准予逮捕"


def test_a_proceeding_whose_stage_is_gone_can_be_read_and_says_why_it_stands_still(
    office, turn_to
):
    found, handler = opened(office, "甲")
    turn_to(revised(OLD, (ARREST, "reviewing", "examining")))
    with pytest.raises(Refused, match=r"阶段「reviewing」.*已不存在"):
        approve(found, handler, at(3, 4))
    page = case_view(handler, found.pk, dt.date(2026, 3, 4))
    assert page.track[-1].state
    perform(handler, found.pk, "annotate", {"text": "已报规则包编写者"}, at=at(3, 4))
    assert list(differences()) == []


def test_a_procedure_that_is_gone_refuses_new_acts_alone(office, turn_to):
    found, handler = opened(office, "甲")
    turn_to(without(OLD, ARREST))
    with pytest.raises(Refused, match="已经没有本件的办案程序"):
        approve(found, handler, at(3, 4))
    assert case_view(handler, found.pk, dt.date(2026, 3, 4)).procedure == "审查逮捕"
    assert list(differences()) == []


def test_a_kept_pack_that_was_changed_is_found_and_nothing_is_replayed_by_it(office, turn_to):
    found, _ = opened(office, "甲")
    turn_to(NEW)
    triggers.remove(connection)
    KeptPack.objects.filter(digest=OLD.digest).update(content=b"x")
    triggers.install(connection)
    assert [broken.version for broken in verify().packs] == [OLD.version]
    (difference,) = differences()
    assert difference.subject == found.number
    assert "被改动过" in difference.replayed
