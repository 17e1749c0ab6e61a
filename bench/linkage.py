"""Linking a planted population: recall, precision, time and peak memory, in one run.

``python bench/linkage.py [--rows 1000000] [--seed 7] [--trouble 1.0] [--use clue_evidence]
[--subject firm]``.
The population is made by another process, so that the memory printed is the linker's own.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.screening.linkage import load_uses, propose
from xiezhi.screening.linkage.tests.firm_population import Firms, valid_code
from xiezhi.screening.linkage.tests.measure import measure, valid_number
from xiezhi.screening.linkage.tests.population import Population

GIGABYTE = 1024 * 1024  # in the kilobytes of ru_maxrss


PLANTED = {"person": Population, "firm": Firms}
NUMBERS = {
    "person": ("identity_number", valid_number),
    "firm": ("credit_code", valid_code),
}


def plant(path: Path, subject: str, rows: int, seed: int, trouble: float) -> None:
    """Write a population with whose each record is."""
    planted = PLANTED[subject](rows, seed=seed, trouble=trouble)
    whose = pa.array([record["person"] for record in planted.records], pa.int64())
    pq.write_table(planted.table().append_column("person", whose), path)


def memory() -> float:
    """The most this process has held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIGABYTE


def main() -> None:
    """Plant, link, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--trouble", type=float, default=1.0)
    parser.add_argument("--use", choices=list(load_uses()), default="clue_evidence")
    parser.add_argument("--subject", choices=list(PLANTED), default="person")
    asked = parser.parse_known_args()[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.parquet"
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
            given = (asked.subject, asked.rows, asked.seed, asked.trouble)
            apart.submit(plant, path, *given).result()
        planted = pq.read_table(path)
    before, began, cpu = memory(), time.perf_counter(), time.process_time()
    links = propose(planted.drop_columns(["person"]), asked.subject, use=asked.use)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = memory()
    number, valid = NUMBERS[asked.subject]
    rows = planted.select(["key", "person", number]).to_pylist()
    found = measure(rows, links, number, valid)
    print(
        f"{asked.subject}: {asked.rows:,} records, seed {asked.seed},"
        f" trouble {asked.trouble}, use {asked.use}"
    )
    print(f"recall {found.recall:.4f}   precision {found.precision:.4f}")
    print(f"by number alone {found.by_number:.4f}   left to a person {found.decided:.4f}")
    print(f"certain {len(links.certain):,}   to decide {len(links.to_decide):,} pairs")
    print(f"{seconds:.1f} s, {cpu:.1f} s of processor; {peak:.2f} GB at most, {before:.2f} before")


if __name__ == "__main__":
    main()
