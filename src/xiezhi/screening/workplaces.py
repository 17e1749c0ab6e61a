"""Folders in which a process works for a while, and those of processes that died at it.

A lock in the folder says that the process lives; the system releases it when the process dies.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xiezhi.screening.locks import is_held, locked

PREFIXES = ("writing-", "spark-", "staging-")
LOCK = ".at-work"


@contextmanager
def workplace(prefix: str, beside: Path | None) -> Iterator[Path]:
    """A folder of this process's own until the block ends; ``prefix`` is one of ``PREFIXES``."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    try:
        with locked(folder / LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_abandoned(directory: Path, before: float) -> int:
    """Remove the working folders of dead processes under a directory; return how many.

    ``before`` is an instant in seconds since 1970: a folder in which anything was written since
    stays, and one whose process lives stays however old it is.
    """
    gone = 0
    for prefix in PREFIXES:
        for folder in directory.glob(f"{prefix}*"):
            if folder.is_dir() and written_at(folder) < before and not is_held(folder / LOCK):
                gone += removed(folder)
    return gone


def removed(folder: Path) -> bool:
    """Remove a folder with all that is in it; say whether it is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def written_at(folder: Path) -> float:
    """When anything in a folder was written last, in seconds since 1970; infinity while another
    process removes it."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except OSError:
        return float("inf")
