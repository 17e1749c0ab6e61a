"""Tables handed to Spark: small ones by value, large ones as Parquet files it can reach."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from xiezhi.screening.engines.duckdb_engine import DuckDbSession
from xiezhi.screening.engines.interface import Source
from xiezhi.screening.workplaces import workplace

_BY_VALUE = 10_000
# Generating and compiling code costs more than it saves on a handful of rows.
_SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
_LARGE = {
    "spark.sql.shuffle.partitions": "64",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.codegen.wholeStage": "true",
    "spark.sql.codegen.factoryMode": "FALLBACK",
}
_BATCH = 500_000


@contextmanager
def handed_over(
    spark: Any, rows: DuckDbSession, source: Source, reads: Mapping[str, Mapping[str, str]]
) -> Iterator[dict[str, Any]]:
    """A data frame for every declared table, with the declared columns of the rows in sight.

    The files lie in a folder beside the store, which the cluster's machines must share, until
    the block ends.
    """
    small = all(rows.count(table) <= _BY_VALUE for table in reads)
    for name, value in (_SMALL if small else _LARGE).items():
        spark.conf.set(name, value)
    beside = source.store.directory if source.store is not None else None
    with workplace("spark-", beside) as folder:
        yield {t: _frame(spark, rows, t, columns, folder) for t, columns in reads.items()}


def _frame(
    spark: Any, rows: DuckDbSession, table: str, columns: Mapping[str, str], folder: Path
) -> Any:
    names = ", ".join(columns)
    small = rows.count(table) <= _BY_VALUE
    reader = rows.con.execute(f"SELECT {names} FROM {table}").to_arrow_reader(_BATCH)  # noqa: S608
    if small:
        return spark.createDataFrame(reader.read_all())
    path = folder / f"{table}.parquet"
    with pq.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
    return spark.read.parquet(str(path))
