"""A thousand files as they should not come: good registers, damaged in ways a seed repeats."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from sheets import CUSTODY_HEADER, custody

ROWS = [custody(n) for n in range(40)]
LINES = "\n".join(",".join(row) for row in (CUSTODY_HEADER, *ROWS)) + "\n"
TEXTS = (".csv", ".jsonl")
ODD_CELLS = (
    "=1+1", "=cmd|' /C calc'!A0", "#REF!", "#N/A", "9.90102E+17", "1e309", "-", "无", "0000-00-00",
    "2025-02-30", "99999", "-1", "😀", "\u202e姓名", "\x07", "x" * 40_000, "２０２５．１．３",
    "NaN", "'", '"',
)  # fmt: skip
CODECS = ("utf-16", "utf-16-be", "utf-32", "big5hkscs", "utf-7", "utf-8-sig", "cp037", "gb18030")
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Draw = Random
Damaged = tuple[str, bytes]


@cache
def good(ending: str) -> bytes:
    """A sound register of forty lines in one of the formats."""
    if ending == ".xls":
        return (Path(__file__).parent / "files" / "custody.xls").read_bytes()
    return {
        ".csv": lambda: LINES.encode(),
        ".jsonl": lambda: "\n".join(map(json.dumps, _records())).encode(),
        ".xlsx": lambda: _book(lambda sheet: None),
        ".parquet": _parquet,
        ".sqlite": _sqlite,
    }[ending]()


ENDINGS = (".csv", ".jsonl", ".xls", ".xlsx", ".parquet", ".sqlite")


def _records() -> list[dict[str, str]]:
    return [dict(zip(CUSTODY_HEADER, row, strict=True)) for row in ROWS]


def _book(change: Callable[[object], None]) -> bytes:
    book = openpyxl.Workbook()
    for row in (CUSTODY_HEADER, *ROWS):
        book.active.append(row)
    change(book.active)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _parquet() -> bytes:
    body = io.BytesIO()
    columns = map(list, zip(*ROWS, strict=True))
    pq.write_table(pa.table(dict(zip(CUSTODY_HEADER, columns, strict=True))), body)
    return body.getvalue()


def _sqlite() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        with closing(sqlite3.connect(path)) as con:
            con.execute(f"CREATE TABLE 在押人员台账 ({', '.join(CUSTODY_HEADER)})")
            con.executemany("INSERT INTO 在押人员台账 VALUES (?, ?, ?, ?, ?)", ROWS)
            con.commit()
        return path.read_bytes()


def _any(draw: Draw) -> tuple[str, bytes]:
    ending = draw.choice(ENDINGS)
    return ending, good(ending)


def truncated(draw: Draw) -> Damaged:
    """Cut off anywhere, as a broken transfer leaves it."""
    ending, body = _any(draw)
    return f"截断{ending}", body[: draw.randrange(len(body))]


def flipped(draw: Draw) -> Damaged:
    """Some bytes changed, as a failing disk leaves them."""
    ending, body = _any(draw)
    changed = bytearray(body)
    for _ in range(draw.choice((1, 3, 30, 300))):
        changed[draw.randrange(len(changed))] ^= draw.randrange(1, 256)
    return f"坏字节{ending}", bytes(changed)


def emptied(draw: Draw) -> Damaged:
    """A stretch of zeros in the middle."""
    ending, body = _any(draw)
    start = draw.randrange(len(body))
    length = draw.choice((16, 512, 4096))
    return f"空洞{ending}", body[:start] + bytes(length) + body[start + length :]


def interleaved(draw: Draw) -> Damaged:
    """Bytes of another file in between."""
    ending, body = _any(draw)
    start = draw.randrange(len(body))
    return f"夹杂{ending}", body[:start] + draw.randbytes(draw.choice((1, 64, 4096))) + body[
        start:
    ]


def doubled(draw: Draw) -> Damaged:
    """Two files in one, or the halves the wrong way round."""
    ending, body = _any(draw)
    half = len(body) // 2
    return f"拼接{ending}", draw.choice((body + body, body[half:] + body[:half], body[half:]))


def misnamed(draw: Draw) -> Damaged:
    """The ending of another format."""
    ending, body = _any(draw)
    other = draw.choice([e for e in (*ENDINGS, ".json", ".txt", ".et") if e != ending])
    return f"改名{other}", body


def recoded(draw: Draw) -> Damaged:
    """An encoding nobody asked for, or text decoded wrongly once already."""
    ending = draw.choice(TEXTS)
    text = good(ending).decode()
    codec = draw.choice(CODECS)
    if draw.random() < 0.3:
        text = text.encode("utf-8").decode("gb18030", "replace")
    return f"编码{codec}{ending}", text.encode(codec, "replace")


def mixed(draw: Draw) -> Damaged:
    """Half in one encoding, half in another."""
    codecs = draw.sample(CODECS, 2)
    half = len(LINES) // 2
    return "两种编码.csv", LINES[:half].encode(codecs[0], "replace") + LINES[half:].encode(
        codecs[1], "replace"
    )


def ill_quoted(draw: Draw) -> Damaged:
    """Quotation marks, separators and line ends where none belong."""
    text = list(LINES)
    for _ in range(draw.randrange(1, 40)):
        text.insert(
            draw.randrange(len(text)), draw.choice(('"', ",", "\t", "\r", "\n", ";", "\0"))
        )
    return "引号.csv", "".join(text).encode()


def ill_typed(draw: Draw) -> Damaged:
    """Cells of no type a register has."""
    rows = [list(row) for row in (CUSTODY_HEADER, *ROWS)]
    for _ in range(draw.randrange(1, 60)):
        row = rows[draw.randrange(1 if draw.random() < 0.9 else 0, len(rows))]
        row[draw.randrange(len(row))] = draw.choice(ODD_CELLS)
    if draw.random() < 0.5:
        return "类型.csv", "\n".join(",".join(row) for row in rows).encode()
    head, *body = rows
    records = (dict(zip(head, row, strict=True)) for row in body)
    return "类型.jsonl", "\n".join(json.dumps(record) for record in records).encode()


def ill_shaped(draw: Draw) -> Damaged:
    """JSON of the wrong shape: lists, nesting, numbers, repeated keys, no values."""
    record = json.dumps(_records()[0])
    return draw.choice((
        ("形状.jsonl", b"[" * draw.randrange(1, 200_000)),
        ("形状.json", (f'{{"rows": [{record}], "page": ' + "{" * draw.randrange(9_000)).encode()),
        ("形状.jsonl", "\n".join(f"[{n}, {record}]" for n in range(20)).encode()),
        ("形状.jsonl", "\n".join("null" for _ in range(draw.randrange(1, 50))).encode()),
        ("形状.jsonl", f"{record}\n{record[:-1]}, {record[1:]}\n".encode()),
        ("形状.json", json.dumps({f"k{n}": _records() for n in range(3)}).encode()),
    ))  # fmt: skip


def merged_cells(draw: Draw) -> Damaged:
    """An Excel sheet with merged cells, formulas and empty rows anywhere, the header included."""

    def change(sheet):
        for _ in range(draw.randrange(1, 6)):
            row, column = draw.randrange(1, 42), draw.randrange(1, 6)
            down, right = row + draw.randrange(0, 4), column + draw.randrange(0, 3)
            sheet.merge_cells(start_row=row, end_row=down, start_column=column, end_column=right)
        for _ in range(draw.randrange(0, 5)):
            sheet.insert_rows(draw.randrange(1, 40))
        cell = sheet.cell(draw.randrange(1, 90), draw.randrange(1, 90))
        if isinstance(cell, openpyxl.cell.cell.Cell):
            cell.value = draw.choice(("=SUM(A1:A9)", "=A1&B1", '=HYPERLINK("x")', "合计", 1.5))

    return "合并单元格.xlsx", _book(change)


def without_a_part(draw: Draw) -> Damaged:
    """A workbook of which one part is missing, cut, emptied or no XML."""
    old = zipfile.ZipFile(io.BytesIO(good(".xlsx")))
    chosen = draw.choice(old.namelist())
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == chosen:
                harm = draw.choice((None, b"", b"<a/>", content[: len(content) // 2], b"\x00\xff"))
                if harm is None:
                    continue
                content = harm
            new.writestr(name, content)
    return "缺部件.xlsx", body.getvalue()


def bomb(draw: Draw) -> Damaged:
    """Small on the disk, huge when unpacked; or entities that expand without end."""
    body = io.BytesIO()
    target = draw.choice(("xl/media/x.bin", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"))
    lol = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as new:
        old = zipfile.ZipFile(io.BytesIO(good(".xlsx")))
        for name in old.namelist():
            if name != target:
                new.writestr(name, old.read(name))
        if target == "xl/sharedStrings.xml":
            head = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "x">{lol}]>'
            new.writestr(target, f"{head}<sst><si><t>&a11;</t></si></sst>")
        else:
            with new.open(target, "w") as file:
                for _ in range(draw.randrange(120, 160)):
                    file.write(bytes(2**20))
    return "压缩炸弹.xlsx", body.getvalue()


def locked(draw: Draw) -> Damaged:
    """A container that a password locks."""
    inner = "EncryptedPackage".encode("utf-16-le")
    padding = draw.randbytes(draw.randrange(3000))
    return f"加密{draw.choice(('.xlsx', '.xls'))}", CFB + bytes(1000) + inner + padding


def wide(draw: Draw) -> Damaged:
    """Ten thousand columns."""
    names = [f"列{n}" for n in range(10_000 + draw.randrange(3_000))]
    if draw.random() < 0.5:
        return "一万列.jsonl", json.dumps(dict.fromkeys(names, "1")).encode()
    return "一万列.csv", "\n".join([",".join(names)] * draw.randrange(1, 4)).encode()


def foreign(draw: Draw) -> Damaged:
    """A table of something else, or no table at all."""
    words = ["菜名", "价格", "数量", "天气", "温度", "备注", "面", "米", "风", "雨", "1", "2", "3"]
    lines = [
        ",".join(draw.choices(words, k=draw.randrange(1, 6))) for _ in range(draw.randrange(30))
    ]
    return draw.choice(
        (("别的表.csv", "\n".join(lines).encode()), ("乱.xlsx", draw.randbytes(4000)))
    )


DAMAGES = (
    truncated, flipped, emptied, interleaved, doubled, misnamed, recoded, mixed, ill_quoted,
    ill_typed, ill_shaped, merged_cells, without_a_part, bomb, locked, wide, foreign,
)  # fmt: skip


def damaged(serial: int) -> Damaged:
    """The name and the bytes of the damaged file of a number, always the same."""
    name, body = DAMAGES[serial % len(DAMAGES)](Random(serial))
    return f"第{serial}号{name}", body
