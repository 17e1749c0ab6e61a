"""SQLite files: every table a sheet. Opened read-only; nothing the file brings is ever run."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.columnar import Batch, columnar_sheet, texts
from xiezhi.screening.reading.sheet import MAX_CELL, MAX_COLUMNS, Sheet

# What the library says of a damaged file may itself be damaged text.
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
_ROWS = 20_000
MAX_TABLES = 500
_PLAIN = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
VIEW = "这是视图，没有读：视图会运行文件带来的语句"
VIEW_CURE = "请报送单位把视图的结果存成表后重发"
COMPUTED = "表里有要运行语句才能算出的列，没有读"
COMPUTED_CURE = "请报送单位导出为 CSV 后重发"
_COMPUTED_ON_READING = 2  # "hidden" of PRAGMA table_xinfo


@contextmanager
def database_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The tables that hold anything; views and computed tables stand there refused.

    Raises :class:`UnreadableFile`.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        reason = "数据库正在使用，最近的改动还在旁边的 -wal 文件里"
        raise UnreadableFile(reason, "关闭使用它的程序后再导入", place=path.name)
    try:
        con = _open(path)
    except UNREADABLE as error:
        raise _broken(path, error) from error
    with closing(con):
        try:
            sheets = tuple(_sheets(path, con))
        except UNREADABLE as error:
            raise _broken(path, error) from error
        if not any(sheet.blocks for sheet in sheets):
            nothing = ("数据库里没有数据", "请报送单位重发")
            reason, cure = (sheets[0].refusal if sheets else None) or nothing
            raise UnreadableFile(reason, cure, place=path.name)
        yield sheets


def _open(path: Path) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    con = sqlite3.connect(uri, uri=True)
    con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 8 * MAX_CELL)
    con.execute("PRAGMA trusted_schema = OFF")
    con.execute("PRAGMA cell_size_check = ON")
    con.execute("PRAGMA query_only = ON")
    con.set_authorizer(_only_reading)
    con.text_factory = _text
    return con


def _only_reading(action: int, *about: Any) -> int:
    """Reading columns is allowed; functions, writes, attaching are not, nor is a view."""
    if action == sqlite3.SQLITE_PRAGMA and about[0] == "table_xinfo":
        return sqlite3.SQLITE_OK
    inside_view = about[3] is not None
    return sqlite3.SQLITE_OK if action in _PLAIN and not inside_view else sqlite3.SQLITE_DENY


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _sheets(path: Path, con: sqlite3.Connection) -> Iterator[Sheet]:
    found = con.execute("SELECT name, type, rootpage FROM sqlite_master").fetchall()
    names = [n for n, kind, root in found if kind == "table" and root and not _own(n)]
    if len(names) > MAX_TABLES:
        reason = f"有 {len(names)} 张表，超过 {MAX_TABLES} 张"
        raise UnreadableFile(reason, "请报送单位只报送要用的表", place=path.name)
    for name in names:
        columns = con.execute(f"PRAGMA table_xinfo({_quoted(name)})")
        if any(column[6] == _COMPUTED_ON_READING for column in columns.fetchall()):
            yield Sheet(name, iter(()), headers=(), refusal=(COMPUTED, COMPUTED_CURE))
        elif con.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 1").fetchone():  # noqa: S608
            yield _sheet(path, con, name)
    for name in (n for n, kind, _ in found if kind == "view"):
        yield Sheet(name, iter(()), headers=(), refusal=(VIEW, VIEW_CURE))


def _sheet(path: Path, con: sqlite3.Connection, name: str) -> Sheet:
    sql = f"SELECT * FROM {_quoted(name)}"  # noqa: S608
    headers = [str(column[0]) for column in con.execute(f"{sql} LIMIT 0").description]
    if len(headers) > MAX_COLUMNS:
        reason = f"有 {len(headers)} 列，超过 {MAX_COLUMNS} 列"
        place = f"{path.name} 表 {name}"
        raise UnreadableFile(reason, "删去没有用的列后再导入", place=place)
    return columnar_sheet(name, headers, _batches(path, con, name, sql))


def _batches(path: Path, con: sqlite3.Connection, name: str, sql: str) -> Iterator[Batch]:
    try:
        with closing(con.execute(sql)) as rows:
            while some := rows.fetchmany(_ROWS):
                yield [texts(map(_plain, column)) for column in zip(*some, strict=True)]
    except UNREADABLE as error:
        raise _broken(path, error, f" 表 {name}") from error


def _plain(value: Any) -> Any:
    return f"（二进制内容，{len(value)} 字节）" if isinstance(value, bytes) else value


def _own(name: str) -> bool:
    return name.lower().startswith("sqlite_")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _broken(path: Path, error: Exception, where: str = "") -> UnreadableFile:
    place = f"{path.name}{where}"
    if isinstance(error, sqlite3.DataError):
        return UnreadableFile("有单元格过长", "删去过长的列后再导入", place=place)
    return UnreadableFile("文件不完整或者已经损坏，打不开", "请报送单位重发", place=place)
