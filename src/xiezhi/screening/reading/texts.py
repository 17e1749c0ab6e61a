"""CSV in any Chinese encoding, and JSON lines."""

import codecs
import csv
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.blocks import Body
from xiezhi.screening.reading.endings import claimed, mismatch
from xiezhi.screening.reading.sheet import MAX_CELL, MAX_COLUMNS, Block, Line, Sheet

_BLOCK = 2**20
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHOICES = ("utf-8", "gb18030")
_CONTROL = bytes((*range(0, 9), *range(14, 27)))
_PROOF = 4 * _BLOCK  # what must be right before the first line is believed


@contextmanager
def text_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The single sheet of a text file. Raises :class:`UnreadableFile`."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.read(65_536)
        file.seek(0)
        if not first.strip():
            raise UnreadableFile("文件里没有内容", "请报送单位重发", place=path.name)
        if first.lstrip().startswith(("{", "[")):
            yield (_json_sheet(path, file),)
        else:
            yield (_csv_sheet(path, file, _delimiter(first)),)


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without mark), UTF-16 or GB18030, proved by reading the file."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _BOMS.items():
        if head.startswith(mark):
            candidates: tuple[str, ...] = (name,)
            break
    else:
        zeros = head.count(0)
        if zeros > len(head) // 8:
            even = sum(1 for byte in head[::2] if byte == 0)
            candidates = ("utf-16-be" if even > zeros // 2 else "utf-16-le",)
        else:
            candidates = _CHOICES
    for name in candidates:
        if _decodes(path, name, whole=name != _CHOICES[-1]):
            return name
    raise _undecodable(path)


def _decodes(path: Path, encoding: str, *, whole: bool) -> bool:
    """Whether a file is in an encoding. The last choice is tried on its beginning: reading on
    finds the rest out, and there is nothing else it could be."""
    decoder = codecs.getincrementaldecoder(encoding)()
    left = path.stat().st_size if whole else _PROOF
    with path.open("rb") as file:
        try:
            while left > 0 and (block := file.read(_BLOCK)):
                left -= len(block)
                if _binary(decoder.decode(block)):
                    return False
            if not file.read(1):
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _binary(text: str) -> bool:
    """Control characters that no text table holds."""
    return any(chr(code) in text for code in _CONTROL)


def _delimiter(text: str) -> str:
    lines = text.splitlines()[:50]
    counts = {mark: Counter(line.count(mark) for line in lines) for mark in "\t,;|，"}
    best, steady = ",", 0
    for mark, seen in counts.items():
        common = max((n * (c > 0) for c, n in seen.items()), default=0)
        if common > steady:
            best, steady = mark, common
    return best


def _csv_sheet(path: Path, file: IO[str], delimiter: str) -> Sheet:
    """Line by line for whoever looks at the top, in blocks for the rest."""
    widths: Counter[int] = Counter()
    read = 0

    def by_line(lines: Iterator[str], before: int) -> Iterator[Line]:
        nonlocal read
        for number, cells, last in _records(path, lines, delimiter, before):
            widths[len(cells)] += 1
            read = last
            yield number, cells

    def blocks() -> Iterator[Block]:
        body = Body(file, delimiter, by_line, lambda text: _refuse_binary(path, text))
        with _decoding(path):
            yield from body.blocks(read, widths)

    # readline and not next(): only so may the rest of the file be read otherwise
    lines = by_line(iter(file.readline, ""), 0)
    plain = len(delimiter.encode()) == 1
    return Sheet(path.stem, lines, delimited=True, blocks=blocks if plain else None)


def _records(
    path: Path, lines: Iterator[str], delimiter: str, before: int
) -> Iterator[tuple[int, list[Any], int]]:
    """Records with their first and last line."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    first = before
    try:
        with _decoding(path):
            for cells in reader:
                if len(cells) > MAX_COLUMNS:
                    reason = f"有 {len(cells)} 列，超过 {MAX_COLUMNS} 列"
                    place = f"{path.name} 第 {first + 1} 行"
                    raise UnreadableFile(reason, "核对分隔符，删去没有用的列", place=place)
                yield first + 1, list(cells), before + reader.line_num
                first = before + reader.line_num
    except csv.Error as error:
        reason = "引号没有成对，或者单元格过长"
        place = f"{path.name} 第 {first + 1} 行"
        raise UnreadableFile(reason, "核对该行的引号后再导入", place=place) from error


@contextmanager
def _decoding(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise _undecodable(path) from error


def _refuse_binary(path: Path, text: bytes) -> None:
    """The same characters as :func:`_binary`, in UTF-8."""
    if len(text.translate(None, _CONTROL)) != len(text):
        raise _undecodable(path)


def _undecodable(path: Path) -> UnreadableFile:
    if claimed(path):
        reason = mismatch(path, "也不是文本：可能已损坏、加密过，或者改过结尾")
        cure = "用能打开它的程序打开后另存为 .xlsx；打不开的，请报送单位重发"
        return UnreadableFile(reason, cure, place=path.name)
    reason = "不是文本表格，或者文字编码认不出、已损坏"
    return UnreadableFile(reason, "请用 Excel 另存为 .xlsx 再导入", place=path.name)


def _json_sheet(path: Path, file: IO[str]) -> Sheet:
    records = _json_records(path, file)
    first = list(islice(records, 1000))
    headers: dict[str, None] = {}
    for _, record in first:
        headers.update(dict.fromkeys(record))
    if len(headers) > MAX_COLUMNS:
        reason = f"有 {len(headers)} 个字段，超过 {MAX_COLUMNS} 个"
        raise UnreadableFile(reason, "删去没有用的字段后再导入", place=path.name)
    names = tuple(headers)

    def lines() -> Iterator[Line]:
        for number, record in (*first,):
            yield number, [_plain(record.get(name)) for name in names]
        for number, record in records:
            yield number, [_plain(record.get(name)) for name in names]

    return Sheet(path.stem, lines(), headers=names)


def _json_records(path: Path, file: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    start = file.read(1)
    file.seek(0)
    if start == "[":
        yield from enumerate(_array(path, file), start=1)
        return
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield number, _object(path, number, line)


def _array(path: Path, file: IO[str]) -> list[dict[str, Any]]:
    try:
        body = json.load(file)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile("不是合格的 JSON", "请报送单位重发", place=path.name) from error
    if not isinstance(body, list) or not all(isinstance(item, dict) for item in body):
        raise UnreadableFile("JSON 中应是一组记录", "改为每行一个记录", place=path.name)
    return body


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        body = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"{path.name} 第 {number} 行"
        raise UnreadableFile("不是合格的 JSON", "核对该行后重发", place=place) from error
    if not isinstance(body, dict):
        place = f"{path.name} 第 {number} 行"
        raise UnreadableFile("每行应是一个记录", "改为 {“列名”: 值} 的形式", place=place)
    return body


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
