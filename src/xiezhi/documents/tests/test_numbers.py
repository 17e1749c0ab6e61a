"""Numbers of documents: concurrent writers and refused issues leave no gap and no double."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from xiezhi.casework.numbering import next_number
from xiezhi.organs.models import Procuratorate

WRITER = Path(__file__).with_name("writer.py")
TURNS, WRITERS = 30, 3


def run(env, *words):
    command = [sys.executable, str(WRITER), *map(str, words)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def output(process):
    said, _ = process.communicate(timeout=180)
    assert process.returncode == 0, said
    return said.strip()


@pytest.mark.slow
@pytest.mark.postgres
def test_concurrent_issues_are_numbered_without_a_gap(tmp_path):
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xiezhi.web.settings",
        "XIEZHI_DEMO": "1",
        "XIEZHI_HOME": str(tmp_path),
        "XIEZHI_DATABASE_URL": f"sqlite:///{tmp_path}/numbers.sqlite3",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    case = output(run(env, "prepare"))
    for process in [run(env, "take", case, TURNS) for _ in range(WRITERS)]:
        output(process)
    with sqlite3.connect(tmp_path / "numbers.sqlite3") as base:
        rows = base.execute(
            "SELECT ordinal, text FROM casework_issuednumber ORDER BY 1"
        ).fetchall()
    kept = WRITERS * (TURNS - TURNS // 3)
    assert [ordinal for ordinal, _text in rows] == list(range(1, kept + 1))
    assert len({text for _ordinal, text in rows}) == kept


def test_the_database_refuses_a_number_outside_a_case(db):
    Procuratorate.objects.create(code="YJ", name="云江院", short_name="云江", level="district")
    point = transaction.savepoint()
    next_number("YJ", "云江", "检刑诉", 2026, uuid4())
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.savepoint_rollback(point)
