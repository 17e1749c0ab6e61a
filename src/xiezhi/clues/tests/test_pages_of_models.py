"""The pages of models that read more than columns, and of what they find."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from xiezhi.clues.tests.test_lists_as_files import clue
from xiezhi.modelling.library import models
from xiezhi.screening import national

VISIT = "juvenile.abnormal_visit_not_reported"


@pytest.mark.parametrize("model_id", [key for key, model in models().items() if model.steps])
def test_a_model_with_steps_has_its_page_and_its_clue(
    office: SimpleNamespace, store_of: object, model_id: str
) -> None:
    found = clue("1", model_id, values={"signal": "疑似遭受殴打、虐待", "hospital": "妇幼保健院"})
    browser = Client()
    browser.force_login(office.analyst)
    page = browser.get(reverse("model", args=[model_id])).content.decode()
    for table, columns in models()[model_id].reads.items():
        known = national()[table].columns
        assert all(known[name].label in page for name in columns if name in known)
    answer = browser.get(reverse("clue", args=[found.pk]))
    assert answer.status_code == 200
    if model_id == VISIT:  # worked out by the query, not read
        assert "疑似遭受殴打、虐待" in answer.content.decode()
