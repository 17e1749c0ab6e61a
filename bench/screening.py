"""Screening at size: import of a large CSV, and every model against the bare DuckDB query.

``python bench/screening.py [--rows 1000000]`` prints a table; rows are per fact table.
"""

import argparse
import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from stdnum.iso7064 import mod_11_2

from xiezhi.clues.law_values import law_values
from xiezhi.screening import Model, Store, availabilities, import_file, load_models, run
from xiezhi.screening.engines.duckdb_engine import give
from xiezhi.screening.parameters import bind, settle
from xiezhi.screening.reference import reference_rows

DAY = date(2026, 11, 10)
PERSON = "'99010219' || lpad(CAST({0} % 100000000 AS VARCHAR), 9, '0') || '0'"
START = "DATE '2019-01-01' + CAST(hash({0}) % 2000 AS INTEGER)"
CHARGES = "['盗窃罪', '诈骗罪', '危险驾驶罪', '故意伤害罪', '抢劫罪']"
# Each makes its table from range(rows) as i: mostly lawful, a few breaches in a thousand.
FACTS = {
    "custody_episode": {
        "case_number": "'C' || i", "identity_number": "{p}", "start_on": "{s}",
        "end_on": "{s} + CAST(hash(i) % 200 AS INTEGER)",
    },
    "sentence": {
        "case_number": "'C' || i", "identity_number": "{p}", "penalty": "'有期徒刑'",
        "term_months": "12", "recidivist": "FALSE",
        "credited_days": "CAST(hash(i) % 200 + (i % 300 > 0)::INT AS BIGINT)",
    },
    "coercive_measure": {
        "case_number": "'C' || (i // 2)", "identity_number": "{h}",
        "kind": "['刑事拘留', '取保候审'][1 + i % 2]",
        "start_on": "{hs} + CAST(i % 2 * 30 AS INTEGER)", "decided_by": "'分局'",
        "end_on": "{hs} + CAST(30 + i % 2 * 100 + (i % 399 = 0)::INT * 400 AS INTEGER)",
    },
    "judgment": {
        "judgment_id": "'J' || i", "case_number": "'案' || i", "case_year": "2022",
        "indicted_on": "{s}",
    },
    "judgment_defendant": {
        "judgment_id": "'J' || i", "defendant_no": "1", "kind": "'person'",
        "born_on": "DATE '1980-01-01'", "detained_on": "{s}", "recidivist": "FALSE",
    },
    "judgment_charge": {
        "judgment_id": "'J' || i", "defendant_no": "1", "stage": "'indicted'",
        "charge": f"{CHARGES}[1 + i % 5]",
    },
    "sentence_proposal": {
        "judgment_id": "'J' || i", "defendant_no": "1", "fine_proposed": "i % 700 > 0",
        "penalty": "CASE WHEN i % 5 = 2 THEN '拘役' ELSE '有期徒刑' END",
        "term_months_min": "CASE WHEN i % 5 = 2 THEN 2 ELSE 40 END",
        "term_months_max": "CASE WHEN i % 5 = 2 THEN 3 ELSE 48 END",
    },
    "prior_conviction": {
        "judgment_id": "'J' || i", "defendant_no": "1", "prior_no": "1", "charge": "'盗窃罪'",
        "sentence_months": "CASE WHEN i % 500 = 0 THEN 12 ELSE 4 END",
        "judged_on": "{s} - 900", "released_on": "{s} - 500",
    },
    "imprisonment": {
        "identity_number": "{p}", "start_on": "{s}", "end_on": "{s} + 400",
    },
    "pension_payment": {
        "identity_number": "CASE WHEN i % 500 = 0 THEN {p} ELSE {q} END", "kind": "'职工养老'",
        "paid_for": "date_trunc('month', {s} + 200)::DATE", "amount_yuan": "3000",
    },
    "community_correction": {
        "identity_number": "{p}", "kind": "'缓刑'", "effective_on": "{s}",
        "reported_on": "{s} + CAST(hash(i) % 10 + (i % 500 = 0)::INT * 11 AS INTEGER)",
    },
    "civil_loan_judgment": {
        "judgment_id": "'L' || i", "case_number": "'民' || i", "loan_on": "{s}",
        "principal_yuan": "50000",
        "monthly_interest_pct": "CASE WHEN i % 900 = 0 THEN 4 ELSE 1 END",
    },
    "civil_loan_party": {
        "judgment_id": "'L' || (i // 2)", "role": "['plaintiff', 'defendant'][1 + i % 2]",
        "party_no": "1",
        "identity_number":
            "CASE WHEN i % 10000 < 400 AND i % 2 = 0 THEN '9901021' || i // 10000 ELSE {p} END",
    },
}  # fmt: skip


