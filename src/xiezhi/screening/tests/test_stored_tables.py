"""Parquet and SQLite files: read as they are, with limits, and nothing in them is run."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sheets import CUSTODY_HEADER, custody, person

from xiezhi.screening import ScreeningError, UnreadableFile, import_file
from xiezhi.screening.reading import parquet

DAY = date(2026, 11, 9)


def _parquet(path, columns, **options):
    pq.write_table(pa.table(columns), path, **options)
    return path


def _columns(rows):
    return dict(zip(CUSTODY_HEADER, map(list, zip(*rows, strict=True)), strict=True))


def _database(path, *statements):
    with closing(sqlite3.connect(path)) as con:
        for statement, *rows in statements:
            con.executemany(statement, rows[0]) if rows else con.execute(statement)
        con.commit()
    return path


def _custody_table(name="在押人员台账", count=5):
    columns = ", ".join(f'"{header}"' for header in CUSTODY_HEADER)
    insert = f'INSERT INTO "{name}" VALUES (?, ?, ?, ?, ?)'
    return (f'CREATE TABLE "{name}" ({columns})',), (insert, [custody(n) for n in range(count)])


def test_parquet_in_batches_with_bad_rows(tmp_path, store):
    rows = [custody(n) for n in range(70_000)]
    rows[66_000][3] = "2026.13.05"
    rows[69_999][0] = None
    path = _parquet(tmp_path / "在押人员台账.parquet", _columns(rows))
    report = import_file(path, store, data_on=DAY)
    sheet = report.sheets[0]
    assert (sheet.sheet, sheet.table) == ("在押人员台账", "custody_episode")
    assert (sheet.rows, sheet.quarantined) == (70_000, 2)
    assert [row.line for row in store.quarantine(report.import_id)] == [66_001, 70_000]


def test_parquet_types_are_read_as_what_they_are(tmp_path, store):
    columns = {
        "案件编号": pa.array(["云公1号".encode("gb18030"), "云公2号".encode("gb18030")]),
        "姓名": pa.array(["罗承砚", "谢停云"]).dictionary_encode(),
        "公民身份号码": [person(1), person(2)],
        "入所日期": pa.array([datetime(2026, 1, 4, 16, tzinfo=UTC)] * 2),
        "出所日期": pa.array([date(2026, 2, 1), None]),
        "标签": pa.array([["甲"], []]),
        "金额": pa.array([Decimal("1.50"), None]),
        "比例": pa.array([1.0, float("nan")]),
    }
    import_file(_parquet(tmp_path / "在押人员台账.parquet", columns), store, data_on=DAY)
    with store.reading() as (con, alias):
        sql = f"SELECT case_number, start_on, end_on FROM {alias}.custody_episode ORDER BY 1"
        found = con.execute(sql).fetchall()
    assert found == [
        ("云公1号", date(2026, 1, 5), date(2026, 2, 1)),
        ("云公2号", date(2026, 1, 5), None),
    ]


def test_an_identity_number_kept_as_a_floating_number_is_lost(tmp_path, store):
    columns = {**_columns([custody(1), custody(2)]), "公民身份号码": [9.9010219900101e17] * 2}
    path = _parquet(tmp_path / "在押人员台账.parquet", columns)
    sheet = import_file(path, store, table="custody_episode", data_on=DAY).sheets[0]
    assert sheet.quarantined_by_reason == {"id_scientific": 2}


def _cut(path):
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _overwritten(path):
    body = bytearray(path.read_bytes())
    body[4:400] = bytes(396)
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: _parquet(p, {f"列{n}": [1] for n in range(501)}), "超过 500 列"),
        (lambda p: _parquet(p, {"姓名": pa.array([], pa.string())}), "没有数据"),
        (lambda p: _parquet(p, {"姓名": pa.nulls(3_000_000, pa.string())}), "压缩炸弹"),
        (lambda p: _parquet(p, {"姓名": ["x" * 1_000_001]}), "超过 1000000 个字节"),
        (lambda p: _cut(_parquet(p, {"姓名": ["罗承砚"] * 9})), "损坏"),
        (lambda p: _overwritten(_parquet(p, _columns(map(custody, range(99))))), "损坏"),
    ],
)
def test_parquet_beyond_the_limits_is_refused(tmp_path, store, make, words):
    with pytest.raises(ScreeningError, match=words) as refused:
        import_file(make(tmp_path / "台账.parquet"), store, data_on=DAY)
    assert "台账.parquet" in str(refused.value)
    assert refused.value.cure
    assert store.imports() == ()


def test_a_long_text_repeated_in_parquet_is_not_written_out(tmp_path, store, monkeypatch):
    monkeypatch.setattr(parquet, "MAX_BATCH", 10**6)
    path = _parquet(tmp_path / "台账.parquet", {"姓名": ["长" * 1000] * 1000 + list("甲乙")})
    with pytest.raises(UnreadableFile, match="压缩炸弹"):
        import_file(path, store, data_on=DAY)


def test_every_table_of_a_database_is_a_sheet_and_views_are_refused(tmp_path, store):
    path = _database(
        tmp_path / "看守所 #1?.db",
        *_custody_table(),
        ("CREATE TABLE 食堂 (菜名, 价格)",),
        ("INSERT INTO 食堂 VALUES ('面', 8)",),
        ("CREATE TABLE 空表 (a)",),
        ("CREATE VIEW 全部 AS SELECT * FROM 在押人员台账",),
    )
    before = path.read_bytes()
    report = import_file(path, store, data_on=DAY)
    found = {sheet.sheet: sheet for sheet in report.sheets}
    assert set(found) == {"在押人员台账", "食堂", "全部"}
    assert found["在押人员台账"].kept == 5
    assert found["食堂"].table is None
    assert "视图" in found["全部"].problem
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.db-*"))


def test_text_in_gb18030_and_numbers_in_a_database(tmp_path, store):
    path = _database(
        tmp_path / "在押人员台账.sqlite",
        *_custody_table(count=1),
        ("UPDATE 在押人员台账 SET 入所日期 = 45964, 出所日期 = NULL, 案件编号 = CAST(? AS TEXT)",
         [("云公1号".encode("gb18030"),)]),
    )  # fmt: skip
    import_file(path, store, data_on=DAY)
    with store.reading() as (con, alias):
        sql = f"SELECT case_number, start_on, end_on FROM {alias}.custody_episode"
        assert con.execute(sql).fetchall() == [("云公1号", date(2025, 11, 3), None)]


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([("CREATE TABLE 在押 (a)",)], "没有数据"),
        ([("CREATE VIEW 在押 AS SELECT 1 AS 姓名",)], "视图"),
        ([("CREATE TABLE t (a, b AS (abs(a)))",), ("INSERT INTO t (a) VALUES (1)",)], "运行语句"),
        ([(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(501))})",),
          ("INSERT INTO t (c0) VALUES (1)",)], "超过 500 列"),
        ([("CREATE TABLE t (a)",), ("INSERT INTO t VALUES (zeroblob(9000000))",)], "过长"),
    ],
)  # fmt: skip
def test_a_database_that_cannot_be_read_is_refused(tmp_path, store, statements, words):
    path = _database(tmp_path / "报送.db", *statements)
    with pytest.raises(UnreadableFile, match=words) as refused:
        import_file(path, store, data_on=DAY)
    assert "报送.db" in str(refused.value)
    assert refused.value.cure
    assert store.imports() == ()


def test_a_database_cut_off_or_in_use_leaves_nothing(tmp_path, store):
    path = _database(tmp_path / "报送.db", *_custody_table(count=2000))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="损坏"):
        import_file(path, store, data_on=DAY)
    path.write_bytes(whole)
    (tmp_path / "报送.db-wal").write_bytes(b"x")
    with pytest.raises(UnreadableFile, match="-wal"):
        import_file(path, store, data_on=DAY)
    assert store.imports() == ()
