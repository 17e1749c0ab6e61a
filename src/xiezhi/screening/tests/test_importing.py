import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sheets import CUSTODY_HEADER, custody, person, workbook

from xiezhi.screening import Profiles, Unmapped, import_file, national, propose

DAY = date(2026, 11, 9)


def test_a_register_as_it_comes(tmp_path, store):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["云州市第一看守所在押人员台账", None, None, None, None, None, None],
        ["统计日期：2026年10月"],
        ["序号", "案件编号", "人员情况", None, "羁押起止", None, "民族"],
        [None, None, "姓 名", "证件号码(18位)", "入所", "变更/出所", None],
        [1, "云公（刑）字〔2025〕1号", "罗承砚", person(1), 45964, "2025.12.2", "汉"],
        [2, "云公（刑）字〔2025〕2号", "谢停云", person(2), date(2026, 1, 5), None, "汉"],
        [None, None, None, None, None, None, None],
        [2, "云公（刑）字〔2025〕2号", "谢停云", person(2), date(2026, 1, 5), None, "汉"],
        [3, "云公（刑）字〔2025〕3号", "苏晚照", "9.90102E+17", "2026.1.5", None, "汉"],
        [4, "云公（刑）字〔2025〕4号", "苏晚照", person(4), "2026.13.05", None, "汉"],
        [5, None, "苏晚照", person(4), "2026.1.5", None, "汉"],
        ["合计", "5人"],
        ["注：截至10月底"],
    ):
        sheet.append(row)
    for cells in ("A1:G1", "C3:D3", "E3:F3"):
        sheet.merge_cells(cells)
    path = tmp_path / "在押人员台账2026.10（最终）.xlsx"
    book.save(path)

    report = import_file(path, store, data_on=DAY)
    found = report.sheets[0]

    assert found.table == "custody_episode"
    assert (found.rows, found.kept, found.duplicates, found.quarantined) == (6, 2, 1, 3)
    assert found.noise == 4  # two titles, one total, one note
    assert found.blank == 1
    assert found.quarantined_by_reason == {"bad_date": 1, "id_scientific": 1, "missing_key": 1}
    mapped = {m.header: (m.column, m.confidence) for m in found.mapping if m.column}
    assert mapped["证件号码(18位)"] == ("identity_number", "确定")
    assert mapped["入所"] == ("start_on", "确定")
    forbidden = [m for m in found.mapping if m.verdict == "forbidden"]
    assert [m.header for m in forbidden] == ["民族"]
    assert forbidden[0].samples == ()

    kept = store.quarantine(report.import_id)
    assert [(row.line, row.code) for row in kept] == [
        (9, "id_scientific"),
        (10, "bad_date"),
        (11, "missing_key"),
    ]
    assert kept[1].value == "2026.13.05"
    assert kept[1].reason == "没有 13 月"
    assert kept[1].cells["姓 名"] == "苏晚照"
    assert "民族" not in kept[1].cells
    assert store.quarantine_csv(report.import_id).decode("utf-8-sig").count("\r\n") == 4


