"""Articles of the law are found by citation, however short, and by the words in them."""

import datetime as dt
import json
import os
import time

import pytest

from xiezhi.evidence.law_search import ArticleHit, find_articles, instruments_called

ON = dt.date(2026, 3, 2)
LAW = {
    "刑法_2023.jsonl": {
        "4": "对任何人犯罪，在适用法律上一律平等。不允许任何人有超越法律的特权。",
        "5": "刑罚的轻重，应当与犯罪分子所犯罪行和承担的刑事责任相适应。",
        "120-1": "资助恐怖活动组织、实施恐怖活动的个人的，或者资助恐怖活动培训的，"
        "处五年以下有期徒刑、拘役、管制或者剥夺政治权利，并处罚金；情节严重的，处五年以上有期徒刑，并处罚金或者没收财产。\n\n"
        "为恐怖活动组织、实施恐怖活动或者恐怖活动培训招募、运送人员的，依照前款的规定处罚。",
    },
    "刑事诉讼法_2018.jsonl": {
        "7": "人民法院、人民检察院和公安机关进行刑事诉讼，应当分工负责，互相配合，互相制约，"
        "以保证准确有效地执行法律。"
    },
}


@pytest.fixture
def texts(tmp_path, monkeypatch):
    folder = tmp_path / "law"
    folder.mkdir()
    for name, articles in LAW.items():
        rows = [json.dumps({"article": k, "text": t}) for k, t in articles.items()]
        (folder / name).write_text("\n".join(rows), "utf-8")
    monkeypatch.setenv("XIEZHI_LAW_TEXTS", str(folder))


@pytest.mark.parametrize(
    ("query", "instrument", "article", "label"),
    [
        ("刑诉法7条", "刑事诉讼法(2018)", "7", "第7条"),
        ("刑事诉讼法第七条", "刑事诉讼法(2018)", "7", "第7条"),
        ("《中华人民共和国刑事诉讼法》第 7 条", "刑事诉讼法(2018)", "7", "第7条"),
        ("刑法 5", "刑法(2023)", "5", "第5条"),
        ("刑法5", "刑法(2023)", "5", "第5条"),
        ("刑法（2023）第五条", "刑法(2023)", "5", "第5条"),
        ("刑法第一百二十条之一", "刑法(2023)", "120-1", "第120条之一"),
        ("刑法第120条之一第2款", "刑法(2023)", "120-1", "第120条之一第2款"),
    ],
)
def test_a_citation_finds_its_article(texts, query, instrument, article, label):
    found = find_articles(query, ON)
    (hit,) = found.hits
    assert found.is_cited
    assert (hit.instrument, hit.article, hit.label) == (instrument, article, label)
    assert hit.is_in_force


def test_a_paragraph_that_is_cited_is_the_one_shown(texts):
    (hit,) = find_articles("刑法第120条之一第2款", ON).hits
    assert hit.before.startswith("为恐怖活动组织")


@pytest.mark.parametrize(
    ("query", "label", "begins"),
    [
        ("刑法120条之一第0款", "第120条之一", "资助恐怖活动组织"),
        ("刑法120条之一第9款", "第120条之一", "资助恐怖活动组织"),
        ("刑法120条之一第9款第1项", "第120条之一", "资助恐怖活动组织"),
        ("刑法120条之一第2款第0项", "第120条之一第2款", "为恐怖活动组织"),
        ("刑法5条第0项", "第5条", "刑罚的轻重"),
        ("刑法5条第3项", "第5条", "刑罚的轻重"),
    ],
)
def test_a_paragraph_that_is_not_there_is_not_named(texts, query, label, begins):
    (hit,) = find_articles(query, ON).hits
    assert hit.label == label
    assert hit.before.startswith(begins)


@pytest.mark.parametrize(
    "query",
    [
        "刑法1" + " " * 20_000 + "x",
        "刑法" + " " * 20_000 + "1条" + "\u3000" * 20_000 + "x",
        "检" * 200,
        "〔" * 200,
        "（" * 200,
        "一" * 200,
        "刑法（2023" + "（2023" * 30,
    ],
)
def test_a_hostile_query_takes_no_time(texts, query):
    find_articles("刑法5条", ON)  # the texts are read
    begun = time.perf_counter()
    assert find_articles(query, ON).hits == ()
    assert time.perf_counter() - begun < 0.1


