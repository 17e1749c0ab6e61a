"""The twenty worked dates of the collected material, and the examples in the rule files."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from xiezhi.law import Interval, due, national
from xiezhi.law.worked import disagreements

TABLE = Path(__file__).resolve().parents[5] / "shared" / "law" / "period_examples.csv"
SHARED = pytest.mark.skipif(not TABLE.is_file(), reason="没有 shared/law/period_examples.csv")
HELD = {"in_custody": True}
FREE = {"in_custody": False}

# row → the clocks to run in a chain (each starts where the last ended), start and what is given
ASKED: Mapping[str, tuple[tuple[str, ...], str, Mapping[str, object]]] = {
    "ex_p02": (("investigation_custody_ext3",), "2026-01-15", {}),
    "ex_p04": (("investigation_custody_restart_report",), "2026-02-01", {}),
    "ex_p05": (("prosecution_review_1m",), "2026-07-06", {}),
    "ex_p06": (("prosecution_review_ext15",), "2026-07-06", {}),
    "ex_p10": (("rule_month_count",), "2026-01-31", {}),
    "ex_p11": (("custody_necessity_3d",), "2026-07-10", {}),
    "ex_p12": (("custody_necessity_10d",), "2026-07-10", {}),
    "ex_p13": (("detention_psb_submit_arrest", "arrest_review_detained"), "2026-07-09", {}),
    "ex_p14": (("rule_holiday_roll",), "2026-07-09", {"facts": FREE}),
    "ex_h01": (("detention_psb_submit_arrest_30", "arrest_review_detained"), "2026-03-01", {}),
    "ex_h03": (("protest_ruling_5d",), "2026-04-30", {}),
    "ex_h08": (("prosecution_review_fasttrack_10d",), "2026-04-22", {"facts": HELD}),
    "ex_h09": (
        ("prosecution_review_restart_joint",),
        "2026-03-10",
        {"facts": HELD, "events": {"later_case_received_on": date(2026, 4, 2)}},
    ),
    "ex_h11": (("pil_suggest_reply_2m",), "2026-05-12", {}),
    "ex_h13": (("pil_civil_pros_review_3m",), "2026-04-01", {}),
    "ex_h14": (
        ("civ_supervise_review_3m",),
        "2026-02-10",
        {"exclusions": [Interval(date(2026, 3, 2), date(2026, 3, 22), "file_or_appraisal")]},
    ),
    "ex_h15": (("commutation_ruling_object_20d",), "2026-09-15", {}),
    "ex_h16": (("file_access_3wd",), "2026-09-29", {}),
    "ex_h18": (("prison_appeal_reply_3m",), "2026-11-05", {}),
    "ex_h19": (("custody_necessity_reply_10d",), "2026-02-13", {}),
}


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


@SHARED
def test_every_worked_date_is_asked() -> None:
    assert rows().keys() == ASKED.keys()


@SHARED
@pytest.mark.parametrize("row", sorted(ASKED))
def test_worked_date(row: str) -> None:
    clocks, start, asked = ASKED[row]
    written = rows()[row]
    assert written["clock"] in clocks
    end: date | None = date.fromisoformat(start)
    for clock in clocks:
        assert end is not None
        end = due(clock, end, pack=national(), **asked).due_on  # type: ignore[arg-type]
    assert end is not None
    assert end.isoformat() == written["expected_due_date"]


@pytest.mark.parametrize("period_id", sorted(national().periods))
def test_examples_of_the_rule_file(period_id: str) -> None:
    period = national().periods[period_id]
    assert len(period.examples) >= 2
    assert [said for _, said in disagreements(period, national())] == []


@SHARED
def test_every_row_of_the_three_lines_is_a_period() -> None:
    table = TABLE.with_name("periods.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        wanted = {
            row["id"]
            for row in csv.DictReader(lines)
            if row["business_line"] in ("刑事", "刑事执行", "案管")
        }
    assert len(wanted) == 196
    assert wanted <= {key.rsplit(".", 1)[-1] for key in national().periods}
