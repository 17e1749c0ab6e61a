"""The gold judgments are read at least this well; the floors only rise."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from xiezhi.dossier import extract
from xiezhi.dossier.agreement import Score, score

FOLDER = Path(os.environ.get("XIEZHI_SHARED", "../shared")) / "data" / "judgments"
needs_gold = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="没有标注的裁判文书（../shared/data/judgments）"
)

CRIMINAL_FLOORS = {
    "case_no": 0.97, "court": 0.97, "procuratorate": 0.97, "indictment_no": 0.97,
    "instance": 1.0, "procedure": 0.95, "indicted_on": 0.95, "plea_leniency": 0.95,
    "plea_basis": 0.95, "articles_indictment": 0.95, "defendants": 0.97,
    "defendants.born_on": 0.95, "defendants.priors": 0.9, "defendants.detained_on": 0.9,
    "defendants.arrested_on": 0.9, "defendants.bailed_on": 0.9,
    "defendants.charges_indicted": 0.97, "defendants.proposed": 0.9,
    "defendants.recidivist": 0.95, "defendants.voluntary_surrender": 0.93,
    "defendants.meritorious": 0.95, "civil_suit": 1.0,
}  # fmt: skip
CIVIL_FLOORS = {
    "plaintiffs": 0.97, "defendants": 0.97, "agents": 0.95, "principal_yuan": 0.95,
    "monthly_interest_pct": 0.9, "loan_on": 0.9, "iou": 0.95, "transfer": 0.85,
    "defendant_absent": 0.95, "absent_defendants": 0.95, "guarantors": 0.9, "assignment": 1.0,
}  # fmt: skip


def read(name: str) -> list[dict[str, Any]]:
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows if row]


def measured(gold_name: str, text_name: str) -> dict[str, Score]:
    texts = read(text_name)
    return score(
        (gold, extract(texts[gold["line"] - 1]["text"], gold["id"], gold["line"]).to_json())
        for gold in read(gold_name)
    )


@needs_gold
@pytest.mark.parametrize(
    ("gold", "texts", "floors"),
    [
        ("criminal_gold.jsonl", "criminal_judgments.jsonl", CRIMINAL_FLOORS),
        ("civil_loan_gold.jsonl", "civil_loan_judgments.jsonl", CIVIL_FLOORS),
    ],
)
def test_the_gold_set_is_read_at_least_this_well(
    gold: str, texts: str, floors: dict[str, float]
) -> None:
    scores = measured(gold, texts)
    below = {name: scores[name].f1 for name, floor in floors.items() if scores[name].f1 < floor}
    assert below == {}


@needs_gold
@pytest.mark.parametrize(
    ("gold", "texts"),
    [
        ("criminal_gold.jsonl", "criminal_judgments.jsonl"),
        ("civil_loan_gold.jsonl", "civil_loan_judgments.jsonl"),
    ],
)
def test_records_have_exactly_the_keys_of_the_gold_ones(gold: str, texts: str) -> None:
    rows = read(texts)
    for wanted in read(gold):
        found = extract(rows[wanted["line"] - 1]["text"], wanted["id"], wanted["line"]).to_json()
        assert set(found) == set(wanted) | {"spans"}


def test_scores_count_what_agrees() -> None:
    person = {"name": "甲", "charges_indicted": ["盗窃罪", "抢劫罪"], "born_on": None}
    guess = {"name": "甲", "charges_indicted": ["盗窃罪", "诈骗罪"], "born_on": "2000-01-01"}
    gold = {"case_no": "1号", "defendants": [person]}
    scores = score([(gold, {"case_no": "1号", "defendants": [guess]})])
    charges = scores["defendants.charges_indicted"]
    assert (charges.precision, charges.recall, charges.f1, charges.exactness) == (0.5, 0.5, 0.5, 0)
    assert scores["defendants.born_on"].precision == 0
    assert scores["case_no"].exactness == 1
