"""The same pairs weighed on Spark, for records that outgrow one machine.

Only the comparing is done there: what is compared is made by :mod:`.preparing`, what follows from
a weight by :mod:`.deciding`, both in DuckDB, so that the decisions are the same.
"""

import secrets
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

_ONE_CHARACTER = (
    "CREATE OR REPLACE TEMPORARY FUNCTION one_character(a STRING, b STRING) RETURNS BOOLEAN"
    " RETURN levenshtein(a, b) = 1"
)


def weigh_on_spark(
    con: duckdb.DuckDBPyConnection,
    spark: Any,
    settings: Mapping[str, Any],
    frequency: str,
    above: float,
) -> str:
    """Weigh ``prepared`` with ``frequencies`` in a Spark session; the name of a table of the
    connection as :func:`~xiezhi.screening.linkage.weighing.weigh` promises it."""
    from splink import Linker, SparkAPI

    mark = secrets.token_hex(4)
    spark.sql(_ONE_CHARACTER)
    with quiet():
        api = SparkAPI(spark_session=spark, break_lineage_method="persist")  # type: ignore[no-untyped-call]
        views = {}
        for table in ("prepared", "frequencies"):
            rows = spark.createDataFrame(con.execute(f"FROM {table}").to_arrow_table())
            rows.createOrReplaceTempView(f"{table}_{mark}")
            views[table] = api.register(f"{table}_{mark}")
        linker = Linker(views["prepared"], dict(settings), log_level=None, validate_settings=False)
        linker.table_management.register_term_frequency_lookup(views["frequencies"], frequency)
        pairs = linker.inference.predict(threshold_match_weight=above, warning_mode="never")
        weighed = spark.table(pairs.physical_name).toArrow()
        for table in views:
            spark.catalog.dropTempView(f"{table}_{mark}")
    con.register("handed_back", weighed)
    con.execute("CREATE TABLE weighed_on_spark AS FROM handed_back")
    con.unregister("handed_back")
    return "weighed_on_spark"


@contextmanager
def quiet() -> Iterator[None]:
    """Splink warns of what is meant here, as of weights that were not trained in this run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