@pytest.mark.clause("column-supervision-b")
def test_the_same_file_again_changes_nothing(tmp_path, store, contents):
    rows = [CUSTODY_HEADER, *(custody(n) for n in range(20)), custody(3, "坏日期")]
    path = workbook(tmp_path / "在押人员台账.xlsx", rows)
    first = import_file(path, store, data_on=DAY)
    before = contents(store)
    second = import_file(path, store, data_on=DAY)
    assert not first.repeated
    assert second.repeated
    assert second.sheets[0].kept == first.sheets[0].kept == 20
    assert contents(store) == before
    assert len(store.imports()) == 1
    assert len(store.quarantine(first.import_id)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_any_encoding(tmp_path, store, encoding, mark):
    lines = [mark.join(CUSTODY_HEADER), *(mark.join(custody(n)) for n in range(5))]
    path = tmp_path / "在押人员台账.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    report = import_file(path, store, data_on=DAY)
    assert report.sheets[0].kept == 5


def test_json_lines(tmp_path, store):
    records = [dict(zip(CUSTODY_HEADER, custody(n), strict=True)) for n in range(5)]
    path = tmp_path / "羁押记录.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    assert import_file(path, store, data_on=DAY).sheets[0].kept == 5


def test_old_excel(tmp_path, store):
    path = tmp_path / "在押人员台账.xls"
    path.write_bytes((Path(__file__).parent / "files" / "custody.xls").read_bytes())
    report = import_file(path, store, data_on=DAY)
    assert (report.sheets[0].kept, report.sheets[0].noise) == (5, 1)


def test_several_sheets_go_to_several_tables_and_the_rest_is_said(tmp_path, store):
    corrections = [["矫正对象", "身份证号", "矫正类型", "判决生效日期"]]
    corrections.append(["罗承砚", person(1), "缓刑", "2026-03-01"])
    path = workbook(
        tmp_path / "各表.xlsx",
        [CUSTODY_HEADER, custody(1)],
        corrections,
        [["食堂菜单", "价格"], ["面", 8]],
        names=("在押", "社区矫正", "菜单"),
    )
    report = import_file(path, store, data_on=DAY)
    tables = [sheet.table for sheet in report.sheets]
    assert tables == ["custody_episode", "community_correction", None]
    assert "不像数据字典中的任何一张表" in report.sheets[2].problem or report.sheets[2].problem


def test_amounts_in_ten_thousand_yuan(tmp_path, store):
    rows = [
        ["案件编号", "姓名", "公民身份号码", "财产刑种类", "判处金额（万元）"],
        ["C1", "罗承砚", person(1), "罚金", 1.5],
    ]
    import_file(workbook(tmp_path / "财产刑.xlsx", rows), store, data_on=DAY)
    with store.reading() as (con, alias):
        found = con.execute(f"SELECT amount_yuan FROM {alias}.property_penalty").fetchone()
    assert found[0] == 15_000


def test_a_table_that_fits_nothing_is_refused_whole(tmp_path, store, contents):
    path = workbook(tmp_path / "菜单.xlsx", [["菜名", "价格"], ["面", 8]])
    with pytest.raises(Unmapped) as refused:
        import_file(path, store)
    assert "菜单.xlsx" in str(refused.value)
    assert contents(store) == {}


def test_a_missing_required_column_is_named(tmp_path, store):
    path = workbook(tmp_path / "在押人员台账.xlsx", [CUSTODY_HEADER[:3], custody(1)[:3]])
    with pytest.raises(Unmapped, match="入所日期"):
        import_file(path, store, table="custody_episode")


def test_a_confirmed_mapping_is_remembered(tmp_path, store):
    header = ["案件编号", "姓名", "公民身份号码", "进来那天"]
    path = workbook(tmp_path / "在押.xlsx", [header, custody(1)[:4]])
    with pytest.raises(Unmapped):
        import_file(path, store)
    profiles = Profiles(tmp_path / "profiles.json")
    mapping = {"进来那天": "start_on"}
    profiles.remember(header, "custody_episode", mapping, by="苏晚照", on=date(2026, 10, 9))
    later = workbook(tmp_path / "在押2.xlsx", [header, custody(2)[:4]])
    report = import_file(later, store, profiles=profiles)
    assert report.sheets[0].kept == 1
    assert "苏晚照" in report.sheets[0].profile


def test_propose_writes_nothing(tmp_path):
    path = workbook(tmp_path / "在押人员台账.xlsx", [CUSTODY_HEADER, custody(1)])
    proposal = propose(path, national())[0]
    assert proposal.table == "custody_episode"
    assert proposal.problem == ""
    assert list(tmp_path.iterdir()) == [path]


def test_a_column_of_identity_numbers_is_recognised_by_content(tmp_path):
    header = ["案件编号", "姓名", "号", "入所日期"]
    path = workbook(tmp_path / "在押.xlsx", [header, *(custody(n)[:4] for n in range(9))])
    found = {m.header: m for m in propose(path, national())[0].matches}
    assert found["号"].column == "identity_number"
    assert "校验位" in found["号"].why
