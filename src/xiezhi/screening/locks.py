"""A lock on a file that holds between processes and between threads."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from xiezhi.screening.errors import ScreeningError

_PAUSE = 0.02


@contextmanager
def locked(path: Path, *, shared: bool = False, patience: float = 600) -> Iterator[None]:
    """Hold the lock; others wait at most ``patience`` seconds.

    Raises :class:`ScreeningError` when the lock is still held by another after that time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        until = time.monotonic() + patience
        while not _try(file, shared):
            if time.monotonic() > until:
                raise ScreeningError("数据正被另一项导入或者运行占用", "稍后再试")
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(file)


def is_held(path: Path) -> bool:
    """Whether another process or thread holds the lock now; one that died holds it no longer."""
    if not path.exists():
        return False
    try:
        with locked(path, patience=0):
            return False
    except ScreeningError:
        return True


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try(file: IO[bytes], shared: bool) -> bool:  # noqa: ARG001
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(file: IO[bytes], shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
