"""Every model at size: against the bare query, a scan of what it reads, pandas, a day's data.

``python -m bench models [--rows 1000000 …] [--model ID …]`` prints a table for each size; rows are
those of the largest table a model reads. Each model is measured in a process of its own: `GB` is
the most that process took for one run in full.
"""

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench import _in_pandas, _replicas
from xiezhi.modelling.law_values import law_values
from xiezhi.screening import Limits, Store, load_models, run
from xiezhi.screening.engines.duckdb_engine import give
from xiezhi.screening.parameters import bind, settle
from xiezhi.screening.reference import reference_rows

YEAR = 365
LIMITS = Limits(seconds=3600, megabytes=4096, hits=10_000_000)
HEAD = ("rows", "hits", "full s", "bare s", "/bare", "scan s", "/scan", "pandas", "day", "GB")


def timed(measure, times=3):
    """The shortest of some runs, in seconds: what the machine's other work adds is no part."""
    seconds = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        measure()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def bare(store, model, sql):
    """Seconds of the same query on the plain tables: no checks, no limits, no evidence. As a run
    does, it opens the store for itself each time."""
    laws = reference_rows(store.dictionary)

    def ask():
        with store.reading() as (con, alias):
            for table in set(model.reads) & set(laws):
                give(con, table, model.reads[table], laws[table])
            con.execute(f"SET search_path = 'memory.main,{alias}.main'")
            con.execute(sql).fetchall()

    return timed(ask)


def scan(store, model):
    """Seconds to hash every column the model reads of every current row."""
    with store.reading() as (con, alias):

        def look():
            for table, columns in model.reads.items():
                if store.dictionary[table].reference is None:
                    sql = f"SELECT bit_xor(hash({', '.join(columns)})) FROM {alias}.{table}"
                    con.execute(sql + " WHERE _current").fetchall()

        return timed(look)


def measured(model_id, folder, rows, expected):
    """All figures of one model on tables that are there already; runs in its own process."""
    model = load_models()[model_id]
    store = Store(Path(folder))
    day = _replicas.day_of(model)
    law = law_values(model, day)
    asked = {"law_values": law, "limits": LIMITS}
    found = run(model, store, day, **asked)
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    full = timed(lambda: run(model, store, day, in_full=True, **asked))
    figures = {
        "rows": max(found.rows_read.values(), default=0),
        "hits": len(found.hits),
        "expected": expected,
        "full": full,
        "GB": gigabytes,
        "scan": scan(store, model),
    }
    if not model.steps:
        sql = bind(model.sql, settle(model, day, day, law))
        figures["bare"] = bare(store, model, sql)
    if model_id in _in_pandas.QUESTIONS:
        figures["pandas"] = _in_pandas.timed(store, model, day, law, len(found.hits))
    more = _replicas.fill(model, store, max(1, rows // YEAR), start=rows * 2)
    began = time.perf_counter()
    after = run(model, store, day, **asked)
    figures["day"] = time.perf_counter() - began
    figures["in part"] = after.since is not None
    figures["after"] = (len(after.hits), expected + more)
    return figures


def one(model_id, rows):
    """Fill a store for one model, measure it in a process of its own; its figures."""
    model = load_models()[model_id]
    with tempfile.TemporaryDirectory() as folder:
        expected = _replicas.fill(model, Store(Path(folder)), rows)
        asked = [sys.executable, "-m", "bench.models", "--child", model_id, folder]
        done = subprocess.run(
            [*asked, str(rows), str(expected)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout.splitlines()[-1])


def line(model_id, f):
    """One line of the table."""

    def of(name, base="full"):
        return f[base] / f[name] if name in f else None

    day = f["day"] / f["full"] if f["in part"] else None
    cells = (
        f"{f['rows']:,}",
        f"{f['hits']:,}",
        f["full"],
        f.get("bare"),
        of("bare"),
        f["scan"],
        of("scan"),
        f["pandas"] / f["full"] if "pandas" in f else None,
        day,
        f["GB"],
    )
    shown = (c if isinstance(c, str) else "" if c is None else f"{c:.2f}" for c in cells)
    wrong = "" if f["hits"] == f["expected"] else f"  (planted {f['expected']:,})"
    return f"{model_id:<58}" + "".join(f"{cell:>11}" for cell in shown) + wrong


def summary(every):
    """The medians, beside what was asked."""

    def median(values):
        values = list(values)
        return f"{statistics.median(values):.2f} (of {len(values)})" if values else "none"

    return "; ".join(
        (
            f"/bare {median(f['full'] / f['bare'] for f in every if 'bare' in f)} asked 1.1",
            f"/scan {median(f['full'] / f['scan'] for f in every)} asked 4",
            f"pandas {median(f['pandas'] / f['full'] for f in every if 'pandas' in f)} asked 8",
            f"a day {median(f['day'] / f['full'] for f in every if f['in part'])} asked 0.25",
        )
    )


def main():
    """Measure and print; say which models gave other hits than planted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 3_000_000, 10_000_000])
    parser.add_argument("--model", nargs="+", default=[])
    parser.add_argument("--child", nargs=4)
    asked = parser.parse_known_args()[0]
    if asked.child:
        model_id, folder, rows, expected = asked.child
        print(json.dumps(measured(model_id, folder, int(rows), int(expected))))
        return
    if unknown := set(asked.model) - set(load_models()):
        parser.error(f"no such model: {', '.join(sorted(unknown))}")
    for rows in asked.rows:
        print(
            f"\n{rows:,} rows, {date.today()}\n{'model':<58}" + "".join(f"{h:>11}" for h in HEAD)
        )
        every = []
        for model_id in asked.model or load_models():
            try:
                every.append(one(model_id, rows))
            except (RuntimeError, ValueError) as error:
                print(f"{model_id:<58} {error}", flush=True)
                continue
            print(line(model_id, every[-1]), flush=True)
        print(summary(every))


if __name__ == "__main__":
    main()
