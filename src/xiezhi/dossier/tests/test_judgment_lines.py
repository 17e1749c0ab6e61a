"""Reading a file of judgments: bad lines told and counted, the rest done, the output whole or
not at all.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xiezhi.dossier import judgment_lines
from xiezhi.dossier.command import dossier

GOOD = {
    "id": 7,
    "text": (
        "云州市云江区人民法院刑事判决书（2020）云0102刑初1号公诉机关云州市云江区人民检察院。"
    ),
}


def run(tmp_path: Path, content: bytes) -> tuple[Result, Path]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(content)
    return CliRunner().invoke(dossier, ["extract", str(source), str(target)]), target


def line(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def test_one_record_a_line_with_its_number(tmp_path: Path) -> None:
    result, target = run(tmp_path, line(GOOD) + b"\n" + line(GOOD | {"id": "甲"}))
    assert result.exit_code == 0
    records = [json.loads(row) for row in target.read_text(encoding="utf-8").splitlines()]
    assert [(r["id"], r["line"], r["case_no"]) for r in records] == [
        (7, 1, "（2020）云0102刑初1号"),
        ("甲", 3, "（2020）云0102刑初1号"),
    ]
    assert records[0]["spans"]["court"] == [0, 10]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"{oops\n", "不是合法的JSON"),
        (b"[1, 2]\n", "应为JSON对象"),
        (line({"id": 1}), "缺少text字段"),
        (line({"id": 1, "text": 5}), "text字段应为文字"),
        (line({"id": 1, "text": None}), "text字段应为文字"),
        (line({"id": {"a": 1}, "text": "甲"}), "id字段应为数字或文字"),
        ("判决".encode("gbk") + b"\n", "不是UTF-8编码"),
        (b"[" * 100_000 + b"\n", "不是合法的JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_cure_and_the_others_go_on(
    tmp_path: Path, bad: bytes, said: str
) -> None:
    result, target = run(tmp_path, line(GOOD) + bad + line(GOOD))
    assert result.exit_code == 1
    assert f"第2行：{said}" in result.output
    assert "请" in result.output
    assert "共3行，提取2条，失败1条" in result.output
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2


def test_a_bad_line_is_quoted_only_in_part(tmp_path: Path) -> None:
    result, _ = run(tmp_path, b'"' + b"x" * 5000 + b'"\n')
    assert len(result.output) < 300


def test_empty_and_huge_texts_survive(tmp_path: Path) -> None:
    huge = "被告人甲某于2020年1月1日因涉嫌盗窃罪被刑事拘留，" * 20_000
    result, target = run(tmp_path, line({"id": 1, "text": ""}) + line({"id": 2, "text": huge}))
    assert result.exit_code == 0
    empty, _ = [json.loads(row) for row in target.read_text(encoding="utf-8").splitlines()]
    assert empty["defendants"] == []
    assert empty["case_no"] is None
    assert empty["spans"] == {}


def test_a_lone_surrogate_is_written_as_a_replacement(tmp_path: Path) -> None:
    result, target = run(tmp_path, b'{"id": "\\ud800", "text": "\\ud800"}\n')
    assert result.exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["line"] == 1


def test_an_interrupted_run_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(line(GOOD))
    target.write_text("旧", encoding="utf-8")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judgment_lines, "extract", fail)
    with pytest.raises(KeyboardInterrupt):
        judgment_lines.extract_file(source, target, lambda bad: None)
    assert target.read_text(encoding="utf-8") == "旧"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_missing_input_is_told_in_chinese(tmp_path: Path) -> None:
    arguments = ["extract", str(tmp_path / "no.jsonl"), str(tmp_path / "out.jsonl")]
    result = CliRunner().invoke(dossier, arguments)
    assert result.exit_code == 2
    assert "找不到输入文件" in result.output
    assert not (tmp_path / "out.jsonl").exists()


def test_output_into_no_folder_or_onto_a_folder_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(line(GOOD))
    runner = CliRunner()
    nowhere = runner.invoke(dossier, ["extract", str(source), str(tmp_path / "a" / "out")])
    folder = runner.invoke(dossier, ["extract", str(source), str(tmp_path)])
    assert (nowhere.exit_code, folder.exit_code) == (2, 2)
    assert "输出目录不存在" in nowhere.output
    assert "输出路径是一个目录" in folder.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "输入文件是空的"),
        (b"\n \n", "输入文件是空的"),
        (b"PK\x03\x04\x00\x00\xff", "输入文件不是 UTF-8 文本"),
        ("被告人".encode("gbk"), "输入文件不是 UTF-8 文本"),
    ],
)
def test_what_is_no_file_of_judgments_writes_nothing(
    tmp_path: Path, content: bytes, said: str
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("旧", encoding="utf-8")
    result, _ = run(tmp_path, content)
    assert result.exit_code == 2
    assert said in result.output
    assert target.read_text(encoding="utf-8") == "旧"


def test_a_folder_or_the_same_file_is_no_input(tmp_path: Path) -> None:
    runner, out = CliRunner(), tmp_path / "out.jsonl"
    folder = runner.invoke(dossier, ["extract", str(tmp_path), str(out)])
    assert (folder.exit_code, out.exists()) == (2, False)
    assert "输入路径是一个文件夹" in folder.output
    source = tmp_path / "in.jsonl"
    source.write_bytes(line(GOOD))
    same = runner.invoke(dossier, ["extract", str(source), str(source)])
    assert same.exit_code == 2
    assert source.read_bytes() == line(GOOD)
