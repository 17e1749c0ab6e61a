"""Tables of a PostgreSQL database; run under tests/on_postgresql, skipped where there is none."""

import os
from datetime import date

import psycopg
import pytest
from sheets import CUSTODY_HEADER, custody

from xiezhi.screening import UnreadableFile, import_file
from xiezhi.screening.reading.postgresql import fetch_table

URL = os.environ.get("XIEZHI_DATABASE_URL", "")
SERVER = URL.rpartition("/")[0]
DAY = date(2026, 11, 9)
pytestmark = pytest.mark.skipif(
    not URL.startswith("postgresql"), reason="no PostgreSQL server; run tests/on_postgresql"
)


@pytest.fixture(scope="module")
def database():
    """A database of its own with a register of 21 000 lines."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as con:
        con.execute("CREATE DATABASE agency")
        yield f"{SERVER}/agency"
        con.execute("DROP DATABASE agency WITH (FORCE)")


@pytest.fixture(scope="module")
def register(database):
    with psycopg.connect(database) as con:
        columns = ", ".join(
            f'"{name}" {"timestamptz" if name.endswith("日期") else "text"}'
            for name in CUSTODY_HEADER
        )
        con.execute("CREATE SCHEMA 看守所")
        con.execute(f"CREATE TABLE 看守所.在押人员台账 ({columns})")
        with con.cursor().copy("COPY 看守所.在押人员台账 FROM STDIN") as copy:
            for serial in range(21_000):
                copy.write_row([*custody(serial)[:4], None])
    return database


def test_a_table_is_imported_and_again_is_the_same(register, tmp_path, store):
    reports = []
    for _ in range(2):
        path = fetch_table(register, "看守所.在押人员台账", tmp_path)
        reports.append(import_file(path, store, data_on=DAY))
    first, second = reports
    assert (first.file, first.sheets[0].kept) == ("在押人员台账@agency", 21_000)
    assert second.repeated
    with store.reading() as (con, alias):
        sql = f"SELECT DISTINCT start_on, end_on FROM {alias}.custody_episode"
        assert con.execute(sql).fetchall() == [(date(2025, 11, 3), None)]


def test_nothing_can_be_written_while_reading(register, tmp_path):
    with psycopg.connect(register, autocommit=True) as con:
        con.execute(
            "CREATE FUNCTION 写() RETURNS int LANGUAGE sql AS"
            " $$ INSERT INTO 看守所.在押人员台账 DEFAULT VALUES RETURNING 1 $$"
        )
        con.execute("CREATE VIEW 会写的视图 AS SELECT 写() AS 序号")
    with pytest.raises(UnreadableFile):
        fetch_table(register, "会写的视图", tmp_path)
    with psycopg.connect(register) as con:
        assert con.execute("SELECT count(*) FROM 看守所.在押人员台账").fetchone() == (21_000,)


@pytest.mark.parametrize(
    ("change", "table", "words"),
    [
        (lambda url: url, "没有的表", "没有这张表"),
        (lambda url: url, "台账; DROP TABLE x", "没有这张表"),
        (lambda url: url, "", "没有写明读哪张表"),
        (lambda url: url + "x", "台账", "没有这个库"),
        (lambda url: url.replace("@", "Geheim9@"), "台账", "密码不对"),
    ],
)
def test_what_cannot_be_read_is_said_without_the_password(
    register, tmp_path, change, table, words
):
    address = change(register)
    with pytest.raises(UnreadableFile, match=words) as refused:
        fetch_table(address, table, tmp_path)
    assert refused.value.cure
    assert address.split(":")[2].split("@")[0] not in str(refused.value)
    assert list(tmp_path.iterdir()) == []
