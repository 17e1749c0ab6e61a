"""Every list can be saved as Excel: the page's own columns, for whoever may read the page."""

import datetime as dt
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.outcomes import outcomes, precisions
from xiezhi.clues.ring import ring_figure

RING = "civil.litigation_ring"
A, B = "990103198001100207", "990103198002110212"


def clue(number: str, model: str, **more: object) -> Clue:
    run = ModelRun.objects.create(
        procuratorate="YZ", model=model, model_version="1.0.0", as_of=dt.date(2026, 3, 2),
        started_by="analyst", queued_at=timezone.now(),
    )  # fmt: skip
    given = {"title": number, "subject": {}, "digest": number, "rows": {}, "run": run,
             "procuratorate": "YZ", "model_version": "1.0.0", "as_of": run.as_of,
             "found_at": timezone.now()}  # fmt: skip
    return Clue.objects.create(number=number, model=model, **{**given, **more})


def suit(case: str, role: str, number: str) -> dict[str, object]:
    return {"values": {"case_number": case, "role": role, "identity_number": number}}


@pytest.mark.parametrize(
    "name", ["clue-board", "models", "imports", "custody", "clue-outcomes", "false-litigation"]
)
def test_a_file_has_the_columns_of_its_page(
    office: SimpleNamespace, store_of: object, name: str
) -> None:
    clue("1", "civil.serial_false_litigation", values={"cases": 12, "features": 3})
    browser = Client()
    browser.force_login(office.analyst)
    page = browser.get(reverse(name))
    answer = browser.get(reverse(name), {"format": "xlsx"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    heads = [cell.value for cell in next(sheet.iter_rows())]
    shown = page.content.decode()
    assert heads
    assert [head for head in heads if f">{head}</th>" not in shown] == []


def test_the_file_is_refused_where_the_page_is(office: SimpleNamespace, store_of: object) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(office.admin)
    for name in ("models", "imports", "clue-outcomes", "false-litigation"):
        assert browser.get(reverse(name), {"format": "xlsx"}).status_code == 403


def test_a_ring_is_drawn_from_its_evidence_rows_and_always_alike(office: SimpleNamespace) -> None:
    rows = [suit("甲", "plaintiff", A), suit("甲", "defendant", B),
            suit("乙", "plaintiff", B), suit("乙", "defendant", A),
            suit("丙", "plaintiff", A), suit("丙", "defendant", B)]  # fmt: skip
    found = ring_figure(clue("1", RING, rows={"civil_party": rows}))
    assert found is not None
    assert [(one.label[-4:], one.sued, one.was_sued) for one in found.litigants] == [
        ("0207", 2, 1), ("0212", 1, 2)
    ]  # fmt: skip
    assert [one.cases for one in found.suits] == [("丙", "甲"), ("乙",)]
    assert len({one.path for one in found.suits}) == 2
    again = ring_figure(clue("2", RING, rows={"civil_party": rows[::-1]}))
    assert again == found
    assert A not in str(found)
    assert ring_figure(clue("3", "civil.serial_false_litigation")) is None


def test_precision_counts_by_model_rule_and_day_and_never_a_restricted_clue(
    office: SimpleNamespace,
) -> None:
    model = "civil.serial_false_litigation"
    for number in range(6):
        clue(f"好{number}", model, state="filed", outcome="corrected")
    clue("坏", model, state="filed", outcome="dismissed")
    clue("错", model, state="rejected", reason_code="A1")
    clue("密", model, state="rejected", reason_code="A1", restricted=True)
    (line,) = outcomes(office.analyst, "model")
    assert (line.clues, line.filed, line.corrected, line.established) == (8, 7, 6, 6)
    assert (line.precision.settled, line.precision.right) == (8, 6)
    assert line.precision.low < 0.75 < line.precision.high
    assert precisions()[model] == line.precision
    rules = {one.label: one.clues for one in outcomes(office.analyst, "rule")}
    assert rules["刑法(2023) 第307条之一第1款"] == 8
    assert [one.label for one in outcomes(office.analyst, "day")] == ["2026-03-02"]
    assert outcomes(office.admin, "model") == ()
