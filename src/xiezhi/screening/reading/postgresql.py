"""One table of a PostgreSQL database, fetched as it stands at one moment into a Parquet file.

The transaction is read-only, the rows come by a cursor on the server. No message ever repeats
what the database or the driver said of the address: it may hold the password.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.sheet import MAX_COLUMNS

SCHEMES = ("postgresql:", "postgres:")
_ROWS = 20_000
_SHOWN = 20
_HARMLESS = re.compile(r"[\w.\-]{1,80}")
_SETTINGS: tuple[LiteralString, ...] = (
    "SET LOCAL TimeZone = 'Asia/Shanghai'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL lock_timeout = '10s'",
    "SET LOCAL synchronize_seqscans = off",  # the same rows in the same order make the same file
)
_FIND = """
    SELECT c.oid, n.nspname, c.relname FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'
    AND n.nspname NOT LIKE 'pg\\_%%' AND (%(schema)s::text IS NOT NULL OR
    pg_catalog.pg_table_is_visible(c.oid)) AND n.nspname = coalesce(%(schema)s, n.nspname)
    AND c.relname = coalesce(%(name)s, c.relname) ORDER BY 2, 3
"""
_COLUMNS = """
    SELECT attname FROM pg_catalog.pg_attribute
    WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


def fetch_table(url: str, table: str, folder: Path) -> Path:
    """Write ``table`` or ``schema.table`` of the database at ``url`` into a file in ``folder``.

    The file is named after table and database. Raises :class:`UnreadableFile`; without a table
    it names those there are.
    """
    place = shown(url)
    with _reading(url, place) as con:
        schema, _, name = table.rpartition(".")
        asked = {"schema": schema or None, "name": name or None}
        found = con.execute(_FIND, asked).fetchall()
        if not name:
            there = "、".join(_called(row) for row in found[:_SHOWN]) or "没有能读的表"
            raise UnreadableFile("没有写明读哪张表", f"用 --from 写明；库里：{there}", place=place)
        if not found:
            reason, cure = "库里没有这张表，或者没有读它的权限", "核对表名，写作 模式.表"
            raise UnreadableFile(reason, cure, place=place, value=table)
        path = folder / f"{name.replace('/', '_')}@{place.rpartition('/')[2]}"
        _write(con, found[0], path, place)
    return path


def shown(url: str) -> str:
    """How a database is called in messages: host and name, nothing that may be a password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return "PostgreSQL"
    names = [str(parts.get(key) or "") for key in ("host", "dbname")]
    return "/".join(["PostgreSQL", *(name for name in names if _HARMLESS.fullmatch(name))])


@contextmanager
def _reading(url: str, place: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        with psycopg.connect(url, connect_timeout=10, client_encoding="utf8") as con:
            con.read_only = True
            con.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            for setting in _SETTINGS:
                con.execute(setting)
            yield con
    except (psycopg.Error, UnicodeDecodeError) as error:
        raise UnreadableFile(*_why(error), place=place) from None


def _why(error: Exception) -> tuple[str, str]:
    """Reason and cure; of the driver's words only what they are about."""
    said = str(error).lower()
    if isinstance(error, UnicodeDecodeError):
        return "库里的文字编码认不出", "请管理员导出为 CSV 后再导入"
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return "没有读这张表的权限", "请管理员给这个用户 SELECT 权限"
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return "表正被别的程序锁着", "稍后再导入"
    if "password" in said or "authentication" in said:
        return "用户名或者密码不对", "核对地址里的用户名；密码可以写在环境变量 PGPASSWORD 里"
    if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
        return "数据库地址写得不对", "写作 postgresql://用户@主机:端口/库；密码中的符号写作 %XX"
    if "does not exist" in said:
        return "没有这个库或者这个用户", "核对地址里的库名和用户名"
    return "连不上数据库，或者读到一半断了", "核对主机、端口和网络，再导入；什么也没有写入"


def _write(con: psycopg.Connection[Any], found: Any, path: Path, place: str) -> None:
    oid, schema, name = found
    headers = [row[0] for row in con.execute(_COLUMNS, [oid]).fetchall()]
    if not 0 < len(headers) <= MAX_COLUMNS:
        reason = f"有 {len(headers)} 列，应为 1 到 {MAX_COLUMNS} 列"
        raise UnreadableFile(reason, "只报送要用的列", place=place, value=f"{schema}.{name}")
    query = sql.SQL("SELECT {} FROM {}").format(
        sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(h)) for h in headers),
        sql.Identifier(schema, name),
    )
    kinds = pa.schema([(header, pa.string()) for header in headers])
    with con.cursor(name="xiezhi_import") as rows, pq.ParquetWriter(path, kinds) as out:
        rows.execute(query)
        while some := rows.fetchmany(_ROWS):
            columns = [pa.array(c, pa.string()) for c in zip(*some, strict=True)]
            out.write_table(pa.table(columns, schema=kinds))


def _called(found: Any) -> str:
    return f"{found[1]}.{found[2]}"
