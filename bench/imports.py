"""Import at size: a large CSV as an agency exports it.

``python -m bench imports [--rows 1000000 …]`` prints seconds, rows a second and memory; each size
in a process of its own.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from stdnum.iso7064 import mod_11_2

from xiezhi.screening import Store, import_file

DAY = date(2026, 11, 10)


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


def measure(path: Path, folder: Path) -> str:
    """Import the file into an empty store; what it took, in a line."""
    store = Store(folder)
    store.snapshot()
    began, worked = time.perf_counter(), time.process_time()
    sheet = import_file(path, store, data_on=DAY).sheets[0]
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = f"{seconds:6.1f} s ({cpu:.1f} s of processor)"
    return (
        f"{sheet.rows:>12,} rows, {sheet.kept:,} kept: {took},"
        f" {sheet.rows / seconds:,.0f} rows/s, {megabytes:,.0f} MB at most"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--child", nargs=2)
    asked = parser.parse_known_args()[0]
    if asked.child:
        path, folder = map(Path, asked.child)
        print(measure(path, folder))
        return
    print("CSV in GB18030, five columns; asked: ten million in 60 s and 2000 MB")
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "在押人员台账.csv"
            write_csv(path, rows)
            child = [
                sys.executable,
                "-m",
                "bench.imports",
                "--child",
                str(path),
                f"{folder}/store",
            ]
            print(subprocess.run(child, capture_output=True, text=True, check=True).stdout, end="")


if __name__ == "__main__":
    main()
