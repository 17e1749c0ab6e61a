"""The command line: what it prints, and that errors are Chinese and never tracebacks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xiezhi.law import national
from xiezhi.law.command import law


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law, list(arguments))


def test_due_as_json_has_the_agreed_keys() -> None:
    result = run("due", "prosecution_review_1m", "--start", "2024-09-02", "--fact",
                 "in_custody=false", "--json")  # fmt: skip
    assert result.exit_code == 0
    data = json.loads(result.output)
    assert (data["due_on"], data["latest_on"]) == ("2024-10-08", "2024-10-17")
    assert data["provisional"] is False
    assert {"on", "label", "citation", "quote"} <= data["steps"][0].keys()
    assert any(step["quote"] == "期间开始的时和日不算在期间以内" for step in data["steps"])


def test_due_takes_events_extensions_and_exclusions() -> None:
    result = run(
        "due", "prosecution_review_1m", "--start", "2025-03-03", "--fact", "in_custody=true",
        "--event", "supplement_returned_on=2025-06-03", "--event", "extension.complex=2025-06-20",
        "--exclude", "2025-06-10..2025-06-15", "--json",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["due_on"] == "2025-07-23"


def test_an_hour_clock_gives_the_instant() -> None:
    result = run("due", "detention_interrogate_24h", "--start", "2026-03-01T10:30", "--json")
    assert json.loads(result.output)["due_at"] == "2026-03-02T11:00:00+08:00"


def test_due_in_words_numbers_its_steps() -> None:
    result = run("due", "prosecution_review_1m", "--start", "2024-09-02")
    assert result.output.startswith("届满：2024-10-02")
    assert " 1. 受理移送起诉：2024-09-02" in result.output
    assert "〔刑事诉讼法(2018) 第172条第1款〕" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "nothing", "--start", "2026-03-01"), "没有「nothing」"),
        (("due", "prosecution_review_1m", "--start", "昨天"), "「昨天」不是日期"),
        (("due", "prosecution_review_1m", "--start", "2026-02-30"), "不是日期"),
        (("due", "detention_interrogate_24h", "--start", "2026-03-01"), "须有时刻"),
        (("due", "return_supplement_twice", "--start", "2026-03-01"), "没有可以计算的届满日"),
        (("due", "prosecution_review_1m", "--start", "2026-03-01", "--fact", "x"), "写成 名称=值"),
        (
            ("due", "prosecution_review_1m", "--start", "2026-03-01", "--fact", "held=true"),
            "未声明的名称",
        ),
        (
            ("due", "prosecution_review_1m", "--start", "2026-03-01", "--exclude", "三月"),
            "起日..止日",
        ),
        (("due", "prosecution_review_1m", "--start", "1990-01-01"), "尚未施行"),
        (("explain", "nothing"), "没有「nothing」"),
        (("explain", "prosecution_review_1m", "--on", "x"), "不是日期"),
        (("import", "no-such-folder"), "没有文件夹"),
        (("check", "--pack", "no-such-folder"), "pack.yaml"),
    ],
)
def test_errors_are_chinese_and_short(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert said in result.output
    assert result.output.startswith("错误：")
    assert "Traceback" not in result.output


def test_a_day_in_a_year_without_published_holidays_is_provisional_and_says_why() -> None:
    result = run("due", "prosecution_review_1m", "--start", "2091-07-06")
    first, why, *_rest = result.output.splitlines()
    assert first == "届满：2091-08-06（暂定）"
    assert why.startswith("暂定：2091 年放假安排尚未公布（已公布到 2")
    sure = run(
        "due", "prosecution_review_1m", "--start", "2024-09-02", "--fact", "in_custody=true"
    )
    assert "暂定" not in sure.output


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("prosecution_review", "criminal.prosecution_review_1m"),
        ("prosecuton_review_1m", "criminal.prosecution_review_1m"),
    ],
)
def test_an_unknown_period_is_told_first_with_its_neighbours(name: str, near: str) -> None:
    result = run("due", name)
    assert result.exit_code == 1
    assert f"没有「{name}」" in result.output
    assert near in result.output
    assert "--start" not in result.output


def test_a_known_period_without_its_day_asks_for_it() -> None:
    result = run("due", "prosecution_review_1m")
    assert result.exit_code == 2
    assert "缺少选项 '--start'" in result.output


def test_explain_tells_the_rule_of_the_day() -> None:
    now = run("explain", "prosecution_review_1m", "--on", "2026-03-01").output
    then = run("explain", "prosecution_review_1m", "--on", "2015-03-01").output
    assert "刑事诉讼法(2018) 第172条第1款" in now
    assert "至多 15日" in now
    assert "人民检察院刑事诉讼规则(2012) 第386条第1款" in then
    assert (
        "没有有效的规定" in run("explain", "prison_appeal_reply_3m", "--on", "2020-01-01").output
    )
    assert "硬约束" in run("explain", "return_supplement_twice").output
    assert "未经核对" in run("explain", "cc_survey_10wd").output


@pytest.mark.parametrize("period_id", ["file_access_3wd", "trial_first_2m", "rule_month_count"])
def test_explain_speaks_of_every_part(period_id: str) -> None:
    output = run("explain", period_id, "--on", "2026-03-01").output
    assert "依据：" in output
    assert "计算方法：" in output


def test_check_counts_what_it_checked() -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "没有发现问题" in result.output
    assert f"期限 {len(national().periods)}，" in result.output


def test_import_then_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIEZHI_HOME", str(tmp_path / "home"))
    source = tmp_path / "texts"
    source.mkdir()
    row = '{"article": "1", "text": "为了保证刑法的正确实施"}\n'
    (source / "刑事诉讼法_2018.jsonl").write_text(row, encoding="utf-8")
    result = run("import", str(source))
    assert result.exit_code == 0, result.output
    assert "已导入 1 部法律文件，共 1 条" in result.output
    assert (tmp_path / "home/law/刑事诉讼法_2018.jsonl").read_text(encoding="utf-8") == row


def test_schemas_are_written_for_every_kind(tmp_path: Path) -> None:
    result = run("schema", str(tmp_path / "schemas"))
    assert result.exit_code == 0, result.output
    period = json.loads((tmp_path / "schemas/periods.schema.json").read_text(encoding="utf-8"))
    assert period["anyOf"][0]["properties"]["label"]["type"] == "string"
    assert {"instruments", "facts", "counting", "periods", "pack"} <= {
        path.name.split(".")[0] for path in (tmp_path / "schemas").iterdir()
    }
