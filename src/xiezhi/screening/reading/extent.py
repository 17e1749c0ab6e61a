"""Whether an Excel file can be opened within the memory there is, found out before it is opened.

The reader lays a sheet out whole, from its first cell to its last: one stray cell in the far
corner asks for hundreds of gigabytes, and a damaged container of an old file for as much. Neither
ends in an error that could be caught; the process is gone. A sheet of a new file says at its head
how far it reaches, and each of its cells where it stands. A file that does not say is tried in a
process of its own first.
"""

import re
import subprocess
import sys
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import IO

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.sheet import MAX_COLUMNS

MAX_CELLS = 80_000_000  # of one sheet, empty ones included: about 2 GB
_HEAD = 2**16
_BLOCK = 2**20
_SECONDS = 300
_DIMENSION = re.compile(
    rb'<(?:\w+:)?dimension\s[^>]*ref="([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?"'
)
# a literal beginning and no alternatives at it: eight times as fast on a large sheet
_FAR = re.compile(rb' r="([A-Z][A-Z](?:[A-Z]|(?=\d{6})))')  # where a stray cell would cost much
_CELL = re.compile(rb' r="[A-Z]{1,3}(\d{1,7})"')
_TRY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30,) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
import python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""


def check_extent(path: Path) -> None:
    """Raise :class:`UnreadableFile` for a new Excel file (a zip) with too large a sheet, by what
    the sheet says of itself and by what its cells say."""
    try:
        with zipfile.ZipFile(path) as archive:
            sheets = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/\w+\.xml", n)]
            extents = []
            for name in sheets:
                with archive.open(name) as sheet:
                    extents.append(_extent(sheet))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError):
        try_in_a_process(path)
        return
    if not extents or not all(rows for rows, _ in extents):
        try_in_a_process(path)
    for rows, columns in extents:
        _check(path, rows, columns)


def _extent(sheet: IO[bytes]) -> tuple[int, int]:
    """Rows and columns of a sheet: as its head declares them, or as far as its cells reach."""
    text = sheet.read(_HEAD)
    declared = _DIMENSION.search(text)
    rows = columns = 0
    if declared:
        left, top, right, bottom = declared.groups()
        rows = int(bottom or top) - int(top) + 1
        columns = _number(right or left) - _number(left) + 1
    while True:
        for far in _FAR.finditer(text):
            columns = max(columns, _number(far[1]))
        chunk = sheet.read(_BLOCK)
        if not chunk:
            break
        text = text[-_HEAD:] + chunk
    last = max((int(cell[1]) for cell in _CELL.finditer(text[-_HEAD:])), default=0)
    return max(rows, last), columns


def _check(path: Path, rows: int, columns: int) -> None:
    if columns > MAX_COLUMNS:
        cure = "删去没有用的列后再导入"
        raise UnreadableFile(f"有 {columns} 列，超过 {MAX_COLUMNS} 列", cure, place=path.name)
    if rows * columns > MAX_CELLS:
        reason = f"工作表有 {rows} 行、{columns} 列，空格在内，大得读不进来"
        cure = "删去末尾的空行、空列和孤立的单元格后再导入；确有这么多数据的，另存为 CSV"
        raise UnreadableFile(reason, cure, place=path.name)


def try_in_a_process(path: Path) -> None:
    """Open every sheet in a process with bounded memory. Raises :class:`UnreadableFile` when it
    dies of it or does not come to an end; what else is wrong is said when the file is read."""
    seen = path.stat()
    if _dies(path, seen.st_size, seen.st_mtime_ns):
        raise UnreadableFile("文件不完整或者已经损坏，打不开", "请报送单位重发", place=path.name)


@lru_cache(maxsize=256)
def _dies(path: Path, size: int, changed: int) -> bool:
    """Whether opening kills the process; a file is tried once as long as it does not change."""
    del size, changed
    child = [sys.executable, "-I", "-c", _TRY, str(path)]
    try:
        done = subprocess.run(child, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return True
    return done.returncode < 0 or b"MemoryError" in done.stderr


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
