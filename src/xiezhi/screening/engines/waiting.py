"""Waiting for a query: its time, its progress, and a person who wants it stopped."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from xiezhi.screening.errors import RunStopped

Watch = Callable[[float | None], None]
_LOOK_EVERY = 0.05
_TELL_EVERY = 0.5
Found = TypeVar("Found")


def wait_for(
    work: Callable[[], Found],
    *,
    seconds: float,
    stop: Callable[[], None],
    progress: Callable[[], float | None],
    watch: Watch | None,
) -> Found:
    """What ``work`` returns, run in a thread of its own.

    Every half second ``watch`` is told the progress (0 to 1, None: unknown) in the caller's
    thread; what it raises stops the query. Raises :class:`RunStopped` beyond ``seconds``.
    """
    found: list[Found] = []
    failed: list[BaseException] = []

    def carry_out() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001  raised again in the caller's thread
            failed.append(error)

    worker = threading.Thread(target=carry_out, daemon=True)
    began = told = time.monotonic()
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_LOOK_EVERY)
            now = time.monotonic()
            if worker.is_alive() and now - began > seconds:
                raise RunStopped(f"运行超过 {seconds:g} 秒，已停止", "缩小范围，或者优化查询")
            if watch and now - told > _TELL_EVERY:
                told = now
                watch(progress())
    except BaseException:
        _halt(worker, stop)
        raise
    if failed:
        raise failed[0]
    return found[0]


def _halt(worker: threading.Thread, stop: Callable[[], None]) -> None:
    """Stop again and again: a query between two steps may miss one call."""
    while worker.is_alive():
        stop()
        worker.join(0.2)
