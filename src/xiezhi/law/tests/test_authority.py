"""Authority rules: their examples hold, their quotations stand in the texts, the highest wins."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xiezhi.law import Refused, Texts, national
from xiezhi.law.authority import Authority, entrustable_matters, resolve
from xiezhi.law.authority_rules import AuthorityRule, Example
from xiezhi.law.texts import texts_folder
from xiezhi.law.yaml_files import read_yaml

PACK = national()
DAY = date(2026, 3, 2)


def answered(authority: Authority) -> dict[str, Any]:
    return {
        "level": authority.level,
        "entrustable": authority.entrustable,
        "head_review": authority.head_review,
        "approvals": [a.of for a in authority.approvals if not a.filing_only],
    }


EXAMPLES = [(rule, example) for rule in PACK.authority.values() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", ""))
def test_example(rule: AuthorityRule, example: Example) -> None:
    found = answered(
        resolve(example.matter or rule.id, example.given, on=example.on or DAY, pack=PACK)
    )
    assert {k: found[k] for k in example.expect} == example.expect


def test_every_matter_of_a_move_has_a_rule_and_examples() -> None:
    named = {m.authority for p in PACK.procedures.values() for m in p.moves if m.authority}
    named |= {e.authority for p in PACK.procedures.values() for e in p.extensions if e.authority}
    assert named <= set(PACK.authority)
    assert [n for n in sorted(named) if len(PACK.authority[n].examples) < 2] == []


def test_conditions_clocks_and_facts_are_declared() -> None:
    for procedure in PACK.procedures.values():
        for clock in procedure.clocks.values():
            assert clock.due_on_fact or clock.period in PACK.periods, clock.label
            for expression in filter(None, [clock.condition]):
                PACK.condition(expression)
        for move in procedure.moves:
            for requirement in (*move.requires, *move.form):
                PACK.condition(requirement.condition, move.do)
            assert set(move.sets_facts) | {*filter(None, [move.counts])} <= set(PACK.facts), (
                move.do
            )


def cited(node: Any) -> list[tuple[str, str]]:
    if isinstance(node, dict):
        own = [(node["cite"], node["quote"])] if node.get("cite") and node.get("quote") else []
        return own + [c for v in node.values() for c in cited(v)]
    return [c for v in node for c in cited(v)] if isinstance(node, list) else []


@pytest.mark.parametrize("folder", ["procedures", "authority"])
def test_quotations_stand_in_the_texts(folder: str) -> None:
    texts = Texts(texts_folder(), PACK.instruments)
    if not texts.available():
        pytest.skip("法律原文不在本机，引文未核对")
    files: list[Path] = sorted((PACK.root / folder).rglob("*.yaml"))
    wrong = [
        (f.name, *c) for f in files for c in cited(read_yaml(f)) if texts.quotes(*c) is not True
    ]
    assert wrong == []


def test_highest_level_wins_and_both_grounds_show() -> None:
    facts = {"national_security": True, "public_interest": True}
    authority = resolve("criminal.prosecution.prosecute", facts, on=DAY, pack=PACK)
    assert authority.level == "committee"
    assert {g.level for g in authority.grounds} == {"chief", "committee"}
    assert [g.rule for g in authority.grounds if g.won] == ["responsibility.committee"]


def test_missing_fact_is_asked_for_not_guessed() -> None:
    with pytest.raises(Refused, match="案件来源"):
        resolve("criminal.non_prosecution.minor", {}, on=DAY, pack=PACK)


def test_entrustable_matters_are_those_no_rule_reserves() -> None:
    found = entrustable_matters(PACK)
    assert "criminal.arrest.approve" in found
    assert "criminal.arrest.refuse_not_crime" not in found
    assert "supervision.correction.notice" not in found