@pytest.mark.parametrize(
    "query", ["刑法99条", "张三", "朝阳路17号", "2026", "刑", "", "没有法5条"]
)
def test_what_the_law_does_not_hold_is_not_found(texts, query):
    assert find_articles(query, ON).hits == ()


def test_words_find_the_articles_that_hold_all_of_them(texts):
    found = find_articles("恐怖活动 招募", ON)
    (hit,) = found.hits
    assert (hit.article, hit.found, found.total, found.is_cited) == ("120-1", "恐怖活动", 1, False)
    assert find_articles("恐怖活动 平等", ON).hits == ()


def test_an_article_beyond_the_ordinals_has_a_label():
    hit = ArticleHit("某法(2030)", "120-11", None, True, "", "", "")
    assert hit.label == "第120条之11"


def test_the_shorter_article_about_the_words_comes_first(texts):
    assert [hit.article for hit in find_articles("法律", ON).hits] == ["4", "7"]


def test_without_texts_nothing_is_searched_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("XIEZHI_LAW_TEXTS", str(tmp_path / "none"))
    found = find_articles("刑诉法98条", ON)
    assert (found.hits, found.is_cited, found.is_loaded) == ((), True, False)
    assert find_articles("诈骗", ON).hits == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("刑诉法", "刑事诉讼法(2018)"),
        ("民诉法", "民事诉讼法(2023)"),
        ("刑诉规则", "人民检察院刑事诉讼规则(2019)"),
        ("刑诉法解释", "刑诉法解释(2021)"),
        ("检察院组织法", "人民检察院组织法(2018)"),
        ("公益诉讼规则", "人民检察院公益诉讼办案规则(2021)"),
    ],
)
def test_an_instrument_is_known_by_what_the_office_calls_it(name, first):
    assert instruments_called(name)[0] == first


def test_a_year_names_the_version():
    assert instruments_called("刑事诉讼法", "2012") == ["刑事诉讼法(2012)"]


def test_the_page_links_the_article(office, client, texts):
    client.force_login(office.p1)
    page = client.get("/search/", {"q": "刑诉法第7条"}).content.decode()
    assert "/law/%E5%88%91%E4%BA%8B%E8%AF%89%E8%AE%BC%E6%B3%95(2018)/7/" in page
    assert "分工负责，互相配合" in page


def test_an_import_is_read_by_the_search_and_the_page_alike(office, client, texts, tmp_path):
    client.force_login(office.p1)
    page = "/law/刑事诉讼法(2018)/7/"
    assert "分工负责" in client.get(page).content.decode()
    (hit,) = find_articles("刑诉法7条", ON).hits
    assert "分工负责" in hit.before
    file = tmp_path / "law" / "刑事诉讼法_2018.jsonl"
    beside = tmp_path / "new.jsonl"
    beside.write_text(json.dumps({"article": "7", "text": "改过的条文。"}), "utf-8")
    os.replace(beside, file)
    assert "改过的条文" in client.get(page).content.decode()
    assert find_articles("刑诉法7条", ON).hits[0].before == "改过的条文。"
    assert find_articles("改过的条文", ON).total == 1
    file.unlink()
    assert find_articles("改过的条文", ON).total == 0


def test_a_text_that_does_not_read_leaves_the_search_standing(office, client, texts, tmp_path):
    with (tmp_path / "law" / "刑法_2023.jsonl").open("a", encoding="utf-8") as out:
        out.write("\n第六条 不是 JSON\n")
    found = find_articles("刑法5条", ON)
    assert (found.hits, found.is_loaded) == ((), False)
    assert "刑法_2023.jsonl 第 4 行" in found.problem
    assert find_articles("刑诉法7条", ON).hits, "another text reads"
    client.force_login(office.p1)
    answer = client.get("/search/", {"q": "恐怖活动"})
    assert answer.status_code == 200
    assert "刑法_2023.jsonl 第 4 行" in answer.content.decode()
