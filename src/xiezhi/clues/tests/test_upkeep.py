"""What the worker clears away and what it queues again; what is in use stays."""

import datetime as dt
import os
import time
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from xiezhi.clues import upkeep
from xiezhi.clues.models import Intake, ModelRun
from xiezhi.clues.resuming import resume_queued
from xiezhi.clues.sweeping import DAY, sweep
from xiezhi.screening import Store, national
from xiezhi.screening.workplaces import workplace
from xiezhi.web import environment

LONG_AGO = time.time() - 30 * DAY


@pytest.fixture
def home(settings, tmp_path):
    settings.XIEZHI_HOME = tmp_path / "home"
    settings.XIEZHI_DRAFT_DAYS, settings.XIEZHI_WORKING_FOLDER_DAYS = 7, 1
    return settings.XIEZHI_HOME


def aged(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("甲,乙\n", "utf-8")
    for path in (folder / name, folder):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def intake(draft: str, state: str, *, ended: dt.datetime | None = None) -> Intake:
    return Intake.objects.create(
        procuratorate="YZ", asked_by="analyst", draft=draft, file_name="表.csv", choices={},
        data_on=dt.date(2026, 3, 2), state=state, asked_at=timezone.now(), finished_at=ended,
    )  # fmt: skip


def test_an_upload_that_nobody_confirmed_is_removed_when_it_is_old(db, home):
    old = aged(home / "drafts" / "analyst" / "old", "表.csv")
    young = home / "drafts" / "analyst" / "young"
    young.mkdir()
    (young / "表.csv").write_text("甲\n", "utf-8")
    assert sweep() == 1
    assert not old.exists()
    assert young.exists()
    assert sweep() == 0


@pytest.mark.parametrize("state", [Intake.State.QUEUED, Intake.State.RUNNING])
def test_an_upload_that_is_waited_for_stays_however_old(db, home, state):
    folder = aged(home / "drafts" / "analyst" / "used", "表.csv")
    intake("used", state)
    assert sweep() == 0
    assert folder.exists()


def test_an_upload_checked_lately_stays_and_one_left_alone_goes(db, home):
    now = timezone.now()
    for draft, days in (("lately", 1), ("long", 20)):
        aged(home / "drafts" / "analyst" / draft, "表.csv")
        intake(draft, Intake.State.DONE, ended=now - dt.timedelta(days=days))
    assert sweep() == 1
    assert (home / "drafts" / "analyst" / "lately").exists()


def test_an_upload_of_another_person_does_not_keep_it(db, home):
    folder = aged(home / "drafts" / "somebody" / "used", "表.csv")
    intake("used", Intake.State.QUEUED)
    assert sweep() == 1
    assert not folder.exists()


@pytest.mark.parametrize("prefix", ["writing-", "spark-", "staging-"])
def test_the_folder_of_a_dead_process_goes_and_that_of_a_living_one_stays(db, home, prefix):
    store = home / "screening" / "YZ"
    dead = aged(store / f"{prefix}dead", ".at-work")
    kept = aged(store / "data", "table.parquet")
    with workplace(prefix, store) as living:
        aged(living, "rows.parquet")
        os.utime(living / ".at-work", (LONG_AGO, LONG_AGO))
        assert sweep() == 1
        assert living.exists()
    assert not dead.exists()
    assert not living.exists()
    assert kept.exists()


def test_a_store_that_writes_has_its_folder_locked(db, home):
    tables = Store(home / "screening" / "YZ", national())
    with tables.writing():
        (folder,) = tables.directory.glob("writing-*")
        for path in (*folder.rglob("*"), folder):
            os.utime(path, (LONG_AGO, LONG_AGO))
        assert sweep() == 0
        assert folder.exists()
    assert list(tables.directory.glob("writing-*")) == []


@pytest.fixture
def queued_by_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def a_run(state: str = ModelRun.State.QUEUED) -> ModelRun:
    return ModelRun.objects.create(
        procuratorate="YZ", model="m", model_version="1", as_of=dt.date(2026, 3, 2),
        started_by="analyst", queued_at=timezone.now(), state=state,
    )  # fmt: skip


def test_work_that_never_reached_the_worker_is_queued_once(db, queued_by_database):
    lost, run = intake("d", Intake.State.QUEUED), a_run()
    intake("e", Intake.State.DONE)
    a_run(ModelRun.State.DONE)
    assert resume_queued() == 2
    waiting = {(t.task_name, *t.args_kwargs["args"]) for t in DBTaskResult.objects.all()}
    assert waiting == {
        ("take_in_queued", str(lost.pk), "analyst"),
        ("run_queued", str(run.pk), "analyst"),
    }
    assert resume_queued() == 0, "a task waits for each now"


def test_work_of_a_task_that_a_dead_worker_had_taken_is_queued_again(db, queued_by_database):
    lost = intake("d", Intake.State.QUEUED)
    resume_queued()
    DBTaskResult.objects.get().claim(str(uuid.uuid4()))
    assert resume_queued() == 1
    assert DBTaskResult.objects.ready().get().args_kwargs["args"][0] == str(lost.pk)


def test_upkeep_resumes_then_sweeps_and_a_failure_ends_nothing(monkeypatch, caplog):
    done: list[str] = []

    def broken() -> int:
        done.append("sweep")
        raise OSError("磁盘已满")

    class Slept(Exception):
        pass

    def sleep(seconds: float) -> None:
        assert seconds == DAY
        if done.count("sweep") == 2:
            raise Slept

    monkeypatch.setattr(upkeep, "resume_queued", lambda: done.append("resume") or 0)
    monkeypatch.setattr(upkeep, "sweep", broken)
    monkeypatch.setattr(upkeep, "close_old_connections", lambda: None)
    monkeypatch.setattr(upkeep, "sleep", sleep)
    with pytest.raises(Slept):
        upkeep._keep_up()
    assert done == ["resume", "sweep", "sweep"]
    assert "磁盘已满" in caplog.text


@pytest.mark.parametrize("error", [RuntimeError("模型目录读不出"), OSError("磁盘已满")])
def test_whatever_fails_is_logged_and_ends_nothing(monkeypatch, caplog, error):
    def broken():
        raise error

    monkeypatch.setattr(upkeep, "close_old_connections", lambda: None)
    upkeep._tried(broken)
    assert str(error) in caplog.text


def test_what_could_not_be_removed_is_not_counted(db, home, monkeypatch):
    aged(home / "drafts" / "analyst" / "old", "表.csv")
    aged(home / "screening" / "YZ" / "staging-dead", ".at-work")
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", lambda *_args, **_named: None)
        assert sweep() == 0
    assert sweep() == 2


@pytest.mark.parametrize("given", ["0", "-1", "一周", "inf", "nan"])
def test_an_age_that_is_no_number_of_days_is_refused(monkeypatch, given):
    monkeypatch.setenv("XIEZHI_DRAFT_DAYS", given)
    with pytest.raises(ImproperlyConfigured, match="大于 0"):
        environment.days("XIEZHI_DRAFT_DAYS", 7)


def test_the_age_has_a_default_and_may_be_a_part_of_a_day(monkeypatch):
    monkeypatch.delenv("XIEZHI_DRAFT_DAYS", raising=False)
    assert environment.days("XIEZHI_DRAFT_DAYS", 7) == 7
    monkeypatch.setenv("XIEZHI_DRAFT_DAYS", "0.5")
    assert environment.days("XIEZHI_DRAFT_DAYS", 7) == 0.5
