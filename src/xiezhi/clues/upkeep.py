"""What the worker does beside its tasks: at its start and once a day."""

import logging
import threading
from collections.abc import Callable
from time import sleep

from django.db import close_old_connections

from xiezhi.clues.resuming import resume_queued
from xiezhi.clues.sweeping import DAY, sweep

_log = logging.getLogger(__name__)


def begin_upkeep() -> threading.Thread:
    """Queue again what was lost, then sweep now and every day while the process lives."""
    thread = threading.Thread(target=_keep_up, name="upkeep", daemon=True)
    thread.start()
    return thread


def _keep_up() -> None:
    _tried(resume_queued)
    while True:
        _tried(sweep)
        sleep(DAY)


def _tried(work: Callable[[], int]) -> None:
    """Do it; a failure is logged and never ends the worker (tables not laid, a full disk)."""
    try:
        close_old_connections()
        work()
    except Exception:  # noqa: BLE001 - an upkeep that ended would sweep no more, unseen
        _log.exception("upkeep failed")
    finally:
        close_old_connections()
