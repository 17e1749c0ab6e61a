"""Parquet files, read batch by batch."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from xiezhi.screening.errors import UnreadableFile
from xiezhi.screening.reading.columnar import Batch, columnar_sheet, texts
from xiezhi.screening.reading.sheet import MAX_CELL, MAX_COLUMNS, Sheet

_ROWS = 65_536
MAX_UNPACKED = 16 * 1024**3
MAX_BATCH = 2**29  # bytes of one batch as text; honest batches hold a few dozen megabytes
ROWS_A_BYTE = 20  # a key that differs from row to row takes a byte at least; constants take none
_BOMB = "文件解开后大得不合常理，疑为压缩炸弹，没有读完"
_AGAIN = "请报送单位核对后重发"
_THRIFT = 100_000_000


@contextmanager
def parquet_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The single sheet of a Parquet file. Raises :class:`UnreadableFile`."""
    try:
        file = pq.ParquetFile(
            path,
            read_dictionary=_names(path),
            thrift_string_size_limit=_THRIFT,
            thrift_container_size_limit=_THRIFT // 100,
        )
    except (pa.ArrowException, OSError) as error:
        raise _broken(path) from error
    with file:
        _check(path, file)
        name = path.name.removesuffix(".parquet")
        headers = [str(field.name) for field in file.schema_arrow]
        yield (columnar_sheet(name, headers, _batches(path, file)),)


def _names(path: Path) -> list[str]:
    """The leaf columns: texts read as codes cannot swell where one long text is repeated."""
    with pq.ParquetFile(
        path, thrift_string_size_limit=_THRIFT, thrift_container_size_limit=_THRIFT // 100
    ) as file:
        return [file.schema.column(i).path for i in range(len(file.schema))]


def _check(path: Path, file: Any) -> None:
    about = file.metadata
    if about.num_columns > MAX_COLUMNS:
        reason = f"有 {about.num_columns} 列，超过 {MAX_COLUMNS} 列"
        raise UnreadableFile(reason, "删去没有用的列后再导入", place=path.name)
    if not about.num_rows or not about.num_columns:
        raise UnreadableFile("文件里没有数据", "请报送单位重发", place=path.name)
    unpacked = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
    if unpacked > MAX_UNPACKED or about.num_rows > ROWS_A_BYTE * path.stat().st_size:
        raise UnreadableFile(_BOMB, _AGAIN, place=path.name)


def _batches(path: Path, file: Any) -> Iterator[Batch]:
    first = 1
    try:
        for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
            size = sum(_size(path, column) for column in batch.columns)
            if size > MAX_BATCH:
                place = f"{path.name} 第 {first} 行起"
                raise UnreadableFile(_BOMB, _AGAIN, place=place)
            yield [_texts(column) for column in batch.columns]
            first += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _broken(path) from error


def _size(path: Path, column: Any) -> int:
    """Bytes of a coded column once it is written out."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary)
    if (pc.max(lengths).as_py() or 0) > MAX_CELL:
        reason = f"有单元格超过 {MAX_CELL} 个字节"
        raise UnreadableFile(reason, "删去过长的列后再导入", place=path.name)
    return int(pc.sum(lengths.cast(pa.int64()).take(column.indices)).as_py() or 0)


def _texts(column: Any) -> Any:
    """A column as texts that are read again as what they were."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        words = column.dictionary
        return _decoded(words).take(column.indices)
    if pa.types.is_timestamp(kind):
        return _instants(column)
    if pa.types.is_boolean(kind):
        return pc.if_else(column, "是", "否")
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_date(kind):
        return column.cast(pa.string())
    if pa.types.is_nested(kind):
        plain = (None if v is None else _json(v) for v in column.to_pylist())
        return pa.array(plain, pa.string())
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_binary(kind):
        return _decoded(column.cast(pa.binary()))
    return texts(column.to_pylist())


def _decoded(words: Any) -> Any:
    """Texts, also those whose writer did not say that they are texts."""
    try:
        return words.cast(pa.string())
    except pa.ArrowInvalid:
        plain = (None if w is None else w.decode("gb18030") for w in words.to_pylist())
        return pa.array(plain, pa.string())


def _instants(column: Any) -> Any:
    """Beijing time where a zone is kept, and a bare day where it is midnight."""
    if column.type.tz:
        there = column.cast(pa.timestamp(column.type.unit, "Asia/Shanghai"))
        column = pc.local_timestamp(there)
    printed = column.cast(pa.string())
    return pc.replace_substring_regex(printed, r"[ T]00:00:00(\.0+)?$", "")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _broken(path: Path) -> UnreadableFile:
    return UnreadableFile("文件不完整或者已经损坏，打不开", "请报送单位重发", place=path.name)
