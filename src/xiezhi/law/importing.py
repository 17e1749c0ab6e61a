"""Bringing the texts of the laws into the local store, checked first, then all at once."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xiezhi.law.errors import LawError
from xiezhi.law.instruments import Instrument
from xiezhi.law.texts import read_articles


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in: articles by file, files no instrument names, texts still missing."""

    articles: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def import_texts(folder: Path, store: Path, instruments: Mapping[str, Instrument]) -> Imported:
    """Check every ``*.jsonl`` of ``folder``, then replace the texts of the same name in ``store``.

    Nothing is written unless every file reads. Raises LawError with file and line.
    """
    if not folder.is_dir():
        raise LawError("法律文本", f"没有文件夹「{folder}」", "核对路径")
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        cure = '每部法律一个文件，每行 {"article": "1", "text": "……"}'
        raise LawError("法律文本", f"「{folder}」中没有 .jsonl 文件", cure)
    read = {path.name: read_articles(path) for path in files}
    empty = [name for name, articles in read.items() if not articles]
    if empty:
        raise LawError(empty[0], "没有任何条文", "补齐条文后重新导入")
    named = {one.text: key for key, one in instruments.items() if one.text}
    try:
        _write(read, store)
    except OSError as error:
        cure = "核对该目录的写入权限，或以 XIEZHI_HOME 另指一处"
        raise LawError("法律文本", f"不能写入「{store}」（{error.strerror}）", cure) from error
    missing = [key for text, key in named.items() if not (store / text).is_file()]
    return Imported(
        {name: len(articles) for name, articles in read.items()},
        tuple(name for name in read if name not in named),
        tuple(missing),
    )


def _write(read: Mapping[str, Mapping[str, str]], store: Path) -> None:
    """Write beside the store first; a file appears there whole or not at all."""
    store.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="law-", dir=store.parent))
    try:
        for name, articles in read.items():
            with (beside / name).open("w", encoding="utf-8") as out:
                for article, text in articles.items():
                    row = {"article": article, "text": text}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for name in read:
            os.replace(beside / name, store / name)
    finally:
        shutil.rmtree(beside)
