"""Rows without an identity number, as hospitals and the police give them: kept, named, revised."""

import datetime as dt

import pytest

from xiezhi.screening import Store, import_file

HEAD = "医院,身份证号,姓名,出生日期,联系电话,就诊日期,诊断,报案日期\n"
FIRST = HEAD + (
    "云州一院,,程小满,2013-05-10,13800010002,2025-06-01,早孕,\n"
    "云州一院,,程小禾,2013-05-10,13800010002,2025-06-01,外伤,\n"
    "云州一院,990103201305100016,程小满,2013-05-10,,2025-06-01,早孕,\n"
    "云州一院,,,2013-05-10,13800010002,2025-06-01,早孕,\n"
)
LATER = HEAD + "云州一院,,程小满,2013-05-10,13800010002,2025-06-01,早孕,2025-06-02\n"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_row_without_a_number_is_named_by_what_stands_in(tmp_path, order):
    store = Store(tmp_path / "store")
    texts = ((FIRST, dt.date(2025, 7, 1)), (LATER, dt.date(2025, 8, 1)))
    reports = {}
    for place in order:
        path = tmp_path / f"诊疗记录{place}.csv"
        path.write_text(texts[place][0], "utf-8")
        reports[place] = import_file(path, store, table="medical_visit", data_on=texts[place][1])
    sheet = reports[0].sheets[0]
    assert (sheet.kept, sheet.quarantined_by_reason) == (3, {"missing_key": 1})
    with store.reading() as (con, alias):
        rows = con.execute(
            f"SELECT identity_number, name, reported_on FROM {alias}.medical_visit"
            " WHERE _current ORDER BY identity_number NULLS LAST, name"
        ).fetchall()
    assert rows == [
        ("990103201305100016", "程小满", None),
        (None, "程小满", dt.date(2025, 6, 2)),
        (None, "程小禾", None),
    ]


def test_what_is_missing_is_said_with_both_names(tmp_path):
    store = Store(tmp_path / "store")
    path = tmp_path / "诊疗记录.csv"
    path.write_text(FIRST, "utf-8")
    report = import_file(path, store, table="medical_visit", data_on=dt.date(2025, 7, 1))
    kept_out = store.quarantine(report.import_id)
    assert [(row.line, row.reason) for row in kept_out] == [(5, "“公民身份号码”和“姓名”都没有")]
