"""Files that cannot be read, or not as they stand: each gets a message and leaves nothing."""

import gzip
import io
import json
import re
import zipfile
import zlib
from datetime import date

import openpyxl
import pytest
from damaging import damaged
from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import ScreeningError, import_file

DAY = date(2026, 11, 9)
LINES = [",".join(CUSTODY_HEADER), *(",".join(custody(n)) for n in range(50))]
CSV = "\n".join(LINES)


def _xlsx(folder):
    rows = [CUSTODY_HEADER, *map(custody, range(50))]
    return workbook(folder / "原表.xlsx", rows).read_bytes()


def _zip(**entries):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return body.getvalue()


def _bomb(folder):
    body = io.BytesIO(_xlsx(folder))
    out = io.BytesIO()
    with zipfile.ZipFile(body) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        with new.open("xl/media/x.bin", "w") as file:
            for _ in range(200):
                file.write(bytes(2**20))
    return out.getvalue()


def _without(name):
    def make(folder):
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(_xlsx(folder))) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for entry in old.infolist():
                if entry.filename != name:
                    new.writestr(entry, old.read(entry))
        return out.getvalue()

    return make


def _broken_xml(folder):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_xlsx(folder))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content[: len(content) // 2]
            new.writestr(entry, content)
    return out.getvalue()


def _stray(row, column):
    """A register of fifty lines with one stray cell far away."""

    def make(folder):
        book = openpyxl.Workbook()
        for line in (CUSTODY_HEADER, *map(custody, range(50))):
            book.active.append(line)
        book.active.cell(row, column).value = " "
        book.save(folder / "孤立.xlsx")
        return (folder / "孤立.xlsx").read_bytes()

    return make


def _lying(row, column):
    """The same, but the sheet says at its head that it is small."""

    def make(folder):
        (folder / "原样.xlsx").write_bytes(_stray(row, column)(folder))
        out = io.BytesIO()
        with zipfile.ZipFile(folder / "原样.xlsx") as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                content = old.read(entry)
                if entry.filename.endswith("sheet1.xml"):
                    content, changed = re.subn(rb'ref="A1:[A-Z]+[0-9]+"', b'ref="A1:E51"', content)
                    assert changed == 1
                new.writestr(entry, content)
        return out.getvalue()

    return make


def _gutted(folder):
    """An old Excel file whose container leads its reader in circles."""
    return damaged(614)[1]


CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = CFB + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
WORD = CFB + bytes(1000) + "WordDocument".encode("utf-16-le") + bytes(3000)
WIDE = ",".join(f"列{n}" for n in range(10_000))

DAMAGED = {
    "空文件.xlsx": b"",
    "只有空白.csv": b" \n\n  \n",
    "截断的.xlsx": lambda f: _xlsx(f)[:2000],
    "截掉末尾的.xlsx": lambda f: _xlsx(f)[:-30],
    "只有文件头的.xlsx": b"PK\x03\x04",
    "坏压缩.xlsx": b"PK\x03\x04" + bytes(500),
    "远角有字的.xlsx": _stray(1_048_576, 16_384),
    "底下有字的.xlsx": _stray(1_048_576, 400),
    "远角有字而说没有的.xlsx": _lying(1_048_576, 16_384),
    "底下有字而说没有的.xlsx": _lying(1_048_576, 400),
    "绕圈的.xls": _gutted,
    "缺工作簿的.xlsx": _without("xl/workbook.xml"),
    "缺工作表的.xlsx": _without("xl/worksheets/sheet1.xml"),
    "坏内容的.xlsx": _broken_xml,
    "压缩炸弹.xlsx": _bomb,
    "加密的.xlsx": LOCKED,
    "坏的.xls": CFB + bytes(4000),
    "太短的.xls": CFB,
    "改名的Word.xlsx": _zip(word__document_xml="<w/>"),
    "老Word.xls": WORD,
    "改名的演示.xlsx": _zip(ppt__presentation_xml="<p/>"),
    "压缩包.zip": _zip(a="b"),
    "压缩的.csv": gzip.compress(CSV.encode()),
    "七压缩.csv": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "RAR.csv": b"Rar!\x1a\x07" + bytes(100),
    "扫描件.pdf": b"%PDF-1.7\n" + bytes(100),
    "图片.xlsx": b"\x89PNG\r\n" + bytes(100),
    "照片.csv": b"\xff\xd8\xff\xe0" + bytes(100),
    "网页.xls": "<html><table><tr><td>姓名</td></tr></table></html>".encode(),
    "网页二.xls": b"<!DOCTYPE html><table></table>",
    "XML表.xls": b'<?xml version="1.0"?><Workbook></Workbook>',
    "数据库.csv": b"SQLite format 3\x00" + bytes(100),
    "程序.csv": b"MZ" + bytes(200),
    "乱字节.csv": bytes(range(256)) * 20,
    "压缩流.csv": zlib.compress(CSV.encode() * 3),
    "混合编码.csv": CSV.encode("gb18030") + "姓名".encode("utf-16-le") + b"\xff\xff\x81",
    "截断的汉字.csv": CSV.encode("utf-8")[:-1] + b"\xe5\x8f",
    "引号没有成对.csv": (LINES[0] + '\n"云公' + "x" * 1_100_000).encode(),
    "一万列.csv": f"{WIDE}\n{WIDE}".encode(),
    "截断的.jsonl": b'{"a": 1}\n{"a": ',
    "不是记录.jsonl": b"[1, 2, 3]",
    "数组坏了.json": b'[{"a": 1}, {"a"',
    "嵌套过深.json": b"[" * 100_000,
    "没有表头.csv": "\n".join(LINES[1:]).encode(),
    "别的表.csv": "菜名,价格\n面,8\n".encode(),
    "只有表头词.csv": "姓名\n罗承砚\n".encode(),
    "一万字段.jsonl": json.dumps({f"f{n}": n for n in range(10_000)}).encode(),
    "富文本.csv": b"{\\rtf1 hello}",
    "Parquet.csv": b"PAR1" + bytes(100),
    "加密的.parquet": b"PARE" + bytes(100),
}


def test_there_are_many_kinds():
    assert len(DAMAGED) >= 40


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_refused_in_chinese_and_leaves_nothing(tmp_path, store, name):
    made = DAMAGED[name]
    path = tmp_path / name
    path.write_bytes(made(tmp_path) if callable(made) else made)
    with pytest.raises(ScreeningError) as refused:
        import_file(path, store, data_on=DAY)
    message = str(refused.value)
    assert name in message
    assert sum("\u4e00" <= char <= "\u9fff" for char in message) >= 6
    assert refused.value.cure
    assert not list(store.directory.glob("staging-*"))
    assert store.imports() == ()


def test_a_missing_file_and_a_folder(tmp_path, store):
    for path in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(ScreeningError):
            import_file(path, store)


def test_ten_thousand_columns_of_excel(tmp_path, store):
    header = [f"列{n}" for n in range(10_000)]
    with pytest.raises(ScreeningError, match="列"):
        import_file(workbook(tmp_path / "宽.xlsx", [header, header]), store)


def test_bad_rows_among_good_ones_are_quarantined_not_lost(tmp_path, store):
    good = [",".join(custody(n)) for n in range(3)]
    bad = [
        f"{good[0]},多出来的",
        "云公1号,罗承砚,9.90102E+17,2025-01-01,",
        "云公2号,罗承砚,,2025-01-01,",
    ]
    path = tmp_path / "在押人员台账.csv"
    path.write_text("\n".join([LINES[0], *good, *bad, "#REF!,,,,"]), "utf-8")
    sheet = import_file(path, store, data_on=DAY).sheets[0]
    assert (sheet.rows, sheet.kept, sheet.quarantined) == (7, 3, 4)
    assert set(sheet.quarantined_by_reason) == {
        "extra_cells", "id_scientific", "missing_key", "formula_error",
    }  # fmt: skip
