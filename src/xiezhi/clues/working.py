"""Background work on this machine: whether the worker that began it is still at it.

A worker holds a lock while it works; the system releases the lock of one that dies.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from xiezhi.clues.models import ModelRun
from xiezhi.screening.locks import is_held, locked

BROKEN_OFF = "后台进程中断，没有做完，什么也没有写入。可以重新提交"


@contextmanager
def at_work(work: UUID) -> Iterator[None]:
    """Hold the lock of a piece of work; take it before it is marked as running."""
    with locked(_lock(work)):
        yield
    _lock(work).unlink(missing_ok=True)


def is_at_work(work: UUID) -> bool:
    """Say whether a living process still does this piece of work."""
    return is_held(_lock(work))


def end_the_broken(runs: Iterable[ModelRun]) -> None:
    """Mark as failed the running models whose worker is gone."""
    for run in runs:
        if run.state == ModelRun.State.RUNNING and not is_at_work(run.pk):
            broken = ModelRun.objects.filter(pk=run.pk, state=ModelRun.State.RUNNING)
            broken.update(
                state=ModelRun.State.FAILED, message=BROKEN_OFF, finished_at=timezone.now()
            )
            run.refresh_from_db()


def _lock(work: UUID) -> Path:
    return Path(settings.XIEZHI_HOME) / "work" / f"{work}.lock"
