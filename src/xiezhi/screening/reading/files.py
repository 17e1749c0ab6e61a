"""Which kind of file is this, really? By its first bytes, never by its name."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.databases import database_sheets
from xiezhi.screening.reading.extent import check_extent, try_in_a_process
from xiezhi.screening.reading.parquet import parquet_sheets
from xiezhi.screening.reading.sheet import Sheet
from xiezhi.screening.reading.spreadsheets import spreadsheet_sheets
from xiezhi.screening.reading.texts import text_sheets

MAX_BYTES = 4 * 1024**3
MAX_UNPACKED = 6 * 1024**3
MAX_RATIO = 400  # honest sheets shrink 5 to 60 times; bombs a thousand and more
_SAVE_AS = "请用 Excel 打开后另存为 .xlsx 再导入"

_FOREIGN = {
    b"%PDF": ("这是 PDF 文件，不是表格", "请报送单位提供 Excel 或者 CSV 原表"),
    b"\x89PNG": ("这是图片，不是表格", "请报送单位提供 Excel 或者 CSV 原表"),
    b"\xff\xd8\xff": ("这是图片，不是表格", "请报送单位提供 Excel 或者 CSV 原表"),
    b"GIF8": ("这是图片，不是表格", "请报送单位提供 Excel 或者 CSV 原表"),
    b"Rar!": ("这是压缩包", "解压后再导入里面的表"),
    b"7z\xbc\xaf": ("这是压缩包", "解压后再导入里面的表"),
    b"\x1f\x8b": ("这是压缩包", "解压后再导入里面的表"),
    b"PARE": ("这是加密的 Parquet 文件", "请报送单位去掉加密后重发"),
    b"{\\rtf": ("这是 RTF 文档，不是表格", _SAVE_AS),
    b"MZ": ("这是程序，不是表格", "请核对文件"),
    b"\x7fELF": ("这是程序，不是表格", "请核对文件"),
}


@contextmanager
def open_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The sheets of a file; closes it afterwards. Raises :class:`UnreadableFile` in Chinese."""
    head = _head(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_archive(path)
        check_extent(path)
        with spreadsheet_sheets(path) as sheets:
            yield sheets
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        try_in_a_process(path)
        with spreadsheet_sheets(path) as sheets:
            yield sheets
    elif head.startswith(b"PAR1"):
        with parquet_sheets(path) as sheets:
            yield sheets
    elif head.startswith(b"SQLite format 3\0"):
        with database_sheets(path) as sheets:
            yield sheets
    else:
        _refuse_markup(path, head)
        with text_sheets(path) as sheets:
            yield sheets


def _head(path: Path) -> bytes:
    if not path.exists():
        raise UnreadableFile("没有这个文件", "核对路径", place=path.name)
    if path.is_dir():
        raise UnreadableFile("这是文件夹，不是文件", "逐个导入其中的文件", place=path.name)
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("文件是空的", "请报送单位重发", place=path.name)
    if size > MAX_BYTES:
        raise UnreadableFile("文件超过 4 GB", "分成几个文件再导入", place=path.name)
    with path.open("rb") as file:
        head = file.read(4096)
    for magic, (reason, cure) in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableFile(reason, cure, place=path.name)
    return head


def _refuse_markup(path: Path, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        raise UnreadableFile("这是网页另存的表格，不是 Excel 文件", _SAVE_AS, place=path.name)
    if start.startswith(b"<?xml"):
        raise UnreadableFile("这是 XML 文件，不是表格", _SAVE_AS, place=path.name)


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        reason = "文件不完整或者已经损坏，打不开"
        raise UnreadableFile(reason, "请报送单位重发", place=path.name) from error
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > 2**27 and unpacked / packed > MAX_RATIO):
        reason = "文件解压后大得不合常理，疑为压缩炸弹，没有打开"
        raise UnreadableFile(reason, "请报送单位核对后重发", place=path.name)
    if "word/document.xml" in names:
        reason = "这是 Word 文档，不是表格"
        raise UnreadableFile(reason, "把其中的表复制到 Excel 后再导入", place=path.name)
    if "ppt/presentation.xml" in names:
        raise UnreadableFile("这是演示文稿，不是表格", "请提供 Excel 原表", place=path.name)
    workbook = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
    if not any(name in names for name in workbook):
        raise UnreadableFile("这是压缩包，不是表格", "解压后再导入里面的表", place=path.name)
