"""Runs: recorded so that they can be repeated, held, released, discarded, cancelled."""

import datetime as dt
from decimal import Decimal

import pytest

from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.actions.settle_run import cancel_run, discard_run, release_run
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.clues.projection import differences
from xiezhi.clues.run_records import RunCancelled, watching
from xiezhi.law.refusals import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.modelling.library import models
from xiezhi.screening import run as screening_run

MODEL = "execution.community_correction_report_overdue"
DAY = dt.date(2026, 11, 10)
State = ModelRun.State


@pytest.fixture
def analyst(office, register):
    return operator_of(office.analyst)


@pytest.fixture
def narrow(monkeypatch):
    """A model that expects no hit at all."""
    model = models()[MODEL]
    expects = model.expects.model_copy(update={"look_from": 0, "at_most": Decimal(0)})
    narrowed = {**models(), MODEL: model.model_copy(update={"expects": expects})}
    for place in ("run_model", "settle_run"):
        monkeypatch.setattr(f"xiezhi.clues.actions.{place}.models", lambda: narrowed)


def _kinds(run):
    return [entry.kind for entry in entries_of(("model_run", str(run.pk)))]


def _held(analyst):
    run = queue_run(analyst, MODEL, DAY, "每周例行")
    assert run_model(analyst, run) == []
    assert run.state == State.HELD
    assert Clue.objects.count() == 0
    return run


def test_a_run_says_what_it_read_and_how(analyst):
    run = queue_run(analyst, MODEL, DAY, "每周例行")
    assert len(run_model(analyst, run)) == 1
    run.refresh_from_db()
    assert run.record["engine"] == "duckdb"
    assert run.record["rows"] == {"community_correction": 2}
    assert run.record["snapshot"] > 0
    assert len(run.record["digest"]) == 64
    assert (run.started_by, run.reason) == (analyst.code, "每周例行")
    again = queue_run(analyst, MODEL, DAY)
    run_model(analyst, again)
    assert again.record["since"] == run.record["snapshot"]
    assert again.record["rescreened"] == 0
    assert again.record["found"] == run.record["found"]


def test_a_held_run_is_released_with_a_reason(analyst, narrow):
    run = _held(analyst)
    with pytest.raises(Refused, match="理由"):
        release_run(analyst, run, "  ")
    assert len(release_run(analyst, run, "逐条看过，确为逾期")) == 1
    run.refresh_from_db()
    assert (run.state, run.new_clues) == (State.DONE, 1)
    assert _kinds(run) == ["run_model", "release_run", "run_model"]
    with pytest.raises(Refused, match="待查看"):
        discard_run(analyst, run, "再看一次")


def test_a_held_run_is_discarded_with_a_reason(analyst, narrow):
    run = _held(analyst)
    discard_run(analyst, run, "源数据的生效日期整列错位")
    run.refresh_from_db()
    assert run.state == State.DISCARDED
    assert Clue.objects.count() == 0
    assert _kinds(run) == ["run_model", "discard_run"]


def test_what_changed_after_the_look_is_not_released(analyst, narrow):
    run = _held(analyst)
    run.record = {**run.record, "found": "0" * 64}
    run.save()
    with pytest.raises(Refused, match="变化"):
        release_run(analyst, run, "逐条看过")
    assert Clue.objects.count() == 0


def test_a_queued_run_is_cancelled_at_once(analyst):
    run = queue_run(analyst, MODEL, DAY)
    cancel_run(analyst, run)
    assert run.state == State.CANCELLED
    assert run_model(analyst, run) == []
    assert Clue.objects.count() == 0
    with pytest.raises(Refused, match="结束"):
        cancel_run(analyst, run)


def test_a_running_one_stops_when_somebody_asks(analyst, monkeypatch):
    def run_until_asked(model, tables, as_of, *, law_values, watch):
        watch(0.4)
        cancel_run(analyst, ModelRun.objects.get())
        watch(0.5)
        raise AssertionError("went on")

    monkeypatch.setattr("xiezhi.clues.actions.run_model.run", run_until_asked)
    run = queue_run(analyst, MODEL, DAY)
    assert run_model(analyst, run) == []
    run.refresh_from_db()
    assert (run.state, run.percent, run.cancelled_by) == (State.CANCELLED, 50, analyst.code)
    assert _kinds(run) == ["cancel_run", "run_model"]
    with pytest.raises(RunCancelled, match="取消"):
        watching(run)(None)


def test_one_cancelled_when_its_query_has_just_ended_writes_nothing(analyst, monkeypatch):
    def run_and_be_cancelled(*given, **options):
        found = screening_run(*given, **options)
        cancel_run(analyst, ModelRun.objects.get())
        return found

    monkeypatch.setattr("xiezhi.clues.actions.run_model.run", run_and_be_cancelled)
    run = queue_run(analyst, MODEL, DAY)
    assert run_model(analyst, run) == []
    run.refresh_from_db()
    assert (run.state, run.cancelled_by) == (State.CANCELLED, analyst.code)
    assert Clue.objects.count() == 0


def test_a_superior_releases_for_the_unit_that_ran(analyst, narrow, others):
    run = _held(analyst)
    for person in (others.below, others.beside):
        with pytest.raises(Refused, match="别的人民检察院"):
            release_run(operator_of(person), run, "逐条看过")
    (clue,) = release_run(operator_of(others.above), run, "逐条看过")
    assert (clue.procuratorate, clue.number) == ("YZ", "YZ-2026-00001")
    assert list(differences()) == []
    again = queue_run(analyst, MODEL, DAY)
    run_model(analyst, again)
    assert release_run(analyst, again, "同上") == []


def test_a_held_run_whose_tables_are_gone_says_so(analyst, narrow, office, register, client):
    run = _held(analyst)
    undo_import(analyst, register, "报送有误")
    client.force_login(office.analyst)
    given = {"do": "release", "reason": "逐条看过"}
    answer = client.post(f"/models/runs/{run.pk}/settle/", given, follow=True)
    assert "缺表" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == State.HELD


def test_a_model_that_is_not_there_queues_none(office, register, client):
    client.force_login(office.analyst)
    assert client.post("/models/run/", {"model": [MODEL, "no.such"]}).status_code == 404
    assert not ModelRun.objects.exists()


def test_only_an_analyst_settles_a_run(analyst, office, narrow):
    run = _held(analyst)
    other = operator_of(office.prosecutor)
    for act in (lambda: release_run(other, run, "看过"), lambda: cancel_run(other, run)):
        with pytest.raises(Refused, match="不由你办"):
            act()


def test_the_page_offers_what_may_be_done(analyst, narrow, office, client):
    run = _held(analyst)
    client.force_login(office.analyst)
    page = client.get("/models/runs/").content.decode()
    assert "处理理由" in page or run.asked is None
    answer = client.post(f"/models/runs/{run.pk}/settle/", {"do": "discard", "reason": "错位"})
    assert answer.status_code == 302
    run.refresh_from_db()
    assert run.state == State.DISCARDED
