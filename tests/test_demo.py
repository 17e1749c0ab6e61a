"""The README's demo, as it is run: a whole city on the day it is asked for, sound to its base."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
XIEZHI = """
import sys
import time_machine
from xiezhi.web.command import main
if day := sys.argv.pop(1):
    time_machine.travel(day + "T02:00:00Z").start()
main()
"""


def xiezhi(home, day, *arguments):
    """Run one command in a process of its own on a day (empty: today); return what it printed."""
    env = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "XIEZHI_DEMO": "1",
        "XIEZHI_HOME": str(home),
        "XIEZHI_DATABASE_URL": f"sqlite:///{home}/xiezhi.sqlite3",
    }
    command = [sys.executable, "-c", XIEZHI, day, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


# 31 March: months added to it end early; today: what a newcomer runs.
@pytest.mark.parametrize("day", ["", "2026-03-31"], ids=["today", "end_of_month"])
def test_the_city_builds_on_the_day_it_is_asked_for(tmp_path, day):
    xiezhi(tmp_path, day, "demo", "--no-serve")
    planted = json.loads((tmp_path / "city" / "planted.json").read_text("utf-8"))
    if not day:
        _run_again(tmp_path, planted)
    clues = json.loads(xiezhi(tmp_path, day, "clues", "list", "--json"))
    found = {(clue["model"], str(value)) for clue in clues for value in clue["subject"].values()}
    for one in planted:
        hit = any((one["model"], key) in found for key in one["keys"])
        assert hit != one["decoy"], one
    assert "已经建好" in xiezhi(tmp_path, day, "demo", "--no-serve")
    xiezhi(tmp_path, day, "ledger", "verify")
    xiezhi(tmp_path, day, "ledger", "rebuild", "--check")


def _run_again(home, planted):
    """Every model for which something is planted runs as a user runs it, and finds it."""
    runs = json.loads(xiezhi(home, "", "screen", "run", "--all", "--json"))
    breaches = Counter(one["model"] for one in planted if not one["decoy"])
    assert {run["model"] for run in runs} == set(breaches)
    for run in runs:
        assert run["state"] == "done", run
        assert run["hits"] >= breaches[run["model"]], run
