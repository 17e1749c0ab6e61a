"""What a model's SQL may not do, by the lint and, if the lint were fooled, by the engine."""

from datetime import date

import duckdb
import pytest
from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import Limits, SqlRefused, import_file
from xiezhi.screening.engines.duckdb_engine import DuckDbEngine
from xiezhi.screening.engines.interface import Source
from xiezhi.screening.errors import RunStopped
from xiezhi.screening.lint import check_sql, parse

READS = {"custody_episode": {"case_number": "text", "start_on": "date"}}
ATTACKS = [
    "SELECT case_number FROM read_csv('/etc/passwd')",
    "SELECT case_number FROM '/etc/passwd'",
    "SELECT case_number FROM read_text('/etc/passwd')",
    "SELECT case_number FROM glob('/*')",
    "SELECT case_number FROM read_parquet('https://example.com/x.parquet')",
    "COPY custody_episode TO '/tmp/out.csv'",
    "COPY (SELECT case_number FROM custody_episode) TO '/tmp/out.csv'",
    "ATTACH '/tmp/x.db' AS x",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "SET enable_external_access = true",
    "EXPORT DATABASE '/tmp/x'",
    "DELETE FROM custody_episode",
    "UPDATE custody_episode SET case_number = 'x'",
    "INSERT INTO custody_episode VALUES ('x', NULL)",
    "DROP VIEW custody_episode",
    "CREATE TABLE t AS SELECT case_number FROM custody_episode",
    "CALL pragma_version()",
    "SELECT case_number FROM custody_episode; DROP VIEW custody_episode",
    "SELECT * FROM custody_episode",
    "SELECT name FROM custody_episode",
    "SELECT identity_number FROM custody_episode",
    "SELECT case_number FROM sentence",
    "SELECT case_number FROM main.custody_episode",
    "SELECT table_name FROM information_schema.tables",
    "SELECT database_name FROM duckdb_databases()",
    "SELECT getenv('PATH') AS case_number FROM custody_episode",
    "SELECT current_setting('temp_directory') AS case_number FROM custody_episode",
    "SELECT case_number FROM custody_episode, range(1000000000)",
    "SELECT case_number FROM custody_episode, LATERAL (SELECT 1)",
    "SELECT UNNEST([1, 2]) AS case_number FROM custody_episode",
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
    "WITH custody_episode AS (SELECT 'x' AS case_number) SELECT case_number FROM custody_episode",
    "SELECT RANDOM() AS case_number FROM custody_episode",
    "SELECT case_number FROM query('SELECT 1')",
    "SELECT case_number FROM query_table('custody_episode')",
    "FROM custody_episode",
    "SELECT COLUMNS('.*') FROM custody_episode",
    "SELECT getvariable('x') AS case_number FROM custody_episode",
    "",
    "这不是 SQL",
]


@pytest.mark.parametrize("sql", ATTACKS)
def test_the_lint_refuses(sql):
    with pytest.raises(SqlRefused) as refused:
        check_sql(parse(sql), READS)
    assert refused.value.reason


def test_the_lint_admits_an_honest_query():
    check_sql(
        parse("SELECT case_number, MIN(start_on) AS a FROM custody_episode GROUP BY 1"), READS
    )


@pytest.fixture
def session(tmp_path, store):
    path = workbook(tmp_path / "在押.xlsx", [CUSTODY_HEADER, *(custody(n) for n in range(3))])
    import_file(path, store, data_on=date(2026, 11, 9))
    limits = Limits(seconds=2, megabytes=256, hits=1000)
    with DuckDbEngine().open(Source(store, {}), READS, limits) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT name FROM custody_episode",
        "SELECT * FROM sentence",
        "SELECT * FROM read_text('/etc/hostname')",
    ],
)
def test_the_engine_refuses_even_without_the_lint(session, sql):
    with pytest.raises(SqlRefused):
        session.select(sql)


