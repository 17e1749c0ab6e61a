"""The pages: draft, fill, look, issue, download, serve, reply, as the people concerned."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.urls import reverse

from xiezhi.documents.models import Document
from xiezhi.law.refusals import Refusal, Refused

ON = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)  # noon in Shanghai


@pytest.fixture
def visit(client):
    """Sign in as somebody and get or post."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(ON, tick=False):
        yield


def open_draft(visit, office):
    browser = visit(office.handler)
    page = browser.get(reverse("documents", args=[office.proceeding.pk]))
    assert "批准逮捕决定书" in page.content.decode()
    due = page.context["due"][0]
    sent = {"template": due.template, "matter": due.matter, "subject": due.subject}
    answer = browser.post(reverse("document-draft", args=[office.proceeding.pk]), sent)
    document = Document.objects.get()
    assert answer.url == reverse("document-revise", args=[document.pk]), "gaps are filled next"
    return browser, document


def sent_form(page):
    """What a browser would send of a form as it was shown."""
    form = page.context["form"]
    return {
        bound.html_name: value
        for bound in form
        if (value := bound.field.prepare_value(bound.value())) not in (None, "")
    }


def test_from_the_decision_to_the_word_file(approved, typed, visit):
    browser, document = open_draft(visit, approved)
    page = browser.get(reverse("document-revise", args=[document.pk]))
    text = page.content.decode()
    assert "当事人登记" in text
    assert "签发前必填：决定书送达该机关执行" in text
    answer = browser.post(
        reverse("document-revise", args=[document.pk]), {**sent_form(page), **typed}
    )
    assert answer.status_code == 302
    stored = Document.objects.get().values
    assert stored["sender"]["source"] == "person.J03"
    assert stored["charge"]["source"] == "decision.fields.charge", "untouched fields keep it"
    assert stored["subjects"]["content"][0]["name"]["source"] == "subjects[0].name"

    page = browser.get(reverse("document", args=[document.pk]))
    assert "签发批准逮捕决定书" in page.content.decode()
    page = browser.get(reverse("document-issue", args=[document.pk]))
    assert "再看一遍" in page.content.decode()
    browser.post(reverse("document-issue", args=[document.pk]))
    issued = Document.objects.get()
    assert (issued.status, issued.number) == ("issued", "云江检刑批捕〔2026〕1号")

    file = browser.get(reverse("document-word", args=[document.pk]))
    assert file["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%89%B9")
    lines = [p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs]
    assert "云江检刑批捕〔2026〕1号" in lines
    assert file.content == bytes(issued.content)


def test_service_and_reply_by_their_pages(approved, typed, visit):
    browser, document = open_draft(visit, approved)
    form = browser.get(reverse("document-revise", args=[document.pk]))
    browser.post(reverse("document-revise", args=[document.pk]), {**sent_form(form), **typed})
    browser.post(reverse("document-issue", args=[document.pk]))
    browser = visit(approved.clerk)
    page = browser.get(reverse("document-serve", args=[document.pk])).content.decode()
    assert "把文件留在他的住处" in page, "the law of each mode stands beside it"
    sent = {"to": "公安机关", "mode": "left", "proof": "见证记录", "served_on": "2026-03-06"}
    wrong = browser.post(reverse("document-serve", args=[document.pk]), {**sent, "proof": ""})
    assert wrong.status_code == 422
    assert browser.post(reverse("document-serve", args=[document.pk]), sent).status_code == 302
    sent = {"received_on": "2026-03-06", "content": "已执行", "accepted": "true"}
    browser = visit(approved.handler)
    assert browser.post(reverse("document-reply", args=[document.pk]), sent).status_code == 302
    page = browser.get(reverse("document", args=[document.pk])).content.decode()
    assert "留置送达" in page
    assert "已执行" in page


def test_a_draft_with_gaps_shows_them_and_is_not_issued(approved, visit):
    browser, document = open_draft(visit, approved)
    page = browser.get(reverse("document", args=[document.pk])).content.decode()
    assert "【待填：提请批准逮捕的公安机关】" in page
    answer = browser.post(reverse("document-issue", args=[document.pk]))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "提请批准逮捕的公安机关" in text
    assert reverse("document", args=[document.pk]) in text, "the facts lead to the draft"
    assert "?tab=opinions#material" in text, "and to the opinion and the decision"


def test_a_wrong_value_stays_on_the_page(approved, visit):
    browser, document = open_draft(visit, approved)
    form = sent_form(browser.get(reverse("document-revise", args=[document.pk])))
    answer = browser.post(
        reverse("document-revise", args=[document.pk]), {**form, "received_on": "昨天"}
    )
    assert answer.status_code == 422
    assert "收到提请批准逮捕书的日期" in answer.content.decode()


def test_hostile_words_are_shown_not_run(approved, typed, visit):
    browser, document = open_draft(visit, approved)
    form = sent_form(browser.get(reverse("document-revise", args=[document.pk])))
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    browser.post(
        reverse("document-revise", args=[document.pk]), {**form, **typed, "sender": hostile}
    )
    page = browser.get(reverse("document", args=[document.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


@pytest.mark.parametrize("name", ["document", "document-revise", "document-issue", "document-word",
                                  "document-pdf", "document-serve", "document-reply"])  # fmt: skip
def test_a_stranger_sees_nothing(approved, visit, name):
    _browser, document = open_draft(visit, approved)
    answer = visit(approved.stranger).get(reverse(name, args=[document.pk]))
    assert answer.status_code == 403
    assert "沈启衡" not in answer.content.decode()


def test_the_case_page_leads_here(approved, visit):
    page = visit(approved.handler).get(reverse("case-page", args=[approved.proceeding.pk]))
    assert reverse("documents", args=[approved.proceeding.pk]) in page.content.decode()


def test_the_case_page_shows_the_draft_and_leads_to_it(approved, visit):
    browser, document = open_draft(visit, approved)
    text = browser.get(reverse("case-page", args=[approved.proceeding.pk])).content.decode()
    assert reverse("document", args=[document.pk]) in text
    assert "草稿，还差" in text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("12345", "应当是18位"), ("990101199007120017", "末位校验码不符"),
     ("9901011990071200一六", "含有不允许的字符"), ("护照号码E1234567", ""), ("身份不明", ""),
     ("990101199007120016", "")],
)  # fmt: skip
def test_an_identity_number_in_a_document_is_checked(visit, approved, typed, wrong):
    browser, document = open_draft(visit, approved)
    address = reverse("document-revise", args=[document.pk])
    page = browser.get(address)
    sent = sent_form(page)
    sent["subjects__0__identity_number"] = typed
    answer = browser.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == (422 if wrong else 302)
    assert wrong in text
    if wrong:
        assert f"公民身份号码「{typed}」" in text
        assert "写明其他证件的名称和号码" in text


def test_a_refused_draft_says_why_once_and_in_full(visit, approved, monkeypatch):
    browser, document = open_draft(visit, approved)
    address = reverse("document-revise", args=[document.pk])
    sent = sent_form(browser.get(address))
    why = Refusal("draft.value", 409, "证据3已经排除；不能引用", "改引其他证据；或者删去", None)

    def refusing(*_given):
        raise Refused([why])

    monkeypatch.setattr("xiezhi.documents.views.paper.revise_document", refusing)
    answer = browser.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count("证据3已经排除；不能引用。") == 1
    assert text.count("证据3已经排除") == text.count("改引其他证据；或者删去") == 1
