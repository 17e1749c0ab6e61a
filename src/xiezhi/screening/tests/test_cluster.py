"""A standalone Spark cluster on loopback loses a worker in the middle and gives the same rows."""

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from sheets import person

from xiezhi.screening import ExtractedRow, Store, import_records, load_models, run
from xiezhi.screening.engines.choice import spark_lacks
from xiezhi.screening.engines.duckdb_engine import DuckDbEngine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(spark_lacks()), reason=f"没有在集群上运行：{spark_lacks()}"),
]
DAY = date(2026, 11, 10)
MODELS = ("execution.uncredited_custody", "civil.professional_lender")
PEOPLE = 6_000
ASK = """
import json, sys
from datetime import date
from pathlib import Path
from xiezhi.screening import Limits, Store, load_models, run

def ask():
    limits = Limits(megabytes=512)
    for name in sys.argv[2:]:
        hits = run(load_models()[name], store, date(2026, 11, 10), limits=limits, in_full=True)
        rows = [hit["values"] for hit in hits.as_json()["hits"]]
        print(json.dumps([hits.engine, rows]), flush=True)

store = Store(Path(sys.argv[1]))
ask()
ask()
"""


def _rows():
    for n in range(PEOPLE):
        common = {"case_number": f"云公（刑）字〔2025〕{n}号", "identity_number": person(n)}
        for part in range(2):
            start = date(2025, 1, 1) + timedelta(days=40 * part)
            stay = {"start_on": start, "end_on": start + timedelta(days=9)}
            yield ExtractedRow("custody_episode", {**common, **stay}, ())
        end = {"penalty": "有期徒刑", "credited_days": 20 - (n % 50 == 0)}
        yield ExtractedRow("sentence", {**common, **end}, ())
        lent = date(2024, 1, 1) + timedelta(days=n % 500)
        judgment = {"judgment_id": f"J{n}", "case_number": f"民{n}", "loan_on": lent}
        yield ExtractedRow("civil_loan_judgment", {**judgment, "principal_yuan": "1000"}, ())
        for role, number in (("plaintiff", person(n // 7 % 40)), ("defendant", person(100 + n))):
            party = {"judgment_id": f"J{n}", "party_no": 1, "role": role}
            yield ExtractedRow("civil_loan_party", {**party, "identity_number": number}, ())
    holder = {"holder_number": person(999), "from_on": date(2020, 1, 1)}
    yield ExtractedRow("lending_licence", holder, ())


def _spark(*args):
    home = Path(importlib.util.find_spec("pyspark").origin).parent
    command = [str(home / "bin" / "spark-class"), *args]
    env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _wait_for(port):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    raise AssertionError("the master does not answer")


@pytest.fixture
def cluster(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    master = "org.apache.spark.deploy.master.Master"
    worker = "org.apache.spark.deploy.worker.Worker"
    started = [_spark(master, *here, "--port", str(port))]
    try:
        _wait_for(port)
        for n in range(2):
            own = ("--cores", "1", "--memory", "700m", "--work-dir", str(tmp_path / f"w{n}"))
            started.append(_spark(worker, *here, *own, address))
        yield address, started[1:]
    finally:
        for one in started:
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()


def test_a_worker_dies_in_the_middle_and_the_rows_are_the_same(cluster, tmp_path):
    address, workers = cluster
    store = Store(tmp_path / "store")
    import_records(tuple(_rows()), store, name="生成的数据", data_on=date(2026, 11, 9))
    expected = []
    for name in MODELS:
        hits = run(load_models()[name], store, DAY, engine=DuckDbEngine(), in_full=True)
        expected.append(["spark", [hit["values"] for hit in hits.as_json()["hits"]]])
    assert all(values for _, values in expected)
    source = str(Path(__file__).parents[3])
    env = {
        **os.environ,
        "XIEZHI_ENGINE": address,
        "PYTHONPATH": source,
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-c", ASK, str(store.directory), *MODELS]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as asking:
        found = [json.loads(asking.stdout.readline())]
        os.killpg(workers[0].pid, signal.SIGKILL)
        found += [json.loads(line) for line in asking.stdout]
    assert asking.returncode == 0
    assert found == expected * 2
