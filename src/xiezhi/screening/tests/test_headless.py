"""Files of which no column is known: what they are not, what was read, what to do."""

import os
from pathlib import Path

import pytest

from xiezhi.screening import ScreeningError, Store, import_file, national, propose
from xiezhi.screening.headless import nearest


def told(path: Path, tmp_path: Path) -> str:
    with pytest.raises(ScreeningError) as refusal:
        import_file(path, Store(tmp_path / "store", national()))
    assert str(refusal.value).count(path.name) == 1
    assert path.name not in refusal.value.within(path.name), "the name was said already"
    return str(refusal.value)


def test_a_text_named_xlsx_is_said_to_be_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "说明.xlsx"
    path.write_text("这是一段说明文字，没有表格。\n第二行。\n", "utf-8")
    said = told(path, tmp_path)
    assert "文件名以 .xlsx 结尾，内容却不是 Excel 工作簿，像是没有分列的文字" in said
    assert "另存为 .xlsx" in said


def test_a_table_of_text_named_xlsx_says_so_and_names_its_headers(tmp_path: Path) -> None:
    path = tmp_path / "未知.xls"
    path.write_text("甲列,乙列,丙列\n1,2,3\n4,5,6\n", "utf-8")
    said = told(path, tmp_path)
    assert "内容却不是 Excel 工作簿，像是分成 3 列的文本" in said
    assert "“甲列”“乙列”“丙列”" in said


def test_a_good_table_of_text_named_xlsx_is_still_imported(tmp_path: Path) -> None:
    path = tmp_path / "社区矫正对象名册.xlsx"
    header = "矫正对象,身份证号,矫正类型,判决生效日期,入矫日期\n"
    path.write_text(f"{header}谢停云,99010219800304031X,缓刑,2026-03-02,2026-04-20\n", "utf-8")
    report = import_file(path, Store(tmp_path / "store", national()))
    assert report.sheets[0].table == "community_correction"


def test_noise_named_xlsx_is_neither_workbook_nor_text(tmp_path: Path) -> None:
    path = tmp_path / "乱.xlsx"
    path.write_bytes(bytes([255, 250, 251, 252, 253]) + os.urandom(2000) + bytes(range(32)))
    assert "内容却不是 Excel 工作簿，也不是文本" in told(path, tmp_path)


def test_unknown_headers_are_listed_with_the_nearest_tables(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("罪犯姓名字,服刑监狱名,余刑长\n张三,一监,三年\n", "utf-8")
    said = told(path, tmp_path)
    assert "一个也不认识：“罪犯姓名字”“服刑监狱名”“余刑长”" in said
    assert "监狱、看守所服刑记录" in said.partition("最接近的表：")[2]


def test_fields_of_json_that_nobody_knows_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"foo": 1, "bar": 2}\n', "utf-8")
    assert "一个也不认识：“foo”“bar”" in told(path, tmp_path)


def test_numbers_alone_have_no_header(tmp_path: Path) -> None:
    path = tmp_path / "数.csv"
    path.write_text("1,2,3\n4,5,6\n", "utf-8")
    assert "没有找到表头。在数据上方写一行列名" in told(path, tmp_path)
    (proposal,) = propose(path, national())
    assert proposal.table is None


def test_nothing_is_near_to_strange_names() -> None:
    assert nearest(("甲", "乙"), national().imported()) == []
