"""Pages of no room: the door of the demo, the law, language, and answers that reveal nothing."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse

from xiezhi.law.loaded_texts import loaded_texts
from xiezhi.organs.models import Person, Procuratorate
from xiezhi.web.components import articles


@pytest.fixture
def person(db):
    unit = Procuratorate.objects.create(
        code="YJ", name="云江区人民检察院", short_name="云江", level="district"
    )
    found = Person.objects.create(code="shenyan", name="沈砚", category="prosecutor")
    found.posts.create(procuratorate=unit, role="prosecutor", from_on=dt.date(2025, 1, 1))
    return found


def test_the_demo_door_signs_in_and_is_shut_outside_the_demo(client, person, settings):
    url = reverse("demo-sign-in")
    settings.DEMO = False
    assert client.post(url, {"code": person.code}).status_code == 404
    assert "沈砚" not in client.get(reverse("login")).content.decode()
    settings.DEMO = True
    assert "沈砚" in client.get(reverse("login")).content.decode()
    answer = client.post(url, {"code": person.code, "next": "https://example.org/"})
    assert answer.url == reverse("home")
    assert client.get(reverse("help")).context["user"] == person


def test_pages_ask_for_sign_in(client, db):
    answer = client.get(reverse("law"))
    assert answer.status_code == 302
    assert reverse("login") in answer.url


def test_language_is_chinese_until_chosen(client, person):
    client.force_login(person)
    page = client.get(reverse("help"), headers={"accept-language": "en"})
    assert 'lang="zh-CN"' in page.content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/help/"})
    page = client.get(reverse("help"))
    assert 'lang="en"' in page.content.decode()
    assert "Every page first answers" in page.content.decode()


def test_an_unknown_page_answers_404_in_plain_words(client, person):
    client.force_login(person)
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页，或者它不给你看" in answer.content.decode()


def test_article_page_opens_the_text_and_the_rules_that_cite_it(client, person):
    if not loaded_texts().available():
        pytest.skip("没有法律原文：设 XIEZHI_LAW_TEXTS 后再核对")
    client.force_login(person)
    page = client.get(reverse("law-article", args=["刑事诉讼法(2018)", "105"]))
    assert "期间开始的时和日不算在期间以内" in page.content.decode()
    assert client.get(reverse("law-article", args=["刑事诉讼法(2018)", "9999"])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "paragraph"), [("2", 2), ("", 0), ("²", 0), ("9" * 5000, 0), ("-1", 0)]
)
def test_a_paragraph_asked_for_in_an_address_is_a_small_number_or_none(typed, paragraph):
    assert articles.asked(typed) == paragraph


def test_rule_page_shows_the_file_with_its_citation(client, person):
    client.force_login(person)
    url = reverse("law-rule", args=["criminal.arrest_review_detained"])
    text = client.get(url).content.decode()
    assert "应当自接到公安机关提请批准逮捕书后的七日以内" in text
    assert "id: criminal.arrest_review_detained" in text


def test_answers_carry_a_policy_without_inline_code(client, person):
    client.force_login(person)
    policy = client.get(reverse("help")).headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert settings.CONTENT_SECURITY_POLICY
