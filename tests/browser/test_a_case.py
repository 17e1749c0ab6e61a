"""An arrest from acceptance to the Word file, by the people concerned, with mouse and keys."""

import io

import docx
import pytest
from django.urls import reverse

from xiezhi.casework.models import Proceeding
from xiezhi.casework.tests.office import staff_office
from xiezhi.documents.models import Document
from xiezhi.organs.models import Person

pytestmark = pytest.mark.browser
CASE = {"title": "韩霁涉嫌盗窃案", "cause": "盗窃", "source": "transferred",
        "facts__detained": "true", "p1-role": "suspect", "p1-name": "韩霁", "p1-sex": "male",
        "p1-kind": "person", "p1-identity_number": "990101199007120016",
        "p1-born_on": "1990-07-12", "p1-custody": "in_custody",
        "p1-custody_place": "云州市看守所", "p1-custody_from": "2026-02-20"}  # fmt: skip
DECIDED = {"charge": "盗窃罪", "arrest_ground": "ordinary"}
TYPED = {"sender": "云州市公安局云江分局", "request_number": "云公江提捕字〔2026〕15号"}


def fill(page, values):
    """Fill the fields of the page by name, each as its kind is filled."""
    for name, value in values.items():
        field = page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind = field.first.evaluate("e => e.type || e.tagName.toLowerCase()")
        if kind.startswith("select"):
            field.select_option(value)
        elif kind == "radio":
            page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            field.first.check()
        else:
            field.fill(value)


def send(page):
    """Press the one solid button of the page."""
    with page.expect_navigation():
        page.locator("main form button.btn-primary").first.click()


def act(page, kind):
    """From the page of the case open the first form of a kind of act."""
    page.locator(f'main a[href*="/act/{kind}/"]').first.click()
    page.wait_for_url(f"**/act/{kind}/**")


def test_an_arrest_is_decided_and_its_paper_downloaded(transactional_db, live_server, sign_in):
    office = staff_office("YJ", "云江")
    page = sign_in(office.manager)
    page.goto(live_server.url + reverse("accept-as", args=["criminal.review_for_arrest"]))
    fill(page, CASE)
    send(page)
    page.wait_for_url("**/draw/")
    send(page)
    proceeding = Proceeding.objects.get()
    assert "重算一致" in page.content()

    home = live_server.url + reverse("case-page", args=[proceeding.pk])
    handler = Person.objects.get(code=proceeding.handler_id)
    sign_in(handler)
    page.goto(home)
    act(page, "opine")
    assert page.locator("h1").count() == 1
    fill(page, {"reasons": "事实清楚，有社会危险性。", **DECIDED})
    send(page)
    # Heads are drawn too: the deputy chief in charge reviews what a head handles.
    sign_in(office.deputy if handler == office.head else office.head)
    page.goto(home)
    act(page, "review")
    fill(page, {"result": "agree", "remark": "同意"})
    send(page)
    sign_in(office.chief)
    page.goto(home)
    act(page, "decide")
    fill(page, DECIDED)
    send(page)
    assert "再看一遍" in page.content()
    send(page)
    proceeding.refresh_from_db()
    assert proceeding.stage == "approved"

    sign_in(handler)
    number, content = paper_of(page, live_server, proceeding)
    assert number.startswith("云江检刑批捕〔")
    word = docx.Document(io.BytesIO(content))
    lines = "".join(p.text for p in word.paragraphs)
    assert number in lines
    assert "韩霁" in lines


def paper_of(page, live_server, proceeding):
    """Draft, fill and issue the document that is due; return its number and the Word file."""
    page.goto(live_server.url + reverse("documents", args=[proceeding.pk]))
    with page.expect_navigation():
        page.locator('main form:has(input[value="arrest_approval"]) button').click()
    fill(page, TYPED)
    send(page)
    document = Document.objects.get()
    page.goto(live_server.url + reverse("document-issue", args=[document.pk]))
    assert "现在不能签发" not in page.content(), page.locator("main").inner_text()
    send(page)
    document.refresh_from_db()
    assert document.status == "issued"
    with page.expect_download() as download:
        page.locator(f'a[href="{reverse("document-word", args=[document.pk])}"]').first.click()
    with open(download.value.path(), "rb") as file:
        return document.number, file.read()
