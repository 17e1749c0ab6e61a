"""The lists as read, what moved between two days, and whether a person may do something now."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xiezhi.law import Actor, load_pack, national
from xiezhi.law.asking import may_act, may_decide
from xiezhi.law.authority import resolve
from xiezhi.law.power_board import facts_read, matters_on, moved
from xiezhi.law.power_lists import rules_in_force
from xiezhi.law.rehearsal import CAST
from xiezhi.law.tests.provincial import LISTED, overlay

PACK = national()
ON = date(2026, 3, 2)
RESERVED = "criminal.non_prosecution.minor"
FACTS = {"case_source": "police"}


def person(name: str, **held: Any) -> Actor:
    return replace(CAST[name][1], **held)


def test_every_matter_stands_with_its_rule_and_article() -> None:
    rows = {row.id: row for row in matters_on(ON, PACK)}
    named = {m.authority for p in PACK.procedures.values() for m in p.moves if m.authority}
    assert named <= set(rows)
    assert rows[LISTED].authority == resolve(LISTED, {}, on=ON, pack=PACK)
    assert rows[RESERVED].authority.approvals == ()
    assert [r.of for _, r in rows[RESERVED].rules.approvals] == ["next_higher"]
    assert all(row.authority.citation for row in rows.values())


@pytest.mark.clause("reform-20a")
def test_what_moved_between_two_versions_is_that_and_nothing_else(tmp_path: Path) -> None:
    pack = load_pack(overlays=[overlay(tmp_path)])
    (one,) = moved((date(2026, 6, 30), pack), (date(2026, 7, 1), pack))
    assert one.id == LISTED
    assert one.before is not None
    assert one.after is not None
    assert (one.before.authority.level, one.after.authority.level) == ("chief", "prosecutor")
    assert moved((date(2026, 6, 29), pack), (date(2026, 6, 30), pack)) == ()


def test_the_opinion_of_2024_brought_its_lists() -> None:
    found = moved((date(2024, 7, 3), PACK), (date(2024, 7, 4), PACK))
    duties = [one for one in found if one.duty_after is not None]
    assert "14.1" in {one.id for one in duties}
    assert all(one.duty_before is None for one in duties)


def test_who_handles_decides_what_the_chief_entrusted_and_nothing_else() -> None:
    plain, entrusted = person("handler"), person("handler", entrusted=(LISTED,))
    refused = may_decide(plain, LISTED, FACTS, on=ON, pack=PACK, handles=True)
    assert [r.code for r in refused.refusals] == ["decide.chief_required"]
    assert "勾选「受检察长委托」" in refused.refusals[0].cure
    allowed = may_decide(entrusted, LISTED, FACTS, on=ON, pack=PACK, handles=True)
    assert (allowed.allowed, allowed.by_delegation) == (True, True)
    assert not may_decide(entrusted, LISTED, FACTS, on=ON, pack=PACK, handles=False).allowed
    assert not may_decide(entrusted, RESERVED, FACTS, on=ON, pack=PACK, handles=True).allowed
    secret = {**FACTS, "national_security": True}
    found = may_decide(entrusted, LISTED, secret, on=ON, pack=PACK, handles=True)
    assert "decide.committee_required" in {r.code for r in found.refusals}


def test_the_chief_a_deputy_with_the_power_and_one_without() -> None:
    asked = {"on": ON, "pack": PACK, "handles": False}
    assert may_decide(person("chief"), RESERVED, FACTS, **asked).allowed
    assert may_decide(person("deputy"), RESERVED, FACTS, **asked).by_delegation
    idle = may_decide(person("idle_deputy"), RESERVED, FACTS, **asked)
    assert [r.code for r in idle.refusals] == ["decide.not_delegated"]
    head = may_decide(person("head"), RESERVED, FACTS, **asked)
    assert {r.code for r in head.refusals} & {"decide.head", "person.duty"}


def test_a_fact_that_decides_is_asked_for() -> None:
    answer = may_decide(person("chief"), RESERVED, {}, on=ON, pack=PACK, handles=False)
    assert [r.code for r in answer.refusals] == ["authority.fact_missing"]
    assert "case_source" in facts_read(rules_in_force(RESERVED, ON, pack=PACK), PACK)


def test_an_act_is_told_with_the_item_of_the_list() -> None:
    asked = {"on": ON, "pack": PACK}
    served = may_act(person("clerk"), "serve", handles=True, **asked)
    assert served.allowed
    assert served.duty is not None
    assert served.duty.no == "19.3"
    assert not may_act(person("clerk"), "opine", handles=True, **asked).allowed
    assert may_act(person("handler"), "opine", handles=True, **asked).allowed
    head = may_act(person("unauthorised_head"), "review", handles=False, **asked)
    assert [r.code for r in head.refusals] == ["review.not_authorised"]
