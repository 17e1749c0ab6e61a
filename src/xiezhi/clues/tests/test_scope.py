"""An import belongs to the unit whose analyst made it, and to the units that lead that one."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.command import import_files
from xiezhi.clues.datamap import data_map
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tests.conftest import REGISTER
from xiezhi.law import Refused

MODEL = "execution.community_correction_report_overdue"


@pytest.mark.parametrize("who", ["below", "beside"])
def test_another_unit_neither_undoes_nor_reads_an_import(
    others: SimpleNamespace, register: str, who: str
) -> None:
    person = getattr(others, who)
    with pytest.raises(Refused, match="别的人民检察院") as refused:
        undo_import(operator_of(person), register, "报错了")
    assert refused.value.level == 403
    assert refused.value.refusals[0].citation is not None
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    assert browser.get(reverse("import-quarantine", args=[register])).status_code == 403
    assert register not in {batch.pk for batch in data_map(person).imports}
    assert not any(line.rows for line in data_map(person).tables)
    assert ImportBatch.objects.get(pk=register).undone_at is None


@pytest.mark.parametrize("who", ["analyst", "above"])
def test_the_unit_and_the_one_that_leads_it_do(
    office: SimpleNamespace, others: SimpleNamespace, register: str, who: str
) -> None:
    person = office.analyst if who == "analyst" else others.above
    browser = Client()
    browser.force_login(person)
    assert browser.get(reverse("import-quarantine", args=[register])).status_code == 200
    undo_import(operator_of(person), register, "报送有误")
    assert ImportBatch.objects.get(pk=register).undone_at is not None


def test_a_model_run_reads_the_rows_of_its_own_unit(
    others: SimpleNamespace, register: str
) -> None:
    operator = operator_of(others.below)
    run = queue_run(operator, MODEL, dt.date(2026, 11, 1))
    assert run_model(operator, run) == []
    run.refresh_from_db()
    assert run.state == "blocked"


def test_two_units_import_one_file_each_for_itself(
    others: SimpleNamespace, register: str, store_of: object
) -> None:
    path = store_of / "社区矫正对象名册.csv"  # type: ignore[operator]
    assert path.read_text("utf-8") == REGISTER
    report = import_file(operator_of(others.below), path, data_on=dt.date(2026, 11, 1))
    assert not report.repeated
    assert ImportBatch.objects.count() == 2


def test_a_person_named_at_the_console_is_asked_for_the_role(
    office: SimpleNamespace, register: str, store_of: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    monkeypatch.setenv("XIEZHI_OPERATOR", "prosecutor")
    path = store_of / "社区矫正对象名册.csv"  # type: ignore[operator]
    answer = CliRunner().invoke(import_files, [str(path)])
    assert answer.exit_code == 1
    assert "不由你办" in answer.output
