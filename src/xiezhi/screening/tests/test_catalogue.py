"""The models answer what the catalogue lists: published models, statutory rules, practices."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from xiezhi.screening import load_models

SHIPPED = Path(__file__).parents[2] / "supervision_models"
CATALOGUE = yaml.safe_load((SHIPPED / "catalogue.yaml").read_text("utf-8"))
REQUIRED = {key: name for part in CATALOGUE.values() for key, name in part.items()}
ANSWERING: dict[int | str, list[str]] = defaultdict(list)
for model in load_models().values():
    for number in model.catalogue:
        ANSWERING[number].append(model.id)


@pytest.mark.parametrize("number", REQUIRED, ids=str)
def test_every_number_of_the_catalogue_is_answered_by_a_model(number: int | str) -> None:
    assert ANSWERING[number], REQUIRED[number]


def test_the_way_between_penalty_and_prosecution_is_watched_in_both_directions() -> None:
    forward = {"criminal.penalty_instead_of_prosecution", "criminal.assault_punished_not_filed"}
    assert {"criminal.nonprosecution_not_punished", *forward} <= set(ANSWERING[23])


def test_a_practice_named_by_a_model_is_one_of_the_catalogue() -> None:
    named = {key for key in ANSWERING if isinstance(key, str)}
    assert named <= set(REQUIRED)
