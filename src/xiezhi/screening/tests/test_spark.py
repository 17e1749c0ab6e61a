"""The second engine: the same rows on every example, the same refusals, bounded like the first.

Spark starts once a worker; without Java or pyspark these tests say what is missing.
"""

import re
from pathlib import Path

import pytest

from xiezhi.screening import Limits, ScreeningError, SqlRefused, load_models, national, references
from xiezhi.screening.engines.choice import choose_engine, spark_lacks
from xiezhi.screening.engines.interface import Source
from xiezhi.screening.errors import RunStopped
from xiezhi.screening.examples import run_examples

PERIODS = Path(__file__).parents[2] / "packs" / "cn" / "periods"
MODELS = {key: model for key, model in load_models().items() if "spark" in model.runs_on}
ALWAYS = ("criminal.bail_over_12_months",)
READS = {"custody_episode": {"case_number": "text", "start_on": "date"}}
pytestmark = [
    pytest.mark.skipif(bool(spark_lacks()), reason=f"没有在 Spark 上运行：{spark_lacks()}"),
    # py4j leaves it to the collector to close the socket a result came through.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def _number(period):
    line, name = period.strip().split(".")
    text = (PERIODS / line / f"{name}.yaml").read_text("utf-8")
    return int(re.findall(r"^ +limit: (\d+) ", text, re.MULTILINE)[-1])


def _law(model):
    return {ref: sum(map(_number, ref.split("+"))) for ref in references(model)}


@pytest.fixture(scope="module")
def engine():
    return choose_engine("local[2]")


def _same_examples(engine, model_id):
    model = MODELS[model_id]
    for result in run_examples(model, national(), _law(model), engine):
        assert result.passed, f"{result.name}\n应为 {result.expected}\n实为 {result.found}"


@pytest.mark.parametrize("model_id", ALWAYS)
def test_a_model_gives_its_examples_rows_on_spark(engine, model_id):
    _same_examples(engine, model_id)


@pytest.mark.slow
@pytest.mark.parametrize("model_id", [key for key in MODELS if key not in ALWAYS])
def test_every_model_gives_its_examples_rows_on_spark(engine, model_id):
    _same_examples(engine, model_id)


def _opened(engine):
    rows = [{"case_number": str(n), "start_on": None} for n in range(100)]
    limits = Limits(seconds=60, megabytes=512, hits=1000)
    return engine.open(Source(None, {"custody_episode": rows}), READS, limits)


@pytest.fixture
def session(engine):
    with _opened(engine) as opened:
        yield opened


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM parquet.`/etc/passwd`",
        "SELECT * FROM csv.`/etc/passwd`",
        "SELECT * FROM text.`https://example.com/x`",
        "SELECT reflect('java.lang.System', 'getenv', 'PATH') AS a",
        "SELECT java_method('java.util.UUID', 'randomUUID') AS a",
        "SELECT * FROM range(10)",
        "SELECT case_number FROM sentence",
        "SELECT identity_number FROM custody_episode",
        "INSERT OVERWRITE DIRECTORY '/tmp/xiezhi-never' USING csv SELECT 1",
        "CREATE TABLE t AS SELECT 1 AS a",
        "CREATE TEMPORARY FUNCTION f AS 'x' USING JAR '/tmp/x.jar'",
        "DROP VIEW custody_episode",
        "SET spark.sql.runSQLOnFiles = true",
        "ADD JAR '/tmp/x.jar'",
        "SELECT TRANSFORM (case_number) USING 'cat' AS a FROM custody_episode",
        "SELECT /*+ BROADCAST(c) */ input_file_name() AS a FROM custody_episode AS c",
        "SELECT 1 AS a) AS x; DROP VIEW custody_episode; SELECT * FROM (SELECT 1",
        "SELECT case_number FROM custody_episode; SELECT 1",
        "SHOW TABLES",
        "这不是 SQL",
    ],
)
def test_spark_is_asked_for_rows_of_its_tables_only(session, sql):
    with pytest.raises(SqlRefused) as refused:
        session.select(sql)
    assert refused.value.reason


def test_the_file_door_is_shut_in_spark_itself(session):
    with pytest.raises(Exception, match=r"TABLE_OR_VIEW_NOT_FOUND|UNSUPPORTED_DATASOURCE"):
        session.spark.sql("SELECT * FROM csv.`/etc/hostname`").collect()


def test_a_run_on_spark_stops_at_its_time_and_its_output(session):
    session.limits = Limits(seconds=2, megabytes=512, hits=1000)
    joined = " ".join(f", custody_episode AS t{n}" for n in range(6))
    with pytest.raises(RunStopped, match="秒"):
        session.select(f"SELECT COUNT(*) AS a FROM custody_episode AS t{joined}")
    session.limits = Limits(seconds=60, megabytes=512, hits=50)
    with pytest.raises(RunStopped, match="行"):
        session.select("SELECT case_number FROM custody_episode")


@pytest.mark.slow
def test_a_run_on_spark_is_stopped_by_a_person(engine, session):
    class Enough(Exception):
        pass

    def watch(progress):
        raise Enough

    session.watch = watch
    joined = " ".join(f", custody_episode AS t{n}" for n in range(6))
    with pytest.raises(Enough):
        session.select(f"SELECT COUNT(*) AS a FROM custody_episode AS t{joined}")
    with _opened(engine) as again:  # another process of Java, when the first had to be ended
        assert again.select("SELECT COUNT(*) AS a FROM custody_episode").rows == ({"a": 100},)


def test_the_heap_is_bounded(session):
    heap = session.spark._jvm.java.lang.Runtime.getRuntime().maxMemory()
    assert heap <= 2048 * 1024 * 1024


@pytest.mark.parametrize("address", ["flink://x", "spark", "http://x"])
def test_an_engine_nobody_knows_is_refused(address):
    with pytest.raises(ScreeningError, match="引擎"):
        choose_engine(address)
