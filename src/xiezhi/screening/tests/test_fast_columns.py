"""The fast way over whole columns and the exact rules give the same, whatever agencies write."""

# ruff: noqa: E501  the cells stand side by side
import json
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import CUSTODY_HEADER, custody, person

from xiezhi.screening import columns, import_file
from xiezhi.screening.columns import take_in
from xiezhi.screening.dictionary import Column
from xiezhi.screening.plans import Plan
from xiezhi.screening.reading import blocks, texts
from xiezhi.screening.refusal import Bad

KINDS = {
    "text": Column(label="备注"),
    "person": Column(label="姓名", check="person_name"),
    "number": Column(label="证件", check="identity_number"),
    "case": Column(label="案号", check="case_number"),
    "unit": Column(label="信用代码", check="credit_code"),
    "choice": Column(label="种类", choices={"拘役": ("拘 役",)}, closed=True),
    "date": Column(type="date", label="日期"),
    "month": Column(type="date", label="月份", unit="月"),
    "datetime": Column(type="datetime", label="时间"),
    "int": Column(type="int", label="天数", unit="天"),
    "months": Column(type="int", label="刑期", unit="月"),
    "money": Column(type="decimal", label="金额", unit="元"),
    "bool": Column(type="bool", label="是否", blank=False),
}
_SHAPES = (
    "2025-01-05", "2025.1.5", "2025年3月9日", "二〇二五年三月九日", "20250105", "45964", "45964.5",
    "2025-02-30", "2025年13月", "2025-01-05 08:30", "无", "-", "—", "空", "null", "#REF!", "#N/A",
    "1,234.50", "12万元", "１２３", "1.23456", "-7", "+7", "007", "1e5", "99999999999999999", "3元",
    "一年六个月", "是", "否", "√", "拘役", "拘 役", "有期徒刑", "罗承砚", "罗 承砚", "阿依古丽·买买提",
    "（2025）云01刑初1号", "(2025)云01刑初1号", "〔2025〕 1号", "[2025]1号", "９９０１０２",
    "9.90102E+17", "91350100M000100Y43", "11010519491231002X", "11010519491231002x",
    "110105194912310021", "110105194902310022", "11010549123100", "110105491231002", "1101****002X",
    "  前后空白\t", "\u3000全角空白\u3000", "两\n行", "零\u200b宽", "\ufeff首", "引\"号", "反\\斜", "",
    "😀", "C12345", "a b", "a  b", "-12.5", "12.50", "0.00001", ".5", "5.", "nan", "NaN", "None",
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(_SHAPES),
    st.integers(0, 999).map(person),
    st.integers(-(10**16), 10**16).map(str),
    st.decimals(-(10**10), 10**10, places=3).map(str),
    st.dates(date(1890, 1, 1), date(2110, 1, 1)).map(str),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(str),
    st.text(st.sampled_from('０１２xX（)〔] 　\t.,-/年月日万元云刑"\\\x0b#'), max_size=8),
    st.text(max_size=6).filter(lambda text: text.isprintable()),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=40), scale=st.sampled_from((1, 10**4, 10**8)))
def test_columns_at_once_and_cell_by_cell(kind, cells, scale):
    plan = Plan(0, "列", "name_of_it", KINDS[kind], Decimal(scale))
    exact = [plan.look(cell) for cell in cells]
    columns._FEW, few = -1.0, columns._FEW  # every column counts as a varied one
    try:
        taken = take_in(pa.array(cells, pa.string()), plan)
    finally:
        columns._FEW = few
    bad = taken.bad.to_pylist() if taken.bad is not None else [False] * len(cells)
    spelled = taken.spelled.to_pylist() if taken.spelled is not None else [None] * len(cells)
    found = [
        "refused"
        if refused
        else (value, json.loads(f"{{{text}}}")["name_of_it"] if text else None)
        for refused, value, text in zip(bad, taken.values.to_pylist(), spelled, strict=True)
    ]
    assert found == ["refused" if isinstance(read, Bad) else read for read in exact]


LINES = st.lists(
    st.one_of(
        st.integers(0, 300).map(lambda n: ",".join(custody(n))),
        st.integers(0, 300).map(lambda n: ",".join(f'"{cell}"' for cell in custody(n))),
        st.sampled_from(
            [
                "", ",,,,", "合计,5人,,,", "注：截至十月底", ",".join(CUSTODY_HEADER), "云公1号",
                "云公1号,罗承砚,9.90102E+17,2025-01-01,", "云公2号,罗承砚,,2025-01-01,,多,出",
                f'"云公\n3号",罗承砚,{person(3)},2025-01-01,', f'云公"4号,罗,{person(4)},2025.1.1,',
                f'"云公""5号",罗承砚,{person(5)},2025-01-01,2025-13-01',
                f"云公〔2025〕6号,罗承砚,{person(6)},45964,,,,",
            ]
        ),
    ),
    min_size=1,
    max_size=60,
)  # fmt: skip


@pytest.mark.parametrize("size", [200, 8_000_000])
@settings(max_examples=25, deadline=None)
@given(lines=LINES, ending=st.sampled_from(["\n", "\r\n"]), last=st.booleans())
def test_blocks_and_lines_read_the_same(tmp_path_factory, size, lines, ending, last):
    path = tmp_path_factory.mktemp("csv") / "在押.csv"
    body = ending.join([",".join(CUSTODY_HEADER), *lines]) + (ending if last else "")
    path.write_bytes(body.encode())
    with texts.text_sheets(path) as (sheet,):
        exact = list(sheet.lines)
    blocks.CHARACTERS, kept = size, blocks.CHARACTERS
    try:
        with texts.text_sheets(path) as (sheet,):
            found = [next(sheet.lines)]
            for block in sheet.blocks():
                rows = zip(*(c.to_pylist() for c in block.columns), strict=True)
                numbers = block.lines if block.lines is not None else ()
                plain = [(int(n), list(cells)) for n, cells in zip(numbers, rows, strict=True)]
                found += sorted([*plain, *block.odd])
    finally:
        blocks.CHARACTERS = kept
    blank = [(n, cells) for n, cells in exact if not any(cells)]
    assert [line for line in found if any(line[1])] == [ln for ln in exact if any(ln[1])]
    assert [n for n, cells in found if not any(cells)] == [n for n, _ in blank]


def test_a_large_file_is_read_as_a_small_one(tmp_path, new_store, contents, monkeypatch):
    lines = [",".join(custody(n, "2025年11月3日")) for n in range(700)]
    lines[300:300] = ["合计,,,,", "", "云公9号,罗承砚,,2025-01-01,", lines[5], f"{lines[6]},多"]
    path = tmp_path / "在押人员台账.csv"
    path.write_text("\n".join([",".join(CUSTODY_HEADER), *lines]), "utf-8")
    reports = []
    for name, size in (("blocks", 3000), ("lines", None)):
        store = new_store(tmp_path / name)
        if size:
            monkeypatch.setattr(blocks, "CHARACTERS", size)
        else:
            monkeypatch.setattr(blocks, "in_columns", lambda *_: None)
        report = import_file(path, store, data_on=date(2026, 11, 9))
        kept = [(q.line, q.code, q.cells) for q in store.quarantine(report.import_id)]
        reports.append((report.sheets, kept, contents(store)))
    assert reports[0] == reports[1]
    assert reports[0][0][0].quarantined == 2
