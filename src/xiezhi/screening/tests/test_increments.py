"""Screening again only what changed gives what a full run gives."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import person

from xiezhi.screening import (
    ExtractedRow,
    Limits,
    Store,
    import_records,
    load_models,
    national,
    references,
    run,
)
from xiezhi.screening.engines.duckdb_engine import DuckDbEngine
from xiezhi.screening.engines.interface import Source
from xiezhi.screening.examples import _given
from xiezhi.screening.executing import ask
from xiezhi.screening.increments import as_table, division_of, joined
from xiezhi.screening.parameters import settle
from xiezhi.screening.reference import reference_rows

PERIODS = Path(__file__).parents[2] / "packs" / "cn" / "periods"
MODELS = load_models()
DIVIDED = [key for key, model in MODELS.items() if division_of(model)]
DAY = date(2026, 11, 10)
LIMITS = Limits(seconds=60, megabytes=512, threads=1)


def _number(period):
    line, name = period.strip().split(".")
    text = (PERIODS / line / f"{name}.yaml").read_text("utf-8")
    return int(re.findall(r"^ +limit: (\d+) ", text, re.MULTILINE)[-1])


def _law(model):
    return {ref: sum(map(_number, ref.split("+"))) for ref in references(model)}


def _pool(model):
    """Rows of every example, by table, and the values that stand in the key columns."""
    division = division_of(model)
    pool = {table: [] for table in model.tables}
    for example in model.examples:
        for table, rows in _given(model, example, national()).items():
            if table in pool:
                pool[table] += [{n: row.get(n) for n in model.reads[table]} for row in rows]
    values = [
        sorted({r[cs[i]] for t, cs in division.tables.items() for r in pool[t]} - {None}, key=str)[
            :3
        ]
        for i in range(len(division.yields))
    ]
    return pool, [[*found, None] for found in values]


@st.composite
def _days(draw, pool, keys, division):
    """Two days' tables: rows of the examples under keys drawn anew, some kept, some replaced."""
    days = ({}, {})
    for table, rows in pool.items():
        columns = division.tables[table]
        picked = draw(st.lists(st.integers(0, max(len(rows) - 1, 0)), max_size=6)) if rows else []
        for place in picked:
            values = [draw(st.sampled_from(choice)) for choice in keys]
            row = {**rows[place], **dict(zip(columns, values, strict=True))}
            when = draw(st.sampled_from(((0, 1), (0,), (1,))))
            for day in when:
                days[day].setdefault(table, []).append(row)
    return days


def _answer(model, used, tables):
    given = {**reference_rows(national()), **{t: tables.get(t, ()) for t in model.tables}}
    reads = {table: dict(columns) for table, columns in model.reads.items()}
    with DuckDbEngine().open(Source(None, given), reads, LIMITS) as session:
        return ask(session, model, used, "duckdb")[0]


def _keyed(division, tables):
    return [
        (table, tuple(row[c] for c in division.tables[table]), tuple(map(str, row.values())))
        for table, rows in tables.items()
        for row in rows
    ]


def _check(model, data):
    division = division_of(model)
    used = settle(model, DAY, DAY, _law(model))
    before, after = data.draw(_days(*_pool(model), division))
    old, new = _keyed(division, before), _keyed(division, after)
    changed = {row[1] for row in {*old, *new} if old.count(row) != new.count(row)}
    some = {
        t: [r for r in rows if tuple(r[c] for c in division.tables[t]) in changed]
        for t, rows in after.items()
    }
    earlier = as_table(model, _answer(model, used, before))
    if earlier is None:
        return
    columns = {
        f"k{i}": pa.array(
            [key[i] for key in sorted(changed, key=str)], earlier.schema.field(n).type
        )
        for i, n in enumerate(division.yields)
    }
    found = joined(model, division, earlier, pa.table(columns), _answer(model, used, some))
    assert found == _answer(model, used, after)


FEW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.parametrize("model_id", DIVIDED[::8])
@settings(max_examples=3, derandomize=True, **FEW)
@given(data=st.data())
def test_what_changed_alone_gives_the_full_answer(model_id, data):
    _check(MODELS[model_id], data)


@pytest.mark.slow
@pytest.mark.parametrize("model_id", DIVIDED)
@settings(max_examples=6, **FEW)
@given(data=st.data())
def test_what_changed_alone_gives_the_full_answer_often(model_id, data):
    _check(MODELS[model_id], data)


