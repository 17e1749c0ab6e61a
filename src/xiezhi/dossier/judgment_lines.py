"""Judgments in and records out as JSON lines: one bad line is told and counted, the others go
on, the file appears whole.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from xiezhi.dossier.extraction import extract
from xiezhi.dossier.spans import JSON

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read: where, what stands there, and what to do about it
    (Chinese).
    """

    line: int
    value: str
    reason: str
    cure: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.reason}（内容：{self.value}）。{self.cure}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines were read and how many failed; blank lines count as neither."""

    read: int
    failed: int


def read_line(raw: bytes, line: int) -> tuple[JSON, str] | BadLine:
    """The id and the text of one input line, or what is wrong with it."""
    try:
        source = raw.decode("utf-8-sig" if line == 1 else "utf-8").strip()
    except UnicodeDecodeError:
        return BadLine(line, repr(raw[:_SHOWN]), "不是UTF-8编码", "请将文件另存为UTF-8编码后重试")
    try:
        row = json.loads(source)
    except (ValueError, RecursionError):
        return BadLine(
            line,
            _show(source),
            "不是合法的JSON",
            '请改为每行一个完整的JSON对象，如 {"id": 1, "text": "……"}',
        )
    if not isinstance(row, dict):
        return BadLine(
            line, _show(source), "应为JSON对象", '请写成 {"id": 1, "text": "……"} 的形式'
        )
    if "text" not in row:
        return BadLine(line, _show(source), "缺少text字段", "请补上裁判文书全文，字段名为text")
    if not isinstance(row["text"], str):
        shown = json.dumps(row["text"], ensure_ascii=False)
        return BadLine(line, _show(shown), "text字段应为文字", "请将text改为带引号的裁判文书全文")
    identity = row.get("id")
    if isinstance(identity, (dict, list)):
        return BadLine(
            line,
            _show(json.dumps(identity, ensure_ascii=False)),
            "id字段应为数字或文字",
            "请将id改为一个编号",
        )
    return identity, row["text"]


def extract_lines(lines: Iterable[bytes], report: Callable[[BadLine], None]) -> Iterator[str]:
    """Yield one JSON record per good line; bad ones go to ``report``."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        row = read_line(raw, number)
        if isinstance(row, BadLine):
            report(row)
            continue
        record = json.dumps(extract(row[1], row[0], number).to_json(), ensure_ascii=False)
        yield (
            record.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            if _has_surrogate(record)
            else record
        )


def extract_file(source: Path, target: Path, report: Callable[[BadLine], None]) -> Tally:
    """Read ``source`` line by line and put the records at ``target`` in one step; on any error
    ``target`` is untouched.

    Raises OSError when a file cannot be read or written.
    """
    failures = 0

    def count(bad: BadLine) -> None:
        nonlocal failures
        failures += 1
        report(bad)

    written = 0
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out, source.open("rb") as lines:
            for record in extract_lines(lines, count):
                out.write(record + "\n")
                written += 1
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Tally(written + failures, failures)


def _show(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False
