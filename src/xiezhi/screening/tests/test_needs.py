"""A column that no agency ever sent is not taken for "never happened"."""

from datetime import date

import pytest
from pydantic import ValidationError
from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import Store, availability, import_file, load_models, national

DAY = date(2026, 11, 10)


@pytest.fixture
def store(tmp_path):
    book = workbook(
        tmp_path / "在押人员台账.xlsx", [CUSTODY_HEADER, *(custody(n) for n in range(3))]
    )
    kept = Store(tmp_path / "store", national())
    assert import_file(book, kept, data_on=DAY).sheets[0].table == "custody_episode"
    return kept


def _model(**needs):
    model = load_models()["criminal.custody_records_differ"]
    optional = ("coercive_measure", "sentence")
    return model.model_copy(update={"optional": optional, "needs": needs})


def test_a_needed_column_that_no_row_fills_blocks_the_model(store):
    state = availability(_model(custody_episode=("start_on", "place")), store, DAY)
    assert not state.ready
    assert state.reason == "缺列：看守所羁押记录的羁押场所"


def test_a_needed_column_that_is_filled_blocks_nothing(store):
    assert availability(_model(custody_episode=("start_on",)), store, DAY).ready


def test_a_table_that_may_be_missing_may_miss_its_columns(store):
    assert availability(_model(sentence=("judged_on",)), store, DAY).ready


def test_a_model_needs_only_what_it_reads():
    model = load_models()["criminal.custody_records_differ"]
    raw = model.model_dump(by_alias=True) | {"needs": {"sentence": ("charge",)}}
    with pytest.raises(ValidationError, match="needs 不在 reads 中"):
        type(model).model_validate(raw)