def fill(store: Store, rows: int) -> None:
    """Make every fact table at size, straight in the store."""
    words = {
        "p": PERSON.format("i"),
        "q": PERSON.format("(i + 50000000)"),
        "h": PERSON.format("(i // 2)"),
        "s": START.format("i"),
        "hs": START.format("(i // 2)"),
    }
    with store.writing() as con:
        for table, columns in FACTS.items():
            values = ", ".join(columns.values()).format(**words)
            con.execute(
                f"INSERT INTO {table} ({', '.join(columns)}, _row, _current)"
                f" SELECT {values}, uuid(), TRUE FROM range({rows}) t(i)"
            )


def bare(store: Store, model: Model, sql: str) -> float:
    """Seconds of the same query on the plain tables: no checks, no limits, no evidence."""
    laws = reference_rows(store.dictionary)
    with store.reading() as (con, alias):
        for table in set(model.reads) & set(laws):
            give(con, table, model.reads[table], laws[table])
        con.execute(f"SET search_path = 'memory.main,{alias}.main'")
        return timed(lambda: con.execute(sql).fetchall())


def timed(measure: Callable[[], object], times: int = 3) -> float:
    """The median of some runs, in seconds."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        measure()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def write_csv(path: Path, rows: int) -> None:
    """A custody register of some rows."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["案件编号", "姓名", "公民身份号码", "入所日期", "出所日期"])
        for i in range(rows):
            body = f"990102{1950 + i % 50}0{1 + i % 9}{10 + i % 18}{i // 50 % 1000:03d}"
            number = body + mod_11_2.calc_check_digit(body)
            writer.writerow(
                [f"C{i}", "罗承砚", number, f"202{i % 5}年3月{1 + i % 28}日", "2025-12-02"]
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_known_args()[0].rows
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "import")
        path = Path(folder) / "在押人员台账.csv"
        write_csv(path, rows)
        seconds = timed(lambda: import_file(path, store, data_on=DAY), 1)
        print(f"import of a CSV of {rows:,} rows: {seconds:.1f} s, {rows / seconds:,.0f} rows/s")
        store = Store(Path(folder) / "models")
        fill(store, rows)
        _models(store)


def _models(store: Store) -> None:
    models = load_models()
    states = availabilities(models.values(), store, DAY)
    measured = [one for one in models.values() if states[one.id].ready and not one.steps]
    print(f"\n{'model':<46}{'hits':>8}{'full s':>9}{'bare s':>9}{'ratio':>7}{'again s':>9}")
    ratios = []
    for model in measured:
        law = law_values(model, DAY)
        sql = bind(model.sql, settle(model, DAY, DAY, law))
        hits = len(run(model, store, DAY, law_values=law).hits)
        full = timed(lambda m=model, v=law: run(m, store, DAY, law_values=v, in_full=True))
        again = timed(lambda m=model, v=law: run(m, store, DAY, law_values=v))
        plain = bare(store, model, sql)
        ratios.append(full / plain)
        print(
            f"{model.id:<46}{hits:>8}{full:>9.2f}{plain:>9.2f}{ratios[-1]:>7.2f}{again:>9.2f}",
            flush=True,
        )
    print(f"median ratio {statistics.median(ratios):.2f}; goal 1.1")
    print(f"{len(models) - len(measured)} models read tables that are not generated at size yet")


if __name__ == "__main__":
    main()
