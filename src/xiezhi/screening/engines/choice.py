"""Which engine runs the models: ``XIEZHI_ENGINE``."""

import importlib.util
import os
import shutil

from xiezhi.screening.engines.duckdb_engine import DuckDbEngine
from xiezhi.screening.engines.interface import Engine
from xiezhi.screening.errors import ScreeningError

VARIABLE = "XIEZHI_ENGINE"
_SPARK = ("spark://", "sc://", "local[", "local")


def choose_engine(address: str | None = None) -> Engine:
    """The engine of an address: ``duckdb``, or where Spark is: ``spark://host:port`` (a cluster),
    ``sc://host:port`` (Spark Connect), ``local[*]`` (this machine). Without one, the environment
    variable ``XIEZHI_ENGINE``; without that, DuckDB.

    Raises :class:`ScreeningError` for anything else, and when Spark is not installed.
    """
    written = (address or os.environ.get(VARIABLE) or "duckdb").strip()
    if written == "duckdb":
        return DuckDbEngine()
    if not written.startswith(_SPARK):
        cure = "写 duckdb、spark://主机:端口、sc://主机:端口 或者 local[*]"
        raise ScreeningError(f"{VARIABLE} 所写的引擎不认识", cure, value=written)
    if lacking := spark_lacks(written):
        raise ScreeningError(f"不能用 Spark：{lacking}", "按 docs/deploy.md 安装，或者改用 duckdb")
    from xiezhi.screening.engines.spark_engine import SparkEngine

    return SparkEngine(written)


def spark_lacks(address: str = "local") -> str:
    """What Spark still needs on this machine, in Chinese; empty when it can run."""
    if importlib.util.find_spec("pyspark") is None:
        return "没有安装 pyspark（requirements/spark.txt）"
    remote = address.startswith("sc://")
    if not remote and shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "没有 Java 17"
    return ""
