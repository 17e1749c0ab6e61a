"""The pages over HTTP: a case from acceptance to decision, errors, refusals, and who sees what."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.models import Proceeding
from xiezhi.casework.tests.office import STAFF, accepted, given_to

NOON = dt.datetime(2026, 3, 4, 4, 0, tzinfo=dt.UTC)
OPINION = {"reasons": "事实清楚，有社会危险性。", "charge": "盗窃", "arrest_ground": "ordinary"}
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son\w+=")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def proceeding(office):
    found = accepted(office, detained=True)
    given_to(office, found.pk)
    return found


def act_url(proceeding, kind, **named):
    query = "&".join(f"{name}={value}" for name, value in named.items())
    return f"{reverse('act', args=[proceeding.pk, kind])}?{query}"


def opined(visit, office, proceeding):
    url = act_url(proceeding, "opine", do="approve_arrest", subject="P1")
    return visit(office.p1).post(url, OPINION)


def test_case_page_shows_clock_with_steps_and_article(visit, office, proceeding):
    text = visit(office.p1).get(reverse("case-page", args=[proceeding.pk])).content.decode()
    assert "许望舟盗窃案" in text
    assert "怎么算的" in text
    assert "期间开始的时和日不算在期间以内" in text
    assert reverse("law-article", args=["刑事诉讼法(2018)", "91"]) in text
    assert "提出处理意见" in text


def test_refused_moves_stay_with_rule_and_cure(visit, office, proceeding):
    opined(visit, office, proceeding)
    page = visit(office.p1).get(reverse("case-page", args=[proceeding.pk])).context["page"]
    refused = [row for row in page.moves.refused if row.kind == "decide"]
    assert refused, "the handler sees that the chief decides"
    assert all(one.cure for row in refused for one in row.refusals)


def test_form_is_filled_from_the_case_with_its_place(visit, office, proceeding):
    url = act_url(proceeding, "opine", do="approve_arrest", subject="P1")
    text = visit(office.p1).get(url).content.decode()
    assert 'value="盗窃"' in text
    assert "案件登记" in text
    assert "批准逮捕决定书须写明罪名" in text


def test_form_error_names_field_and_cure_and_writes_nothing(visit, office, proceeding):
    url = act_url(proceeding, "opine", do="approve_arrest", subject="P1")
    answer = visit(office.p1).post(url, {**OPINION, "reasons": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "什么都没有写入" in text
    assert "处理意见的理由" in text
    assert "没有填" in text
    before = Proceeding.objects.get(pk=proceeding.pk).last_seq
    opined(visit, office, proceeding)
    assert Proceeding.objects.get(pk=proceeding.pk).last_seq > before


def test_from_opinion_to_decision_over_http(visit, office, proceeding):
    assert opined(visit, office, proceeding).status_code == 302
    review = act_url(proceeding, "review", matter="arrest:P1")
    assert (
        visit(office.head).post(review, {"result": "agree", "remark": "同意"}).status_code == 302
    )
    decide = act_url(proceeding, "decide", do="approve_arrest", subject="P1")
    answer = {"charge": "盗窃", "arrest_ground": "ordinary"}
    look = visit(office.chief).post(decide, answer)
    assert look.status_code == 200
    assert "再看一遍" in look.content.decode()
    assert Proceeding.objects.get(pk=proceeding.pk).stage != "approved"
    assert visit(office.chief).post(decide, {**answer, "step": "confirmed"}).status_code == 302
    assert Proceeding.objects.get(pk=proceeding.pk).stage == "approved"
    page = visit(office.p1).get(reverse("case-page", args=[proceeding.pk])).context["page"]
    assert [step.state for step in page.paths[0].steps] == ["done", "done", "done"]


def test_refusal_page_says_four_parts_in_order(visit, office, proceeding):
    opined(visit, office, proceeding)
    url = act_url(proceeding, "decide", do="approve_arrest", subject="P1")
    answer = visit(office.p1).post(url, {"charge": "盗窃", "arrest_ground": "ordinary"})
    text = answer.content.decode()
    assert answer.status_code in (403, 409)
    parts = ("没有办成", "哪条规则", "谁可以") if answer.status_code == 403 else (
        "没有办成", "哪条规则", "依据的事实", "怎样才可以")  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "什么都没有写入" in text


@pytest.mark.parametrize("who", ["other", "admin", "inspector"])
def test_strangers_are_refused_alike_on_every_page_of_a_case(visit, office, proceeding, who):
    browser = visit(getattr(office, who))
    for name in ("case-page", "draw"):
        assert browser.get(reverse(name, args=[proceeding.pk])).status_code == 403
    for tab in ("papers", "opinions", "timeline", "ledger"):
        url = reverse("case-material", args=[proceeding.pk, tab])
        assert browser.get(url).status_code == 403
    assert browser.get(act_url(proceeding, "annotate")).status_code == 403


def test_acceptance_and_draw_by_case_management(visit, office):
    browser = visit(office.manager)
    url = reverse("accept-as", args=["criminal.review_for_arrest"])
    sent = {
        "title": "韩霁盗窃案", "cause": "盗窃", "source": "transferred",
        "received_on": "2026-03-04",
        "facts__detained": "true", "parties": "1", "p1-role": "suspect", "p1-name": "韩霁",
        "p1-kind": "person", "p1-custody": "in_custody",
    }  # fmt: skip
    wrong = browser.post(url, {**sent, "received_on": "2026.13.05"})
    assert wrong.status_code == 422
    assert "2026.13.05" in wrong.content.decode()
    assert not Proceeding.objects.exists()
    accepted_at = browser.post(url, sent)
    assert accepted_at.status_code == 302
    proceeding = Proceeding.objects.get()
    assert browser.post(reverse("draw", args=[proceeding.pk])).status_code == 302
    page = browser.get(reverse("draw", args=[proceeding.pk]))
    assert page.context["draw"].is_sound
    assert "重算一致" in page.content.decode()


def test_acceptance_is_for_case_management(visit, office):
    assert visit(office.p1).get(reverse("accept")).status_code == 403


def test_ledger_tab_shows_both_digests_and_the_check(visit, office, proceeding):
    url = reverse("case-material", args=[proceeding.pk, "ledger"])
    page = visit(office.p1).get(url)
    assert page.context["page"].broken == ""
    for line in page.context["page"].lines:
        assert line.sha256 in page.content.decode()


@pytest.mark.parametrize("name", ["workbench", "cases", "calendar", "custody", "search", "help"])
def test_lists_have_one_title_and_nothing_inline(visit, office, proceeding, name):
    text = visit(office.p1).get(reverse(name)).content.decode()
    assert text.count("<h1") == 1
    assert 'class="skip"' in text
    assert not INLINE.search(text)


@pytest.mark.parametrize("who", list(STAFF))
def test_every_role_opens_every_list(visit, office, proceeding, who):
    browser = visit(getattr(office, who))
    for name in ("workbench", "cases", "calendar", "custody", "search", "ledger", "help", "law"):
        assert browser.get(reverse(name)).status_code == 200


def test_inspector_reads_a_case_only_on_a_stated_ground(visit, office, proceeding):
    browser = visit(office.inspector)
    page = reverse("case-page", args=[proceeding.pk])
    assert browser.get(page).status_code == 403
    wrong = browser.post(reverse("inspect"), {"number": proceeding.number, "ground": ""})
    assert wrong.status_code == 422
    opened = browser.post(reverse("inspect"), {"number": proceeding.number, "ground": "信访核查"})
    assert opened.url == page
    assert browser.get(page).status_code == 200
    assert visit(office.p1).get(reverse("inspect")).status_code == 403


def test_workbench_puts_the_next_act_on_one_solid_button(visit, office, proceeding):
    page = visit(office.p1).get(reverse("workbench"))
    assert page.context["tasks"][0].move.kind == "opine"
    assert page.content.decode().count("btn btn-primary") == 1


def test_calendar_explains_a_date(visit, office, proceeding):
    key = "review_detained:P1"
    text = visit(office.p1).get(reverse("clock-why", args=[proceeding.pk, key])).content.decode()
    assert "是这样算出来的" in text


def test_opinions_tab_keeps_every_word(visit, office, proceeding):
    opined(visit, office, proceeding)
    review = act_url(proceeding, "review", matter="arrest:P1")
    visit(office.head).post(review, {"result": "disagree", "remark": "社会危险性证据不足。"})
    url = reverse("case-material", args=[proceeding.pk, "opinions"])
    text = visit(office.p1).get(url).content.decode()
    assert "事实清楚，有社会危险性。" in text
    assert "社会危险性证据不足。" in text
    assert text.index("事实清楚") < text.index("社会危险性证据不足")
