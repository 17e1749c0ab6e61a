"""What the pack sets for discipline, review and appeal is what is asked: nothing of it in code."""

from dataclasses import replace

import pytest

from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.law import Refused
from xiezhi.ledger import packs


@pytest.fixture
def set_to(monkeypatch):
    """Put a pack in force in which one setting about discipline has another value."""

    def put(name, value):
        pack = packs.in_force()
        table = pack.liability["discipline"]
        other = table.settings[name].model_copy(update={"value": value})
        changed = table.model_copy(update={"settings": {**table.settings, name: other}})
        liability = {**pack.liability, "discipline": changed}
        monkeypatch.setattr(
            packs, "in_force", lambda: replace(pack, liability=liability, plans={})
        )

    return put


def test_whether_punishing_against_the_opinion_needs_a_ground(examined, set_to):
    examined.before_committee().opined("ordinary")
    said = {"person": "p1", "handling": "sanction", "article": "a", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", **said) == ["handling.conflict"]
    set_to("punish_against_opinion", "decided_by_chief")
    assert examined.handled().case.stage == "handled"


def test_which_opinions_speak_against_punishing(examined, set_to):
    examined.before_committee().opined("gross")
    set_to("opinions_against_punishing", "gross,ordinary,none")
    said = {"person": "p1", "handling": "sanction", "article": "a", "reasons": "r"}
    assert examined.refused("chief", "decide_handling", **said) == ["handling.conflict"]


def test_how_often_one_may_ask_for_review(examined, set_to):
    examined.before_committee().opined("gross").handled()
    set_to("appeals", 0)
    said = {"person": "p1", "reasons": "处分过重"}
    assert examined.refused("p1", "ask_review", **said) == ["review.nothing"]
    set_to("appeals", 1)
    examined.take("p1", "ask_review", **said)


def test_at_which_levels_a_committee_is_set_up(office, examined, set_to):
    set_to("committee_levels", "supreme")
    with pytest.raises(Refused) as caught:
        establish_committee(office.provincial, "云省", ["甲"], [])
    assert [one.code for one in caught.value.refusals] == ["committee.level"]
    set_to("committee_levels", "supreme,provincial")
    assert establish_committee(office.provincial, "云省", ["甲"], []).procuratorate == "YS"
