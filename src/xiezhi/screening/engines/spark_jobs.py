"""The jobs of one query: how far they are, and how they are stopped for certain."""

import time
from typing import Any

from xiezhi.screening.engines.spark_session import forget

_GRACE = 3.0
_TASKS = "Executor task launch worker"


def mark_jobs(spark: Any, address: str, tag: str) -> None:
    """Name the jobs that the calling thread starts from now on."""
    if address.startswith("sc://"):
        spark.clearTags()
        spark.addTag(tag)
    else:
        spark.sparkContext.setJobGroup(tag, tag, interruptOnCancel=True)


def progress_of(spark: Any, address: str, tag: str) -> float | None:
    """Finished tasks over the tasks known so far; None when there are none or nobody knows."""
    if address.startswith("sc://"):
        return None
    tracker = spark.sparkContext.statusTracker()
    done = known = 0
    for job in tracker.getJobIdsForGroup(tag):
        info = tracker.getJobInfo(job)
        for stage in info.stageIds if info else ():
            if (found := tracker.getStageInfo(stage)) is not None:
                done, known = done + found.numCompletedTasks, known + found.numTasks
    return done / known if known else None


def stop_jobs(spark: Any, address: str, tag: str) -> None:
    """Cancel the jobs. On this machine a task deep in a loop hears nothing: when one still runs
    after a moment, the Java process is ended with it. In a cluster Spark itself ends such an
    executor."""
    if address.startswith("sc://"):
        spark.interruptTag(tag)
        return
    try:
        spark.sparkContext.cancelJobGroup(tag)
        if not address.startswith("local"):
            return
        until = time.monotonic() + _GRACE
        while _active(spark) and time.monotonic() < until:
            time.sleep(0.1)
        alive = _active(spark)
    except Exception:  # noqa: BLE001  the process does not answer any more
        alive = True
    if alive:
        forget(address)


def _active(spark: Any) -> bool:
    """Whether a task still works, by the stacks of the process itself: the counts that Spark
    reports of its executors come late, and a cancelled stage says nothing about its tasks."""
    threads = spark._jvm.java.lang.Thread.getAllStackTraces().keySet()
    return any(
        "TaskRunner" in frame.getClassName()
        for thread in threads
        if thread.getName().startswith(_TASKS)
        for frame in thread.getStackTrace()
    )
