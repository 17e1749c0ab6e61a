"""The one Spark session of this process: started once, forgotten when its machine is gone."""

import tempfile
import threading
from typing import Any

from xiezhi.screening.errors import ScreeningError

_OPTIONS = {
    "spark.app.name": "xiezhi",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.runSQLOnFiles": "false",  # SELECT … FROM parquet.`/path` is no table
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.driver.maxResultSize": "1g",
    "spark.task.reaper.enabled": "true",  # a cancelled task that goes on takes its executor along
    "spark.task.reaper.killTimeout": "10s",
}
_LOOPBACK = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
_LEAST_MEGABYTES = 512
_open: dict[str, Any] = {}
_starting = threading.Lock()


def spark_at(address: str, megabytes: int) -> Any:
    """The session on a master (``local[*]``, ``spark://…``) or a Connect server (``sc://…``).

    ``megabytes`` bounds the heap of the driver and of each executor; the first call of a process
    settles it. Raises :class:`ScreeningError` when Spark does not answer.
    """
    with _starting:
        if address in _open:
            return _open[address]
        if _open:
            others = "、".join(_open)
            raise ScreeningError("一个进程只能连接一处 Spark", "另开一个进程", value=others)
        try:
            _open[address] = _start(address, megabytes)
        except Exception as error:
            cure = "核对地址，确认 Spark 已经启动"
            raise ScreeningError("连接不上 Spark", cure, address, str(error)[:200]) from error
        return _open[address]


def forget(address: str) -> None:
    """Drop a session and end its process here, so that the next run starts another."""
    with _starting:
        session = _open.pop(address, None)
    if session is None or address.startswith("sc://"):
        return
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.proc.kill()
        gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    SparkSession._instantiatedSession = None


def _start(address: str, megabytes: int) -> Any:
    from pyspark.sql import SparkSession

    if address.startswith("sc://"):
        return SparkSession.builder.remote(address).getOrCreate()
    from splink.backends.spark import similarity_jar_location

    heap = f"{max(megabytes, _LEAST_MEGABYTES)}m"
    options = {
        **_OPTIONS,
        "spark.driver.memory": heap,
        "spark.executor.memory": heap,
        "spark.jars": similarity_jar_location(),  # how unlike two texts are, for linkage
        "spark.sql.warehouse.dir": tempfile.mkdtemp(prefix="xiezhi-spark-"),
    }
    if address.startswith(("local", "spark://127.", "spark://localhost")):
        options |= _LOOPBACK
    builder = SparkSession.builder.master(address)
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session
