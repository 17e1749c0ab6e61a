"""The numbers of the supervision models come from the law pack, and say what the law says."""

from datetime import date

import pytest

from xiezhi.law import national as law_pack
from xiezhi.modelling.law_values import law_values
from xiezhi.screening import load_models, national, references, run_examples

DAY = date(2026, 11, 10)
MODELS = {model_id: m for model_id, m in load_models().items() if references(m)}


@pytest.mark.parametrize("model_id", MODELS)
def test_examples_hold_with_the_numbers_of_the_pack(model_id):
    model = MODELS[model_id]
    values = law_values(model, DAY)
    assert set(values) == set(references(model))
    assert all(result.passed for result in run_examples(model, national(), values))


def test_every_article_a_model_cites_is_of_a_known_instrument():
    known = set(law_pack().instruments)
    for model in load_models().values():
        for basis in (*model.breach, *model.power):
            name = basis.cite.rsplit(" ", 1)[0]
            assert name in known or basis.unverified, f"{model.id}：{basis.cite}"


def test_what_a_clue_opens_is_a_procedure_and_its_unit_stands_in_the_evidence():
    pack = law_pack()
    opening = [model for model in load_models().values() if model.opens is not None]
    assert opening
    for model in opening:
        procedure = pack.procedures[model.opens.procedure]
        fields = {field.name for field in procedure.acceptance_fields} | set(pack.facts)
        assert set(model.opens.facts) <= fields, model.id
        table, _, column = (model.opens.supervises or "").partition(".")
        if column:
            assert table in model.evidence, model.id
            assert column in model.reads[table], model.id
