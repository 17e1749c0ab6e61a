"""Power lists: in force by the day, a province's own, filed, never beyond what the law lets."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from xiezhi.law import PackError, Texts, load_pack, national
from xiezhi.law.authority import resolve
from xiezhi.law.checking import check
from xiezhi.law.citations import read_citation
from xiezhi.law.power_lists import duty, lists_on, rules_in_force, unfiled
from xiezhi.law.tests.provincial import LISTED, overlay

PACK = national()
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.clause("reform-20a", "responsibility-16a")
def test_each_day_is_under_its_own_version_and_names_it(tmp_path: Path) -> None:
    pack = load_pack(overlays=[overlay(tmp_path)])
    first = resolve(LISTED, {}, on=BEFORE, pack=pack)
    second = resolve(LISTED, {}, on=AFTER, pack=pack)
    assert (first.level, first.rule) == ("chief", "provincial.prosecutor@v1")
    assert not first.entrustable
    assert (second.level, second.rule) == ("prosecutor", "provincial.prosecutor@v2")
    assert rules_in_force(LISTED, date(2026, 6, 25), pack=pack).list_versions == (
        "provincial.prosecutor@v1",
    )
    assert rules_in_force(LISTED, BEFORE, pack=PACK).lists == ()


@pytest.mark.parametrize("level", ["city", "district"])
@pytest.mark.clause("responsibility-16a")
def test_only_a_province_makes_a_list(tmp_path: Path, level: str) -> None:
    with pytest.raises(PackError, match=r"省级人民检察院可以制定.*第16条"):
        load_pack(overlays=[overlay(tmp_path, unit="云州市人民检察院", level=level)])


@pytest.mark.clause("responsibility-16a")
def test_nobody_hands_a_decision_down_beside_the_list(tmp_path: Path) -> None:
    folder = overlay(tmp_path)
    (folder / "authority").mkdir()
    (folder / "authority" / "own.yaml").write_text(
        f"id: own\nlabel: 另行规定\nover: [{LISTED}]\n"
        "rules: [{level: prosecutor, entrusts: true}]\n",
        encoding="utf-8",
    )
    with pytest.raises(PackError, match="职权清单"):
        load_pack(overlays=[folder])


def test_a_list_cannot_hand_down_what_the_law_reserves(tmp_path: Path) -> None:
    reserved = "criminal.non_prosecution.minor"
    pack = load_pack(overlays=[overlay(tmp_path, matter=reserved)])
    found = resolve(reserved, {"case_source": "police"}, on=AFTER, pack=pack)
    assert found.level == "chief"
    problems = [p.said for p in check(pack, Texts(None, {}), is_new=True).problems]
    assert any("依法由检察长决定，不得列入检察官职权" in said for said in problems)


@pytest.mark.clause("responsibility-16b")
def test_a_list_not_filed_is_told_after_the_days(tmp_path: Path) -> None:
    pack = load_pack(overlays=[overlay(tmp_path)])
    days = int(pack.authority["responsibility.lists"].settings["filing_days"].value)
    last = date(2026, 6, 20) + timedelta(days=days)
    assert unfiled(pack, last, days) == ()
    ((late, version),) = unfiled(pack, last + timedelta(days=1), days)
    assert (late.issued_by.unit, version.version) == ("云省人民检察院", "v2")
    (filed,) = lists_on(LISTED, BEFORE, pack)
    assert (filed.filed_on, filed.filing_number) == (date(2026, 1, 12), "高检备〔2026〕3号")
    (unanswered,) = lists_on(LISTED, AFTER, pack)
    assert unanswered.filed_on is None


@pytest.mark.clause("reform-20b")
def test_an_assistant_drafts_and_a_clerk_does_not() -> None:
    on = date(2026, 3, 2)
    assert duty("clerk", "draft", on, PACK) is None
    assistants = duty("assistant", "draft", on, PACK)
    assert assistants is not None
    assert (assistants.no, assistants.needs) == ("17.5", ("guide",))
    assert "草拟法律文书" in assistants.quote
    assert duty("assistant", "draft", date(2024, 7, 3), PACK) is None


def test_every_matter_says_since_when_and_that_is_when_its_source_began() -> None:
    for rule in PACK.authority.values():
        if not rule.rules:
            continue
        assert rule.in_force is not None, rule.id
        sources = [read_citation(str(one.cite)) for one in rule.rules]
        began = {PACK.instruments[s.instrument].in_force.from_on for s in sources if s is not None}
        assert rule.in_force.from_on in began, rule.id


def test_no_rule_speaks_before_its_source_was_in_force() -> None:
    facts = {"national_security": True}
    resolved = resolve(LISTED, facts, on=date(2024, 7, 3), pack=PACK)
    assert resolved.level == "chief"
    assert resolve(LISTED, facts, on=date(2024, 7, 4), pack=PACK).level == "committee"
