"""A process killed amid a thousand acts: no acknowledged one is lost, none stands by half."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from xiezhi.ledger.tests.test_writers import on_postgresql

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
PROGRAM = Path(__file__).with_name("killed.py")
XIEZHI = "from xiezhi.web.command import main; main()"
PROCEEDINGS, ACTS = 10, 1000


def start(env, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def finish(process):
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return said.splitlines()


@pytest.fixture
def env(tmp_path, settings):
    """The environment of a fresh database of the kind under test, with open proceedings."""
    made = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xiezhi.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "XIEZHI_DEMO": "1",
        "XIEZHI_HOME": str(tmp_path),
        "XIEZHI_DATABASE_URL": f"sqlite:///{tmp_path}/killed.sqlite3",
    }
    with contextlib.ExitStack() as stack:
        entry = settings.DATABASES["default"]
        if "postgresql" in entry["ENGINE"]:
            made["XIEZHI_DATABASE_URL"] = stack.enter_context(on_postgresql(entry))
        finish(start(made, str(PROGRAM), "prepare", str(PROCEEDINGS)))
        yield made


def test_a_kill_amid_a_thousand_acts_loses_none_and_leaves_no_half(env):
    acknowledged = []
    for after in (37, 211, 430):
        with start(env, str(PROGRAM), "act", str(ACTS)) as worker:
            lines = [worker.stdout.readline() for _ in range(after)]
            worker.send_signal(signal.SIGKILL)
            lines += worker.stdout.readlines()
        assert worker.returncode == -signal.SIGKILL
        acknowledged.append([line.strip() for line in lines if line.endswith("\n")])

    stored = finish(start(env, str(PROGRAM), "report", "0"))
    for one in acknowledged:
        assert stored[: len(one)] == one
        # The act being committed at the kill may be stored though nobody was told.
        unheard = stored[len(one) : len(one) + 1]
        stored = stored[len(one) :]
        if unheard and unheard[0].endswith(f" {len(one)}"):
            stored = stored[1:]
    assert stored == []
    for command in (["ledger", "verify"], ["ledger", "rebuild", "--check"]):
        finish(start(env, "-c", XIEZHI, *command))
