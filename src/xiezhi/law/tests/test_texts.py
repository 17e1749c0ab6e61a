"""Texts of the laws: reading, paragraphs, quotations, import, and the check of a pack."""

import json
from pathlib import Path

import pytest

from xiezhi.law import LawError, Texts, load_pack, national
from xiezhi.law.checking import check
from xiezhi.law.citations import read_citation
from xiezhi.law.importing import import_texts
from xiezhi.law.texts import read_articles

SHARED = Path(__file__).resolve().parents[5] / "shared" / "law" / "articles"
WITH_TEXTS = pytest.mark.skipif(not SHARED.is_dir(), reason="没有 shared/law/articles")
NAME = "刑事诉讼法_2018.jsonl"
ARTICLE = (
    "期间以时、日、月计算。\n\n期间开始的时和日不算在期间以内。\n\n（一）甲项；\n\n（二）乙项。"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    row = {"article": "105", "text": ARTICLE}
    (folder / NAME).write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return folder


def test_citations_are_read_into_their_parts() -> None:
    read = read_citation("人民检察院刑事诉讼规则(2019) 第58条第1款第3项")
    assert read is not None
    assert (read.article, read.paragraph, read.item) == ("58", 1, 3)
    added = read_citation("刑法(2023) 第120条之一")
    assert added is not None
    assert added.article == "120-1"
    assert read_citation("刑事诉讼法第105条") is None


def test_a_quotation_is_looked_for_in_its_paragraph(source: Path) -> None:
    texts = Texts(source, national().instruments)
    assert texts.quotes("刑事诉讼法(2018) 第105条第2款", "期间开始的时和日 不算在期间以内")
    assert texts.quotes("刑事诉讼法(2018) 第105条第1款", "期间开始的时和日") is False
    assert texts.quotes("刑事诉讼法(2018) 第105条第9款", "期间") is False
    assert texts.quotes("刑事诉讼法(2018) 第106条", "期间") is False
    assert texts.quotes("刑法(2023) 第41条", "管制") is None
    assert texts.cited("刑事诉讼法(2018) 第105条第2款第2项") == "（二）乙项。"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("第一条 为了……", "第 2 行.*读不出条文"),
        ('{"article": "2"}', "第 2 行.*读不出条文"),
        ('{"article": "2", "text": ""}', "第 2 行.*条文为空"),
        ('{"article": "105", "text": "又一条"}', "第 2 行.*重复"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    source: Path, tmp_path: Path, line: str, said: str
) -> None:
    with (source / NAME).open("a", encoding="utf-8") as out:
        out.write(f"\n{line}\n")
    store = tmp_path / "var" / "law"
    with pytest.raises(LawError, match=said):
        import_texts(source, store, national().instruments)
    assert not store.exists()


def test_import_replaces_whole_files_and_names_what_is_missing(
    source: Path, tmp_path: Path
) -> None:
    (source / "地方规定.jsonl").write_text('{"article": "1", "text": "条文"}', encoding="utf-8")
    store = tmp_path / "var" / "law"
    for _ in range(2):
        imported = import_texts(source, store, national().instruments)
    assert imported.articles == {NAME: 1, "地方规定.jsonl": 1}
    assert imported.unknown == ("地方规定.jsonl",)
    assert "刑法(2023)" in imported.missing
    assert read_articles(store / NAME) == {"105": ARTICLE}
    assert sorted(path.name for path in store.parent.iterdir()) == ["law"]


def test_an_empty_or_absent_folder_is_told(tmp_path: Path) -> None:
    for folder, said in ((tmp_path / "none", "没有文件夹"), (tmp_path, "没有 .jsonl 文件")):
        with pytest.raises(LawError, match=said):
            import_texts(folder, tmp_path / "store", national().instruments)


def test_without_texts_the_check_passes_and_says_so(tmp_path: Path) -> None:
    report = check(national(), Texts(tmp_path / "none", national().instruments))
    assert [str(problem) for problem in report.problems] == []
    assert report.checked == 0
    assert report.without_text > 200
    assert report.examples >= 2 * 196


@WITH_TEXTS
def test_every_quotation_stands_in_its_article() -> None:
    report = check(national(), Texts(SHARED, national().instruments))
    assert [str(problem) for problem in report.problems] == []
    assert report.checked > 300
    assert report.without_text == 0


@WITH_TEXTS
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quote: 不服判决", "quote: 不服一切判决", "中没有「不服一切判决"),
        ("第230条", "第231条", "中没有"),
        ("刑事诉讼法(2018) 第230条", "刑事诉讼法(2030) 第230条", "没有「刑事诉讼法.2030.」"),
        ("counting: criminal", "counting: criminals", "没有计算方法「criminals」"),
        ("from: 2018-10-26", "from: 2017-10-26", "早于所引文件的施行日"),
    ],
)
def test_the_check_finds_a_planted_mistake(tmp_path: Path, old: str, new: str, said: str) -> None:
    import re
    import shutil

    from xiezhi.law.packs import packs_folder

    folder = tmp_path / "cn"
    (folder / "periods/criminal").mkdir(parents=True)
    for name in ("pack.yaml", "facts.yaml", "instruments.yaml"):
        shutil.copy(packs_folder() / "cn" / name, folder / name)
    shutil.copytree(packs_folder() / "cn/counting", folder / "counting")
    name = "periods/criminal/protest_judgment_10d.yaml"
    text = (packs_folder() / "cn" / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    pack = load_pack(folder)
    report = check(pack, Texts(SHARED, pack.instruments))
    told = [str(problem) for problem in report.problems]
    assert any(re.search(said, one) for one in told), told
    assert all("protest_judgment_10d.yaml:" in one for one in told if re.search(said, one))
