"""Weighing on Spark: the same groups, the same pairs, the same weights as on one machine."""

import pytest

from xiezhi.screening.engines.choice import spark_lacks
from xiezhi.screening.linkage import propose
from xiezhi.screening.linkage.tests.population import Population

pytestmark = [
    pytest.mark.skipif(bool(spark_lacks()), reason=f"没有在 Spark 上运行：{spark_lacks()}"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark():
    from xiezhi.screening.engines.spark_session import spark_at

    session = spark_at("local[2]", 1024)
    session.conf.set("spark.sql.shuffle.partitions", "2")
    return session


@pytest.mark.slow
def test_spark_links_what_duckdb_links(spark):
    people = Population(1_000, seed=3).table()
    here, there = propose(people), propose(people, spark=spark)
    assert len(here.to_decide) > 10
    assert there.groups.equals(here.groups)
    # a sum of doubles in another order differs in the last digits, a weight is rounded to four
    assert there.certain.equals(here.certain)
    assert there.to_decide.equals(here.to_decide)


def test_a_small_difference_is_seen_on_spark_as_here(spark):
    people = Population(60, seed=5).table()
    here, there = propose(people, use="lookup"), propose(people, use="lookup", spark=spark)
    assert len(here.to_decide) > 0
    assert there.to_decide.equals(here.to_decide)
