"""Apache Spark, for data that outgrow one machine: the same query, the same rows.

Spark runs the queries; rows behind the hits are looked up by DuckDB, which has the store open.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from xiezhi.screening.engines.duckdb_engine import DuckDbEngine, DuckDbSession
from xiezhi.screening.engines.interface import Limits, Result, Source
from xiezhi.screening.engines.spark_guard import guarded
from xiezhi.screening.engines.spark_jobs import mark_jobs, progress_of, stop_jobs
from xiezhi.screening.engines.spark_session import forget, spark_at
from xiezhi.screening.engines.spark_tables import handed_over
from xiezhi.screening.engines.waiting import Watch, wait_for
from xiezhi.screening.errors import RunStopped, SqlRefused
from xiezhi.screening.hits import Value

_FULL = ("OutOfMemoryError", "ExecutorLostFailure", "maxResultSize", "CANNOT_ACQUIRE_MEMORY")
_GONE = ("Py4JNetworkError", "ConnectionRefusedError", "Py4JError", "SparkConnectGrpcException")


class SparkEngine:
    """Spark at an address; see :func:`~xiezhi.screening.engines.choice.choose_engine`."""

    name = "spark"

    def __init__(self, address: str) -> None:
        self.address = address

    @contextmanager
    def open(
        self,
        source: Source,
        reads: Mapping[str, Mapping[str, str]],
        limits: Limits,
        watch: Watch | None = None,
    ) -> Iterator["SparkSession"]:
        """Views of the declared columns under names that no query can guess."""
        spark = spark_at(self.address, limits.megabytes)
        with DuckDbEngine().open(source, reads, limits, watch) as rows:
            mark = f"x{secrets.token_hex(6)}_"
            session = SparkSession(spark, self.address, rows, limits, watch, mark)
            try:
                with handed_over(spark, rows, source, reads) as views:
                    for table, view in views.items():
                        session.name(table, view, reads[table])
                    yield session
            finally:
                session.close()


@dataclass
class SparkSession:
    """One open session."""

    spark: Any
    address: str
    rows: DuckDbSession
    limits: Limits
    watch: Watch | None
    mark: str
    tables: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, table: str, view: Any, columns: Mapping[str, str]) -> None:
        """Let queries of this session read a data frame as ``table``."""
        view.createOrReplaceTempView(self.mark + table)
        self.tables[table] = columns

    def select(self, sql: str) -> Result:
        """Run one query of a model."""
        most = self.limits.hits
        found = self._collect(sql, most)
        return Result(tuple(found.column_names), tuple(found.to_pylist()))

    def fetch(self, sql: str) -> pa.Table:
        """Run the query of a step."""
        return self._collect(sql, self.limits.rows)

    def add(self, table: str, rows: pa.Table) -> None:
        """Make the rows of a step readable, to DuckDB too."""
        self.rows.add(table, rows)
        self.name(table, self.spark.createDataFrame(rows), dict.fromkeys(rows.column_names, ""))

    def count(self, table: str) -> int:
        """Rows of a table that the query sees."""
        return self.rows.count(table)

    def find(
        self, table: str, match: Mapping[str, str], rows: Sequence[Mapping[str, Value]], most: int
    ) -> Sequence[tuple[int, Mapping[str, object]]]:
        """Rows of the store behind the hits."""
        return self.rows.find(table, match, rows, most)

    def origins(self, row_ids: Sequence[str]) -> Sequence[tuple[object, ...]]:
        """Where rows came from."""
        return self.rows.origins(row_ids)

    def close(self) -> None:
        """Drop the views; a session that is gone has none."""
        for table in self.tables:
            try:
                self.spark.catalog.dropTempView(self.mark + table)
            except Exception:  # noqa: BLE001  the process that held them has ended
                forget(self.address)
                return

    def _collect(self, sql: str, most: int) -> pa.Table:
        text = guarded(sql, self.tables, self.mark)
        tag = f"xiezhi-{secrets.token_hex(6)}"

        def carry_out() -> pa.Table:
            mark_jobs(self.spark, self.address, tag)
            return self.spark.sql(text).limit(most + 1).toArrow()

        try:
            found = wait_for(
                carry_out,
                seconds=self.limits.seconds,
                stop=lambda: stop_jobs(self.spark, self.address, tag),
                progress=lambda: progress_of(self.spark, self.address, tag),
                watch=self.watch,
            )
        except Exception as error:
            raise self._refusal(error) from error
        if found.num_rows > most:
            raise RunStopped(f"结果超过 {most} 行，已停止", "核对模型的条件")
        return found

    def _refusal(self, error: Exception) -> Exception:
        """What went wrong in words; anything that is not Spark's passes as it is."""
        kinds = {kind.__name__ for kind in type(error).__mro__}
        module = type(error).__module__.partition(".")[0]
        text = str(error)
        if any(word in text for word in _FULL):
            reason = f"运行超过 {self.limits.megabytes} MB 内存，已停止"
            return RunStopped(reason, "缩小范围，或者优化查询")
        if kinds & {"AnalysisException", "ParseException"}:
            return SqlRefused(f"查询不能运行：{text[:500]}", "改正 query.sql")
        if module == "py4j" or isinstance(error, ConnectionError) or kinds & set(_GONE):
            forget(self.address)
            return RunStopped("Spark 中断，可能超出了内存", "缩小范围后再运行")
        if module == "pyspark":
            return SqlRefused(f"查询不能运行：{text[:500]}", "改正 query.sql")
        return error
