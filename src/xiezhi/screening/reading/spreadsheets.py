"""Excel files, old and new."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import python_calamine as calamine

from xiezhi.screening.cells import Cell
from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.columnar import texts
from xiezhi.screening.reading.sheet import MAX_COLUMNS, Block, Line, Sheet

Span = tuple[int, int, int, int]
_ROWS = 50_000
_EXACT = 1e15  # beyond it a floating number has lost digits
_PRINTABLE = {str, int, bool, date, type(None)}


@contextmanager
def spreadsheet_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The sheets of a workbook that hold anything. Raises :class:`UnreadableFile`."""
    workbook: Any = None
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        sheets = tuple(_sheets(workbook, path))
    except calamine.PasswordError as error:
        raise _locked(path) from error
    except BaseException as error:
        if workbook is not None:
            workbook.close()
        if isinstance(error, UnreadableFile | KeyboardInterrupt | SystemExit):
            raise
        raise _broken(path, error) from error
    try:
        if not sheets:
            raise UnreadableFile("工作簿里没有数据", "请报送单位重发", place=path.name)
        yield sheets
    finally:
        workbook.close()


def _sheets(workbook: Any, path: Path) -> Iterator[Sheet]:
    for meta in workbook.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        if sheet.start is None or sheet.height == 0:
            continue
        left = sheet.start[1]
        if sheet.width > MAX_COLUMNS:
            reason = f"有 {sheet.width} 列，超过 {MAX_COLUMNS} 列"
            cure = "删去没有用的列后再导入"
            raise UnreadableFile(reason, cure, place=f"{path.name} 工作表 {meta.name}")
        merged = tuple(
            (top + 1, first - left, bottom + 1, last - left)
            for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
        )
        yield _sheet(meta.name, _lines(sheet), merged)


def _sheet(name: str, lines: Iterator[Line], merged: tuple[Span, ...]) -> Sheet:
    """The first lines one by one, with their cells as they are; the rest by columns of text."""
    return Sheet(name, lines, merged, blocks=lambda: _blocks(lines))


def _blocks(lines: Iterator[Line]) -> Iterator[Block]:
    while some := list(islice(lines, _ROWS)):
        numbers = np.array([number for number, _ in some])
        columns = list(zip(*(cells for _, cells in some), strict=True))
        aside = sorted({i for column in columns for i in _unprintable(column)})
        odd = tuple(some[i] for i in aside)
        if odd:
            columns = [tuple(np.delete(np.array(c, dtype=object), aside)) for c in columns]
        plain = tuple(texts(column) for column in columns)
        yield Block(plain, np.delete(numbers, aside), odd, some[-1][0])


def _unprintable(column: Sequence[Cell]) -> list[int]:
    """Places of cells that say more than their text: lost digits, fractions of seconds, hours."""
    if {*map(type, column)} <= _PRINTABLE:
        return []
    return [
        i
        for i, cell in enumerate(column)
        if isinstance(cell, time | timedelta)
        or (isinstance(cell, float) and abs(cell) >= _EXACT)
        or (isinstance(cell, datetime) and cell.microsecond)
    ]


def _lines(sheet: Any) -> Iterator[Line]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, list(cells)


def _locked(path: Path) -> UnreadableFile:
    return UnreadableFile("文件有打开密码", "请报送单位去掉密码后重发", place=path.name)


def _broken(path: Path, error: BaseException) -> UnreadableFile:
    text = str(error).lower()
    if "password" in text or "encrypt" in text:
        return _locked(path)
    with path.open("rb") as file:
        body = file.read(2**20)
    if "EncryptedPackage".encode("utf-16-le") in body:
        return _locked(path)
    if "WordDocument".encode("utf-16-le") in body:
        return UnreadableFile(
            "这是 Word 文档，不是表格", "把其中的表复制到 Excel 后再导入", place=path.name
        )
    return UnreadableFile("文件不完整或者已经损坏，打不开", "请报送单位重发", place=path.name)
