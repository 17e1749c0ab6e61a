"""`xiezhi monitor`: what it prints, what it refuses, when it wakes."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from xiezhi.management import command
from xiezhi.management.command import monitor, seconds_to_next_hour
from xiezhi.management.models import Alert


def run(*arguments):
    return CliRunner().invoke(monitor, arguments)


def test_json_names_whom_it_told(watched):
    said = json.loads(run("--on", "2026-03-08", "--json").output)
    (alert,) = said["alerts"]
    assert (alert["days_before"], alert["due_on"]) == (1, "2026-03-09")
    assert {"person": "resident", "name": "何望北", "role": "resident_prosecutor"} in alert["told"]
    assert json.loads(run("--on", "2026-03-08", "--json").output)["alerts"] == []


def test_words_for_a_person(watched):
    assert "剩1天" in run("--on", "2026-03-08").output
    said = run("--on", "2026-03-10").output
    assert "超过羁押期限：审查逮捕" in said
    assert said.endswith("2026-03-10：新提示 0 次，新发现 1 件\n")


@pytest.mark.parametrize(
    "arguments", [("--on", "2026-13-40"), ("--on", "明天"), ("--on", "2026-03-08", "--stay")]
)
def test_a_wrong_option_is_refused_and_writes_nothing(watched, arguments):
    assert run(*arguments).exit_code == 2
    assert not Alert.objects.exists()


def test_it_wakes_every_hour(watched, monkeypatch):
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(command, "sleep", sleep)
    assert run("--stay").output.count("新提示") == 2
    assert all(0 < seconds <= 60 * 60 for seconds in slept)
    late = dt.datetime(2026, 3, 8, 23, 59, 30, tzinfo=dt.UTC)
    assert seconds_to_next_hour(late) == 30
