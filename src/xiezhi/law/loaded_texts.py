"""The texts of the national pack's laws as they lie in their folder now, read once for all."""

from functools import lru_cache
from pathlib import Path

from xiezhi.law.packs import national
from xiezhi.law.texts import Texts, texts_folder

Signature = tuple[tuple[str, int, int], ...]  # name, instant changed in ns, size of each file


def loaded_texts() -> Texts:
    """Return the texts; read anew when a file has come, gone or changed since they were read."""
    folder = texts_folder()
    return _texts(folder, _signature(folder))


def _signature(folder: Path) -> Signature:
    try:
        files = [(path.name, path.stat()) for path in folder.glob("*.jsonl")]
    except OSError:  # a file that an import replaces just now
        return ()
    return tuple(sorted((name, one.st_mtime_ns, one.st_size) for name, one in files))


@lru_cache(maxsize=2)
def _texts(folder: Path, _signature: Signature) -> Texts:
    return Texts(folder, national().instruments)
