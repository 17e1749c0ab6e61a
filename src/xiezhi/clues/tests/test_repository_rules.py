"""What the repository goes by says what the law says, and marks what no text stands behind."""

import pytest

from xiezhi.clues.models import Clue
from xiezhi.clues.repository_rules import (
    Entry,
    measures,
    restricted_classes,
    source_rules,
    terms,
)
from xiezhi.law import national
from xiezhi.law.texts import Texts, texts_folder
from xiezhi.organs.roles import Function, Role

RULES: dict[str, Entry] = {
    f"{kind}.{key}": one
    for kind, held in (
        ("source", source_rules()), ("class", restricted_classes()), ("term", terms()),
        ("allowed", measures().allowed), ("forbidden", measures().forbidden),
    )
    for key, one in held.items()
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_a_quotation_stands_in_its_article(name: str) -> None:
    rule = RULES[name]
    texts = Texts(texts_folder(), national().instruments)
    if not texts.available():
        pytest.skip("没有法律原文可供核对")
    if rule.cite:
        assert texts.quotes(rule.cite, rule.quote), rule.cite
    else:
        assert rule.unverified or name.startswith("source."), name


def test_every_source_but_the_model_may_be_registered() -> None:
    assert set(source_rules()) == set(Clue.Source.values) - {Clue.Source.MODEL}
    named = {role for rule in source_rules().values() for role in rule.registrars}
    assert named <= set(Role.values)


def test_a_class_names_functions_and_posts_that_exist() -> None:
    for rule in restricted_classes().values():
        assert rule.functions <= set(Function.values)
        assert rule.roles <= set(Role.values)
        assert Role.ADMINISTRATOR not in rule.roles
