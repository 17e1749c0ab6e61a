"""A model on trial: its hits wait for a person; local values are used and named by the run."""

import datetime as dt
from dataclasses import replace

import pytest

from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.actions.settle_run import release_run
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.modelling.actions.local_value import set_local_value, withdraw_local_value
from xiezhi.modelling.models import Standing
from xiezhi.modelling.stages import Stage
from xiezhi.screening import ScreeningError
from xiezhi.screening import run as screening_run

MODEL = "execution.community_correction_report_overdue"
LENDER = "civil.professional_lender"
DAY = dt.date(2026, 11, 10)


@pytest.fixture
def analyst(office, register):
    return operator_of(office.analyst)


def _give(stage, model=MODEL):
    Standing.objects.filter(model=model).update(stage=stage)


def test_a_run_on_trial_waits_for_a_look_and_is_released_by_a_person(analyst):
    _give(Stage.TRIAL)
    run = queue_run(analyst, MODEL, DAY)
    assert run_model(analyst, run) == []
    assert (run.state, run.record["stage"]) == (ModelRun.State.HELD, "trial")
    assert "试用的模型，命中 1 条" in run.message
    assert not Clue.objects.exists()
    assert len(release_run(analyst, run, "逐条看过")) == 1


def test_a_trial_that_finds_nothing_needs_no_look(analyst, monkeypatch):
    def run_without_hits(*given, **options):
        return replace(screening_run(*given, **options), hits=())

    monkeypatch.setattr("xiezhi.clues.actions.run_model.run", run_without_hits)
    _give(Stage.TRIAL)
    run = queue_run(analyst, MODEL, DAY)
    run_model(analyst, run)
    assert (run.state, run.hits, run.record["stage"]) == (ModelRun.State.DONE, 0, "trial")


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.RETIRED])
def test_a_draft_and_a_retired_model_do_not_run(analyst, office, client, stage):
    _give(stage)
    with pytest.raises(ScreeningError, match=str(stage.label)):
        queue_run(analyst, MODEL, DAY)
    client.force_login(office.analyst)
    assert client.post("/models/run/").status_code == 302
    assert ModelRun.objects.exists()
    assert not ModelRun.objects.filter(model=MODEL).exists()


def test_a_model_whose_files_changed_is_on_trial_again(analyst):
    Standing.objects.filter(model=MODEL).update(digest="0" * 64)
    run = queue_run(analyst, MODEL, DAY)
    run_model(analyst, run)
    assert run.state == ModelRun.State.HELD


def test_the_page_says_trial_and_what_waits(analyst, office, client):
    _give(Stage.TRIAL)
    run = queue_run(analyst, MODEL, DAY)
    run_model(analyst, run)
    release_run(analyst, run, "逐条看过")
    client.force_login(office.analyst)
    page = client.get(f"/models/{MODEL}/").content.decode()
    assert "试用" in page


def test_a_run_uses_the_units_own_value_and_names_it(analyst, office, monkeypatch):
    used = {}

    def run_noting(model, tables, as_of, *, law_values, watch):
        used.update({name: p.value for name, p in model.params.items() if p.local})
        raise ScreeningError("到此为止")

    monkeypatch.setattr("xiezhi.clues.actions.run_model.run", run_noting)
    monkeypatch.setattr(
        "xiezhi.clues.actions.run_model.availability",
        lambda *given: type("Ready", (), {"ready": True, "reason": ""}),
    )
    set_local_value(
        office.analyst, LENDER, "borrowers_min", "5", source="本院回测", reason="本地借贷活跃"
    )
    run_model(analyst, queue_run(analyst, LENDER, DAY))
    assert used == {"borrowers_min": 5}
    withdraw_local_value(office.analyst, LENDER, "borrowers_min", "回到全国值")
    used.clear()
    run_model(analyst, queue_run(analyst, LENDER, DAY))
    assert used == {}
