"""The lines of a workbook beyond the first ones, which are read by columns, give the same."""

from datetime import date, datetime, time

from sheets import CUSTODY_HEADER, custody, workbook

from xiezhi.screening import import_file

DAY = date(2026, 11, 9)
STRANGE = [
    custody(1001, time(8, 30)),
    [*custody(1002)[:2], 9.9010219900101e17, "2026-01-05", None],
    [*custody(1003)[:2], 1234567890123456.0, "2026-01-05", None],
    custody(1004, 45964.0, datetime(2026, 1, 5, 8, 30, 0, 500_000)),
    custody(1005, date(2026, 1, 5), datetime(2026, 2, 5)),
    custody(1006, "  2026年1月5日 ", True),
    [f" {custody(1007)[0]}\u3000", *custody(1007)[1:]],
    [None, *custody(1008)[1:]],
    ["合计", 8],
    CUSTODY_HEADER,
    [None] * 5,
    ["#REF!", *custody(1009)[1:]],
]


def _imported(path, store):
    report = import_file(path, store, data_on=DAY)
    sheet = report.sheets[0]
    with store.reading() as (con, alias):
        columns = "identity_number, case_number, start_on, end_on"
        sql = f"SELECT {columns} FROM {alias}.custody_episode ORDER BY 1, 2"
        rows = con.execute(sql).fetchall()
    faults = {(r.cells["案件编号"], r.value, r.reason) for r in store.quarantine(report.import_id)}
    return rows, faults, sheet.quarantined_by_reason, sheet.noise, sheet.blank


def test_strange_lines_far_down_are_read_as_at_the_top(tmp_path, new_store):
    plain = [custody(n) for n in range(100)]
    for folder in ("top", "down"):
        (tmp_path / folder).mkdir()
    early, late = [plain[0], *STRANGE, *plain[1:]], [*plain, *STRANGE]
    top = workbook(tmp_path / "top" / "台账.xlsx", [CUSTODY_HEADER, *early])
    down = workbook(tmp_path / "down" / "台账.xlsx", [CUSTODY_HEADER, *late])
    found = [_imported(p, new_store(p.parent / "store")) for p in (top, down)]
    assert found[0] == found[1]
    rows, _, reasons, noise, blank = found[1]
    assert len(rows) == 104 - 1  # 1006 has no day in 出所日期
    assert reasons["id_scientific"] == 2
    assert (noise, blank) == (2, 1)
