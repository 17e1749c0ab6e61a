"""From upload to rows: checked by the worker, looked at, stored; cut off, nothing is in."""

from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from xiezhi.clues.actions import import_file as importing
from xiezhi.clues.actions import take_in as taking
from xiezhi.clues.models import ImportBatch, Intake
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tests.conftest import REGISTER, UNIT
from xiezhi.modelling.library import store

BAD = REGISTER + "某某,990102198003040319,缓刑,2026-03-02,2026-04-20\n"


@pytest.fixture
def browser(office: SimpleNamespace, store_of: object) -> Client:
    client = Client()
    client.force_login(office.analyst)
    return client


def _upload(browser: Client, text: str = BAD, name: str = "社区矫正对象名册.csv") -> str:
    answer = browser.post(reverse("import-new"), {"file": SimpleUploadedFile(name, text.encode())})
    return answer.url


def _form(browser: Client, url: str, **given: str) -> dict[str, str]:
    """What the page of columns would send, with other choices."""
    proposed = browser.get(url, given).context["draft"]
    sent = {f"table-{n}": sheet.table or "-" for n, sheet in enumerate(proposed.sheets)}
    for n, sheet in enumerate(proposed.sheets):
        sent |= {f"column-{n}-{m.position}": m.column or "-" for m in sheet.proposal.matches}
    return sent


@pytest.mark.django_db
def test_the_page_of_columns_names_the_models_that_wait_for_the_table(browser: Client) -> None:
    readers = browser.get(_upload(browser)).context["readers"]
    by_id = {reader.id: reader for reader in readers}
    assert by_id["execution.community_correction_report_overdue"].waits
    assert "civil.litigation_ring" not in by_id


@pytest.fixture
def queued(settings: LazySettings) -> None:
    """Tasks wait for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_checked_looked_at_and_stored_by_the_worker(
    browser: Client, queued: None
) -> None:
    url = _upload(browser)
    page = browser.post(url, _form(browser, url)).url
    intake = Intake.objects.get()
    assert intake.state == "queued"
    assert "排队" in browser.get(page).content.decode()
    _work()
    shown = browser.get(page).content.decode()
    assert "校验位不符" in shown
    assert "990102198003040319" not in shown
    assert store(UNIT).imports() == ()
    browser.post(page)
    _work()
    assert "已入库" in browser.get(page).content.decode()
    assert ImportBatch.objects.get().procuratorate == UNIT
    assert store(UNIT).freshness()["community_correction"].rows == 2


@pytest.mark.django_db
def test_another_table_and_no_table_may_be_chosen(browser: Client) -> None:
    url = _upload(browser, REGISTER)
    sheet = browser.get(url, {"table-0": "correction_report"}).context["draft"].sheets[0]
    assert sheet.table == "correction_report"
    assert ("reported_on", "报告日期") in sheet.columns
    assert not browser.get(url, {"table-0": "-"}).context["draft"].importable
    sent = _form(browser, url)
    answer = browser.post(url, {key: "-" if "column" in key else v for key, v in sent.items()})
    assert answer.status_code == 422
    assert not Intake.objects.exists()


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_taken_back_and_said(
    browser: Client, office: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, queued: None
) -> None:
    url = _upload(browser, REGISTER)
    page = browser.post(url, _form(browser, url)).url
    Intake.objects.update(phase="store")
    with monkeypatch.context() as patched:  # the process dies between the rows and their record
        patched.setattr(importing, "keep_or_undo", lambda *_given: None)
        patched.setattr(taking, "_end", lambda *_given: None)
        patched.setattr(taking.drafts.Draft, "discard", lambda _self: None)
        taking.take_in(operator_of(office.analyst), Intake.objects.get())
    assert Intake.objects.get().state == "running"
    assert len(store(UNIT).imports()) == 1
    shown = browser.get(page).content.decode()
    assert "后台进程中断" in shown
    assert store(UNIT).imports() == ()
    browser.post(page)
    taking.take_in(operator_of(office.analyst), Intake.objects.get())
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db
def test_the_progress_of_somebody_else_is_not_shown(
    browser: Client, office: SimpleNamespace
) -> None:
    url = _upload(browser, REGISTER)
    page = browser.post(url, _form(browser, url)).url
    stranger = Client()
    stranger.force_login(office.chief)
    assert stranger.get(page).status_code == 403
