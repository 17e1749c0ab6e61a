"""The search: phrases, two-character words, punctuation, access, restricted texts."""

import datetime as dt
import time

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.casework.actions.register import register_proceeding
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to, theft
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.evidence.bigrams import PAGE, pages, terms
from xiezhi.evidence.index import index_case
from xiezhi.evidence.models import SearchPage, Text
from xiezhi.evidence.selectors import search, text_keyed, text_view
from xiezhi.evidence.views import LONGEST

ON = dt.date(2026, 3, 2)
KEEPER = Keeper("YJ", "p1", "prosecutor")
JUDGMENT = (
    "被告人周启衡犯诈骗罪，判处有期徒刑三年；并处罚金人民币五万元。案号（2025）云0101刑初17号。"
)


@pytest.fixture
def judgment(office):
    return keep_text(
        keeper=KEEPER, key="j:1", title="周启衡诈骗案判决书", kind="judgment", content=JUDGMENT,
        fields={"charges": ["诈骗罪"]}, spans={"charges.0": [7, 10]},
    )  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "诈骗",
        "诈骗罪",
        "罚金 诈骗",
        "五万元",
        "（2025）云0101刑初17号",
        "17号",
        "犯诈骗罪，判处",
        "诈",
    ],
)
def test_words_phrases_numbers_and_lone_characters_are_found(office, judgment, query):
    (hit,) = search(office.p1, query, ON)
    assert (hit.kind, hit.ref) == ("text", str(judgment))


@pytest.mark.parametrize("query", ["盗窃", "罪判", "诈骗 盗窃", "", "，", "'; DROP TABLE", '"*'])
def test_what_is_not_there_is_not_found(office, judgment, query):
    assert search(office.p1, query, ON) == ()


def test_a_foreign_number_that_a_judgment_cites_is_found_in_it(office, client):
    content = "检察院以云江检公诉刑诉〔2019〕53号起诉书指控被告人犯诈骗罪。"
    kept = keep_text(
        keeper=KEEPER, key="j:2", title="某某判决书", kind="judgment", content=content
    )
    keep_text(
        keeper=KEEPER, key="j:3", title="另一判决书", kind="judgment",
        content="云江检公诉刑诉〔2019〕54号起诉书",
    )  # fmt: skip
    client.force_login(office.p1)
    for typed in ("云江检公诉刑诉〔2019〕53号", " 云江检公诉刑诉(2019)53号 "):
        page = client.get("/search/", {"q": typed}).content.decode()
        assert "没有这个字号" in page
        assert "另一判决书" not in page
        assert page.index("没有这个字号") < page.index(str(kept))


def test_a_query_is_cut_to_a_length_that_can_be_searched(office, client):
    client.force_login(office.p1)
    begun = time.perf_counter()
    for query in ("检" + " " * 5000 + "x", "检" * 5000, "刑法1" + " " * 5000 + "x"):
        answer = client.get("/search/", {"q": query})
        assert len(answer.context["q"]) <= LONGEST
    assert time.perf_counter() - begun < 5, "seconds, of three pages"


def test_a_hit_shows_its_surroundings(office, judgment):
    (hit,) = search(office.p1, "罚金", ON)
    assert hit.before.endswith("并处")
    assert (hit.found, hit.after[:3]) == ("罚金", "人民币")


def test_cases_and_parties_are_found_by_those_who_may_see_them(office):
    proceeding = given_to(office, accepted(office, case=theft("周启衡")).pk)
    kinds = {hit.kind for hit in search(office.p1, "周启衡", ON)}
    assert kinds == {"case", "party"}
    assert search(office.p1, proceeding.number, ON)[0].case_id == proceeding.case_id
    assert search(office.p2, "周启衡", ON) == ()


@pytest.mark.parametrize("typed", ["{}", "盗窃 {}", "{}〔2026〕"])
def test_a_case_is_not_found_by_the_number_of_a_proceeding_unseen(office, typed):
    first = given_to(office, accepted(office, case=theft("周启衡")).pk)
    with transaction.atomic():
        second = register_proceeding(first.case, PROSECUTION, "YJ", ON, at(3, 2))
        index_case(first.case_id)
    unseen = typed.format(second.number.partition("〔")[0])
    assert search(office.p1, unseen, ON) == ()
    assert search(office.manager, unseen, ON)[0].case_id == first.case_id
    for seen in (first.number, first.case.number, "周启衡 盗窃", "盗"):
        assert search(office.p1, seen, ON)[0].case_id == first.case_id


def test_a_dossier_page_is_found_within_its_case_only(office):
    proceeding = given_to(office, accepted(office).pk)
    page = {"kind": "dossier_page", "content": "现场提取指纹三枚", "case_id": proceeding.case_id}
    keep_text(keeper=KEEPER, key="", title="勘查笔录", **page)
    assert [hit.title for hit in search(office.p1, "指纹", ON)] == ["勘查笔录"]
    assert search(office.p2, "指纹", ON) == ()
    assert text_view(office.p2, Text.objects.get().pk, ON) is None


def test_a_restricted_text_is_never_found(office):
    proceeding = given_to(office, accepted(office).pk)
    text = keep_text(
        keeper=KEEPER, key="", title="举报信", kind="other", content="举报人住址某处",
        case_id=proceeding.case_id, restricted=True,
    )  # fmt: skip
    assert search(office.p1, "举报人", ON) == ()
    assert text_view(office.p1, text, ON).title == "举报信"


def test_the_same_text_is_kept_once(office, judgment):
    again = keep_text(
        keeper=KEEPER, key="j:1", title="另一个标题", kind="judgment", content=JUDGMENT
    )
    assert again == judgment
    assert SearchPage.objects.count() == 1
    assert text_keyed("j:1").spans == {"charges.0": [7, 10]}


def test_a_long_text_is_found_across_the_end_of_a_page(office):
    content = "甲" * (PAGE - 3) + "取保候审决定书" + "乙" * PAGE
    keep_text(keeper=KEEPER, key="long", title="长文", kind="other", content=content)
    assert [hit.title for hit in search(office.p1, "取保候审决定书", ON)] == ["长文"]


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=20))
def test_terms_stop_at_punctuation_and_positions_only_grow(text, more):
    positions = [position for position, _ in terms(f"{text}，{more}")]
    assert positions == sorted(set(positions))
    assert all(" " not in term and "，" not in term for _, term in terms(text))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=3 * PAGE))
def test_pages_cover_the_text(text):
    cut = pages(text)
    assert cut[0] == text[:PAGE]
    assert text.endswith(cut[-1][-20:])
    assert all(len(page) <= PAGE for page in cut)
