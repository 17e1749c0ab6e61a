"""Imports: tables and record together or not at all, and clear words for what cannot be read."""

import json

import pytest
from click.testing import CliRunner

from xiezhi.clues.actions import import_file as importing
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.import_judgments import import_judgments
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.command import import_files
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import CONSOLE, Operator
from xiezhi.clues.orphans import batch_key
from xiezhi.evidence.models import Text
from xiezhi.evidence.selectors import text_keyed
from xiezhi.law import Refused
from xiezhi.ledger.chains import LOCAL
from xiezhi.modelling.library import store
from xiezhi.screening import ScreeningError

OPERATOR = Operator(CONSOLE, CONSOLE, LOCAL)


@pytest.fixture(autouse=True)
def fresh_store(db, settings, tmp_path):
    settings.XIEZHI_HOME = tmp_path / "home"


@pytest.fixture
def judgments(tmp_path):
    path = tmp_path / "判决.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "云州市人民法院刑事判决书"}), encoding="utf-8")
    return path


class Lost(Exception):
    """Stands for whatever stops a write half way."""


def test_when_a_text_cannot_be_kept_the_rows_are_taken_back(judgments, monkeypatch):
    def fail(**_given):
        raise Lost

    with monkeypatch.context() as patched:
        patched.setattr("xiezhi.clues.actions.import_judgments.keep_text", fail)
        with pytest.raises(Lost):
            import_judgments(OPERATOR, judgments)
    assert store(LOCAL).imports() == ()
    assert not ImportBatch.objects.exists()


def test_an_import_cut_off_before_its_record_is_recorded_when_it_is_repeated(
    judgments, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr(importing, "note_import", lambda *_given: None)
        import_judgments(OPERATOR, judgments)
    Text.objects.all().delete()
    assert len(store(LOCAL).imports()) == 1
    report = import_judgments(OPERATOR, judgments)
    assert not report.repeated  # what was cut off was taken back first
    assert ImportBatch.objects.count() == Text.objects.count() == 1
    import_judgments(OPERATOR, judgments)
    assert ImportBatch.objects.count() == 1


def test_an_import_taken_back_may_be_imported_again(judgments):
    report = import_judgments(OPERATOR, judgments)
    undo_import(OPERATOR, batch_key(LOCAL, report.import_id), "报送有误")
    import_judgments(OPERATOR, judgments)
    assert len(store(LOCAL).imports()) == 1
    assert ImportBatch.objects.get().undone_at is None


def test_two_files_of_one_name_keep_their_judgments_apart(tmp_path):
    for month, number in (("9月", 12), ("10月", 34)):
        path = tmp_path / month / "判决.jsonl"
        path.parent.mkdir()
        text = f"云州市云江区人民法院\n刑事判决书\n（2026）云0102刑初{number}号\n被告人犯盗窃罪。"
        path.write_text(json.dumps({"id": number, "text": text}), encoding="utf-8")
        import_judgments(OPERATOR, path)
    assert store(LOCAL).freshness()["judgment"].rows == 2
    first, second = Text.objects.order_by("added_at")
    assert text_keyed(first.key).content == first.content != second.content


def test_a_line_in_another_encoding_is_named(judgments):
    with judgments.open("ab") as out:
        out.write('\n{"id":"2","text":"判决"}\n'.encode("gb18030"))
    with pytest.raises(ScreeningError, match="第 2 行"):
        import_judgments(OPERATOR, judgments)
    assert store(LOCAL).imports() == ()


def test_a_folder_without_files_and_a_stranger_at_the_console_are_told(tmp_path, monkeypatch):
    (tmp_path / "空").mkdir()
    answer = CliRunner().invoke(import_files, [str(tmp_path / "空")])
    assert answer.exit_code == 1
    assert "没有可以导入的文件" in answer.output
    monkeypatch.setenv("XIEZHI_OPERATOR", "NOBODY")
    answer = CliRunner().invoke(import_files, [str(tmp_path)])
    assert answer.exit_code == 1
    assert "没有工号为 NOBODY 的人员" in answer.output


def test_an_empty_file_writes_nothing(tmp_path):
    path = tmp_path / "空.csv"
    path.touch()
    with pytest.raises(ScreeningError, match="文件是空的"):
        import_file(OPERATOR, path)
    assert not ImportBatch.objects.exists()


def test_an_import_that_is_not_there_is_not_undone():
    with pytest.raises(Refused, match="没有编号为「nonsense」的导入"):
        undo_import(OPERATOR, "nonsense", "报错了文件")
