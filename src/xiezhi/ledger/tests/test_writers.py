"""Real processes on a real database: neither forks, nor losses, nor halves after a kill."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

WRITER = Path(__file__).with_name("writer.py")
pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def start(verb, env, name="-", count=0):
    command = [sys.executable, str(WRITER), verb, name, str(count)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def finish(process):
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output


@pytest.fixture
def env(tmp_path, settings):
    """The environment of a fresh database of the kind that is being tested, with four writers."""
    made = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xiezhi.web.settings",
        "XIEZHI_DEMO": "1",
        "XIEZHI_HOME": str(tmp_path),
        "XIEZHI_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.sqlite3",
    }
    with contextlib.ExitStack() as stack:
        entry = settings.DATABASES["default"]
        if "postgresql" in entry["ENGINE"]:
            made["XIEZHI_DATABASE_URL"] = stack.enter_context(on_postgresql(entry))
        finish(start("prepare", made, count=4))
        yield made


@contextlib.contextmanager
def on_postgresql(entry):
    """A database of its own on the server under test; yields its URL."""
    name = f"ledger_writers_{os.getpid()}"
    login = f"{quote(entry['USER'])}:{quote(entry['PASSWORD'])}"
    server = f"postgresql://{login}@{entry['HOST']}:{entry['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def report(env):
    return json.loads(finish(start("report", env)))


def test_two_writers_at_once_neither_fork_nor_lose(env):
    writers = [start("write", env, f"w{number}", 200) for number in range(2)]
    for writer in writers:
        finish(writer)
    found = report(env)
    assert found["sound"]
    assert found["packs"] == 1
    assert found["entries"] == {"w0": list(range(200)), "w1": list(range(200))}
    assert found["leaves"] == found["entries"]


def test_kills_amid_a_thousand_writes_lose_no_acknowledged_act(env):
    counts = {}
    for number, after in enumerate((50, 333, 700)):
        with start("write", env, f"w{number}", 1000) as writer:
            acknowledged = [writer.stdout.readline() for _ in range(after)]
            writer.send_signal(signal.SIGKILL)
            acknowledged += writer.stdout.readlines()
        assert writer.returncode == -signal.SIGKILL
        counts[f"w{number}"] = len([line for line in acknowledged if line.endswith("\n")])
    finish(start("write", env, "w3", 3))
    found = report(env)
    assert found["sound"]
    assert found["leaves"] == found["entries"]
    for name, count in counts.items():
        stored = found["entries"][name]
        # An act being committed when the process died may be stored without an answer.
        assert len(stored) in (count, count + 1)
        assert stored == list(range(len(stored)))
