import csv
import io
import multiprocessing
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import ScreeningError, Store, import_file

DAY, LATER = date(2026, 11, 1), date(2026, 11, 9)


def _file(folder, name, rows):
    return workbook(folder / f"{name}.xlsx", [CUSTODY_HEADER, *rows], names=("在押",))


def _current(store):
    with store.reading() as (con, alias):
        sql = f"SELECT case_number, end_on FROM {alias}.custody_episode WHERE _current ORDER BY 1"
        return con.execute(sql).fetchall()


def _check(data, tmp_path_factory, contents, new_store):
    folder = tmp_path_factory.mktemp("files")
    serials = st.lists(st.integers(0, 8), min_size=1, max_size=12)
    ends = ["", "2025-12-02", "2025-12-03"]
    rows = [custody(n, end=data.draw(st.sampled_from(ends))) for n in data.draw(serials)]
    whole = new_store(folder / "whole")
    import_file(_file(folder, "全部", rows), whole, data_on=DAY)
    order = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(order)))
    pieces = [piece for piece in (order[:cut], order[cut:], order[:cut]) if piece]
    split = new_store(folder / "split")
    for number, piece in enumerate(pieces):
        import_file(_file(folder, f"第{number}份", piece), split, data_on=DAY)
    assert contents(split) == contents(whole)


ALWAYS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=3, derandomize=True, **ALWAYS)
@given(data=st.data())
def test_order_repetition_and_splitting_change_nothing(
    data, tmp_path_factory, contents, new_store
):
    _check(data, tmp_path_factory, contents, new_store)


@pytest.mark.slow
@settings(max_examples=30, **ALWAYS)
@given(data=st.data())
def test_order_repetition_and_splitting_change_nothing_often(
    data, tmp_path_factory, contents, new_store
):
    _check(data, tmp_path_factory, contents, new_store)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newest_data_date_is_current_whatever_comes_first(tmp_path, store, order):
    files = [
        (_file(tmp_path, "旧", [custody(1, end="")]), DAY),
        (_file(tmp_path, "新", [custody(1, end="2025-12-02")]), LATER),
    ]
    for at in order:
        import_file(files[at][0], store, data_on=files[at][1])
    assert _current(store) == [("云公（刑）字（2025）1号", date(2025, 12, 2))]


def test_undo_takes_back_one_import_as_a_whole(tmp_path, store, contents):
    first = import_file(
        _file(tmp_path, "一", [custody(1, end=""), custody(2)]), store, data_on=DAY
    )
    before = contents(store)
    second = import_file(
        _file(tmp_path, "二", [custody(1), custody(2), custody(3)]), store, data_on=LATER
    )
    removed = store.undo(second.import_id)
    assert removed == 2  # custody(2) came with the first file too
    assert contents(store) == before
    store.undo(first.import_id)
    assert contents(store) == {}
    with pytest.raises(ScreeningError):
        store.undo(first.import_id)


def test_an_undone_import_can_be_repeated(tmp_path, store, contents):
    path = _file(tmp_path, "一", [custody(1), custody(2)])
    report = import_file(path, store, data_on=DAY)
    before = contents(store)
    store.undo(report.import_id)
    assert not import_file(path, store, data_on=DAY).repeated
    assert contents(store) == before


def test_a_failure_in_the_middle_leaves_nothing(tmp_path, store, contents, monkeypatch):
    path = _file(tmp_path, "一", [custody(n) for n in range(30)])

    def fail(read):
        raise RuntimeError("电源断了")

    with pytest.raises(RuntimeError):
        import_file(path, store, data_on=DAY, progress=fail)
    assert contents(store) == {}
    assert store.imports() == ()
    assert not list(store.directory.glob("staging-*"))


def _import(arguments):
    directory, path = arguments
    return import_file(path, Store(directory), data_on=DAY).sheets[0].kept


@pytest.mark.slow
def test_several_processes_share_one_store(tmp_path, store):
    paths = [
        _file(tmp_path, f"第{n}份", [custody(n * 10 + i) for i in range(10)]) for n in range(3)
    ]
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        kept = pool.map(_import, [(store.directory, path) for path in paths])
    assert kept == [10] * 3
    assert store.freshness(DAY)["custody_episode"].rows == 30
    assert len(store.imports()) == 3


def test_freshness_says_when_data_are_stale(tmp_path, store):
    import_file(_file(tmp_path, "一", [custody(1)]), store, data_on=DAY)
    assert not store.freshness(date(2026, 11, 5))["custody_episode"].stale
    assert store.freshness(date(2026, 11, 30))["custody_episode"].stale
    assert store.freshness(DAY)["sentence"].data_on is None


@pytest.mark.parametrize(
    "cell",
    [
        "=1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "+1+1",
        "@SUM(A1)",
        " =A1",
        "\t=A1",
        "＝A1",
    ],
)
def test_a_formula_in_any_column_of_the_quarantine_is_made_text(tmp_path, store, cell):
    lines = [CUSTODY_HEADER, *map(custody, range(9)), custody(9, cell)]
    path = tmp_path / "在押人员台账.csv"  # a workbook would keep the formula, not its text
    path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
    report = import_file(path, store, data_on=DAY, table="custody_episode")
    text = store.quarantine_csv(report.import_id).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2
    assert not [c for c in rows[1] if c.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    assert [c for c in rows[1] if c.startswith("'")]


def test_a_negative_number_in_the_quarantine_stays_a_number(tmp_path, store):
    path = workbook(
        tmp_path / "在押人员台账.xlsx",
        [CUSTODY_HEADER, *map(custody, range(9)), custody(9, "-12.5")],
    )
    report = import_file(path, store, data_on=DAY)
    assert "'-12.5" not in store.quarantine_csv(report.import_id).decode("utf-8-sig")