@pytest.fixture
def elsewhere(tmp_path, new_store):
    """The Parquet files of another store."""
    other = new_store(tmp_path / "other")
    path = workbook(tmp_path / "在押2.xlsx", [CUSTODY_HEADER, *(custody(n) for n in range(9))])
    import_file(path, other, data_on=date(2026, 11, 9))
    return other.files("custody_episode")[0].data


def test_no_file_is_read_not_even_our_own(session, store, elsewhere):
    own = store.files("custody_episode")[0].data
    for path in (own, elsewhere, store.path, store.directory / "data" / "**"):
        for source in (f"read_parquet('{path}')", f"read_blob('{path}')", f"glob('{path}')"):
            with pytest.raises(SqlRefused):
                session.select(f"SELECT * FROM {source}")
    for sql in (
        f"SELECT * FROM sqlite_scan('{store.path}', 'ducklake_table')",
        "SELECT * FROM read_parquet('https://example.com/x.parquet')",
        f"SELECT * FROM '{own}'",
    ):
        with pytest.raises(SqlRefused):
            session.select(sql)


def test_undeclared_columns_stay_closed_even_to_one_who_knows_the_name_of_the_store(session):
    for sql in (
        "SELECT name FROM {0}.custody_episode",
        "SELECT * FROM {0}.custody_episode",
        "SELECT case_number FROM {0}.sentence",
        "SELECT file FROM {0}._imports",
        "SELECT identity_number FROM {0}.table_insertions('custody_episode', 0, 9)",
        "SELECT case_number FROM {0}.custody_episode WHERE name = '罗承砚'",
        "SELECT table_name FROM ducklake_table_info('{0}')",
        "SELECT database_name FROM duckdb_databases()",
        "SELECT path FROM __ducklake_metadata_{0}.main.ducklake_data_file",
        "SELECT path FROM __ducklake_metadata_{0}.xiezhi_screening.ducklake_data_file",
        "SELECT * FROM postgres_query('__ducklake_metadata_{0}', 'SELECT 1')",
    ):
        with pytest.raises(SqlRefused):
            session.select(sql.format(session.alias))


def test_files_of_undeclared_tables_and_other_stores_cannot_be_opened(session, store, elsewhere):
    for path in (elsewhere, store.path, "/etc/passwd"):
        with pytest.raises(duckdb.Error):
            session.con.execute(f"SELECT * FROM read_blob('{path}')").fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "COPY custody_episode TO '/tmp/xiezhi-never.csv'",
        "ATTACH '/tmp/xiezhi-never.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "SET lock_configuration = false",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH 'ducklake:sqlite:/tmp/xiezhi-never.sqlite' AS other",
        "SET allowed_paths = ['/etc/passwd']",
        "SET allowed_directories = ['/']",
    ],
)
def test_the_doors_are_locked(session, sql):
    with pytest.raises(duckdb.Error):
        session.con.execute(sql)


def test_the_store_is_read_only(session):
    with pytest.raises(duckdb.Error):
        session.con.execute(f"DELETE FROM {session.alias}.custody_episode")


def test_a_run_stops_at_its_time(session):
    endless = "SELECT COUNT(*) FROM range(100000) a, range(100000) b, range(100000) c"
    with pytest.raises(RunStopped, match="秒"):
        session.select(endless)


def test_a_run_stops_at_its_memory(session):
    hungry = "SELECT i, COUNT(*) FROM range(200000000) t(i) GROUP BY i ORDER BY i"
    with pytest.raises(RunStopped, match=r"MB|秒"):
        session.select(hungry)


def test_a_run_stops_at_its_output(session):
    with pytest.raises(RunStopped, match="行"):
        session.select("SELECT i FROM range(5000) t(i)")


def test_only_declared_columns_are_visible(session):
    names = session.con.execute("DESCRIBE custody_episode").fetchall()
    assert [name for name, *_ in names] == ["case_number", "start_on"]