def test_most_of_the_models_divide_and_a_ring_does_not():
    assert len(DIVIDED) * 2 > len(MODELS)
    assert "execution.uncredited_custody" in DIVIDED
    assert not [key for key in DIVIDED if MODELS[key].steps]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PARTITION BY case_number, identity_number", "PARTITION BY identity_number"),
        ("ON s.case_number = e.case_number AND", "ON"),
        ("GROUP BY case_number, identity_number", "GROUP BY identity_number"),
        ("WHERE until_on IS NOT NULL", "WHERE until_on = (SELECT MAX(until_on) FROM episode)"),
        ("WHERE until_on IS NOT NULL", "WHERE until_on NOT IN (SELECT start_on FROM episode)"),
        ("ORDER BY case_number, identity_number\n$", "ORDER BY case_number LIMIT 3\n"),
    ],
)
def test_a_query_that_looks_across_keys_does_not_divide_by_them(old, new):
    model = MODELS["execution.uncredited_custody"]
    sql = re.sub(re.escape(old).replace("\\$", "$").replace("\\\n", "\n"), new, model.sql)
    assert sql != model.sql
    division = division_of(model.model_copy(update={"sql": sql}))
    assert division is None or division.yields != ("case_number", "identity_number")


@pytest.mark.parametrize(
    ("listed", "divides"), [("case_number, identity_number", True), ("start_on", False)]
)
def test_a_distinct_on_divides_by_what_it_lists(listed, divides):
    model = MODELS["execution.uncredited_custody"]
    sql = f"""SELECT DISTINCT ON ({listed}) case_number, identity_number, start_on
        FROM custody_episode ORDER BY {listed}"""
    division = division_of(model.model_copy(update={"sql": sql}))
    whole = division is not None and division.yields == ("case_number", "identity_number")
    assert whole == divides


UNCREDITED = MODELS["execution.uncredited_custody"]


@pytest.fixture(scope="module")
def growing(tmp_path_factory):
    """One store that every example adds its days to."""
    return SimpleNamespace(store=Store(tmp_path_factory.mktemp("days")), number=0)


def _rows(number, days, credited):
    case = f"云公（刑）字〔2025〕{number}号"
    common = {"case_number": case, "identity_number": person(number)}
    start = date(2026, 1, 1)
    stay = {**common, "start_on": start, "end_on": start + timedelta(days=days)}
    end = {**common, "penalty": "有期徒刑", "credited_days": credited}
    return ExtractedRow("custody_episode", stay, ()), ExtractedRow("sentence", end, ())


@pytest.mark.slow
@settings(max_examples=4, **FEW)
@given(
    days=st.lists(
        st.lists(
            st.tuples(st.integers(1, 6), st.integers(1, 30), st.integers(0, 30)), min_size=1,
            max_size=4,
        ),
        min_size=1, max_size=2,
    )
)  # fmt: skip
def test_day_after_day_equals_all_at_once(growing, days):
    for day in days:
        growing.number += 1
        rows = [row for drawn in day for row in _rows(*drawn)]
        data_on = date(2026, 10, 1) + timedelta(days=growing.number)
        import_records(rows, growing.store, name=f"第{growing.number}日", data_on=data_on)
        daily = run(UNCREDITED, growing.store, DAY)
        full = run(UNCREDITED, growing.store, DAY, in_full=True)
        assert daily.hits == full.hits
        assert (daily.since is None) == (growing.number == 1)
        assert full.since is None


def test_an_import_added_and_undone_is_screened_by_its_keys_alone(growing):
    for number, (days, credited) in enumerate([(9, 3), (20, 20)], start=1):
        name, data_on = f"批次{number}", date(2026, 11, number)
        import_records(_rows(number, days, credited), growing.store, name=name, data_on=data_on)
        daily = run(UNCREDITED, growing.store, DAY)
        assert daily.hits == run(UNCREDITED, growing.store, DAY, in_full=True).hits
    assert daily.since is not None
    assert daily.rescreened == 1
    growing.store.undo(growing.store.imports()[0].import_id)
    undone = run(UNCREDITED, growing.store, DAY)
    assert (undone.rescreened, undone.why_full) == (1, "")
    assert undone.hits == run(UNCREDITED, growing.store, DAY, in_full=True).hits


def test_an_answer_of_another_lake_with_the_same_numbers_is_not_gone_on_with(tmp_path):
    mine, restored = Store(tmp_path / "mine"), Store(tmp_path / "restored")
    for store, credited in ((mine, 3), (restored, 9)):
        rows = _rows(1, 9, credited)
        import_records(rows, store, name="一日", data_on=date(2026, 11, 1))
    run(UNCREDITED, mine, DAY)
    assert mine.snapshot() == restored.snapshot()
    shutil.copytree(mine.directory / "answers", restored.directory / "answers")
    run_of_restored = run(UNCREDITED, restored, DAY)
    assert run_of_restored.since is None
    assert run_of_restored.hits == run(UNCREDITED, restored, DAY, in_full=True).hits
