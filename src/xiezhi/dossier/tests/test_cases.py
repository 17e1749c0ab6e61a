"""Judgments written for the purpose, each with the turns of phrase of some court, read as a
person would.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from xiezhi.dossier import Record, extract

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def at(record: dict[str, Any], path: str) -> Any:
    value: Any = record
    for step in re.findall(r"[^.\[\]]+", path):
        value = value[int(step)] if isinstance(value, list) else (value or {}).get(step)
    return value


def read(path: Path) -> tuple[dict[str, Any], Record]:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case, extract(case["text"], id=path.stem, line=1)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_fields_are_read_as_a_person_reads_them(path: Path) -> None:
    case, record = read(path)
    found = {field: at(record.to_json(), field) for field in case["expect"]}
    assert found == case["expect"]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_string_value_stands_in_its_span(path: Path) -> None:
    case, record = read(path)
    checked = 0
    for field, (start, end) in record.spans.items():
        assert 0 <= start < end <= len(case["text"])
        value = at(record.to_json(), field)
        if field.endswith((".name", "case_no", "court", "procuratorate", "indictment_no")):
            assert value in case["text"][start:end]
            checked += 1
    assert checked or record.kind == "civil_loan"
