"""The tables as they were, and what a daily run has to look at."""

from datetime import date

import pytest
from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import ScreeningError, import_file

DAY, LATER = date(2026, 11, 1), date(2026, 11, 9)
CASE = "云公（刑）字（2025）%d号"


def _import(store, folder, name, rows, day):
    path = workbook(folder / f"{name}.xlsx", [CUSTODY_HEADER, *rows], names=("在押",))
    return import_file(path, store, data_on=day)


def _cases(table):
    return [(row["case_number"], row["end_on"]) for row in table.to_pylist()]


def test_every_import_makes_a_snapshot_and_old_rows_stay_readable(tmp_path, store):
    first = _import(store, tmp_path, "一", [custody(1, end="")], DAY)
    second = _import(store, tmp_path, "二", [custody(1), custody(2)], LATER)
    assert first.snapshot < second.snapshot == store.snapshot()
    assert [record.snapshot for record in store.imports()] == [second.snapshot, first.snapshot]
    found = store.insertions("custody_episode", 0, first.snapshot)
    assert _cases(found.appeared) == [(CASE % 1, None)]
    row_id = found.appeared["_row"][0].as_py()
    store.undo(first.import_id)
    with pytest.raises(ScreeningError):
        store.row("custody_episode", row_id)
    as_it_was = store.row("custody_episode", row_id, first.snapshot)
    assert (as_it_was["case_number"], as_it_was["end_on"]) == (CASE % 1, None)
    with store.reading(first.snapshot) as (con, alias):
        assert con.execute(f"SELECT COUNT(*) FROM {alias}.custody_episode").fetchone() == (1,)


def test_insertions_are_what_became_current_and_nothing_else(tmp_path, store):
    _import(store, tmp_path, "一", [custody(1, end=""), custody(2)], DAY)
    since = store.snapshot()
    _import(store, tmp_path, "二", [custody(1), custody(2), custody(3)], LATER)
    found = store.insertions("custody_episode", since)
    ended = date(2025, 12, 2)
    assert sorted(_cases(found.appeared)) == [(CASE % 1, ended), (CASE % 3, ended)]
    assert _cases(found.vanished) == [(CASE % 1, None)]
    again = store.snapshot()
    assert not store.insertions("custody_episode", again).appeared.num_rows
    with pytest.raises(ScreeningError):
        store.insertions("custody_episode", again + 1)


def test_a_writer_does_not_wait_for_a_reader(tmp_path, store):
    _import(store, tmp_path, "一", [custody(1)], DAY)
    with store.reading() as (con, alias):
        _import(store, tmp_path, "二", [custody(2)], DAY)
        sql = f"SELECT COUNT(*) FROM {alias}.custody_episode"
        assert con.execute(sql).fetchone() == (1,)
    assert store.freshness(DAY)["custody_episode"].rows == 2


def test_a_store_can_be_moved(tmp_path, store):
    _import(store, tmp_path, "一", [custody(1)], DAY)
    folder = store.directory.rename(tmp_path / "elsewhere")
    moved = type(store)(folder, catalogue=store.lake.catalogue)
    assert moved.freshness(DAY)["custody_episode"].rows == 1
