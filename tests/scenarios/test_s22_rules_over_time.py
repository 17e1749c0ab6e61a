"""S22: a power list changes between opinion and decision; each act stands under its own day."""

import datetime as dt

import pytest

from xiezhi.casework import engine
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.selectors import matter_record
from xiezhi.deliberation.tests.way import MATTER
from xiezhi.law import Refused
from xiezhi.law.context import SHANGHAI
from xiezhi.law.tests.provincial import LISTED, overlay
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import entries_of
from xiezhi.ledger.verification import verify

CHARGE = {"charge": "盗窃罪"}
V1, V2 = "provincial.prosecutor@v1", "provincial.prosecutor@v2"


@pytest.fixture
def province(settings, tmp_path):
    """A list of the province: v1 to 06-30 keeps 提起公诉 with the chief, v2 hands it on."""
    settings.XIEZHI_RULE_OVERLAYS = [str(overlay(tmp_path))]
    yield
    engine._states.clear()


def proposed(office):
    """Proposed on 06-29 and agreed to by the head on 06-30."""
    opened = accepted(office, PROSECUTION, when=at(6, 20), case_source="police")
    given_to(office, opened.pk, when=at(6, 20, 10))
    make_move(office.p1, opened.pk, "record_interrogation", subject="P1", at=at(6, 25))
    opine(
        office.p1, opened.pk, "prosecute", "事实清楚，证据确实、充分", subject="P1",
        fields=CHARGE, at=at(6, 29),
    )  # fmt: skip
    review(office.head, opened.pk, MATTER, "agree", at=at(6, 30))
    return opened


@pytest.mark.clause("reform-20a")
def test_s22_the_rules_of_the_decision_apply_and_both_versions_are_told(province, office):
    found = proposed(office)
    with pytest.raises(Refused, match="由检察长决定"):
        decide(office.p1, found.pk, "prosecute", matter=MATTER, at=at(6, 30, 15))
    decide(office.p1, found.pk, "prosecute", matter=MATTER, at=at(7, 2))
    made = matter_record(office.chief, found.pk, MATTER, dt.date(2026, 7, 2)).decision
    assert (made.decider, made.level, made.rule) == ("p1", "prosecutor", V2)
    matter = engine.state_of(Proceeding.objects.get(pk=found.pk)).matters[MATTER]
    assert matter.opinion.authority.rule == V1
    (note,) = [note for note in matter.notes if not note.in_text]
    assert V1 in note.text
    assert V2 in note.text
    assert "决定日" in note.text
    assert "文本未规定，按默认口径" in note.text
    assert list(differences()) == []
    assert verify().is_sound


@pytest.mark.clause("reform-20a")
def test_s22_liability_of_an_earlier_act_asks_the_list_of_its_day(province, office):
    found = proposed(office)
    decide(office.p1, found.pk, "prosecute", matter=MATTER, at=at(7, 2))
    entries = entries_of(engine.subject_of(found.pk))
    (act,) = [entry for entry in entries if entry.kind == "move"]
    day = act.at.astimezone(SHANGHAI).date()
    assert day == dt.date(2026, 6, 25)
    then = packs.rules_in_force(LISTED, day, act.rule_version)
    assert then.list_versions == (V1,)
    assert then.rules[0].rule.level == "chief"
    assert packs.rules_in_force(LISTED, dt.date(2026, 7, 2)).list_versions == (V2,)


def test_s22_the_day_of_the_opinion_counts_where_so_configured(province, office, monkeypatch):
    pack = packs.in_force()
    rule = pack.authority["responsibility.lists"]
    silent = rule.settings["rule_day"].model_copy(update={"value": "proposal"})
    kept = {**rule.settings, "rule_day": silent}
    changed = {**pack.authority, rule.id: rule.model_copy(update={"settings": kept})}
    monkeypatch.setitem(vars(pack), "authority", changed)
    found = proposed(office)
    with pytest.raises(Refused, match="由检察长决定"):
        decide(office.p1, found.pk, "prosecute", matter=MATTER, at=at(7, 2))
    perform(office.chief, found.pk, "decide", {"matter": MATTER, "do": "prosecute"}, at=at(7, 2))
    made = matter_record(office.chief, found.pk, MATTER, dt.date(2026, 7, 2)).decision
    assert (made.decider, made.level, made.rule) == ("chief", "chief", V1)
