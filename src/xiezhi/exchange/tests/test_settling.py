"""Accepting and sending back: by whom, once, and with nothing typed again."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from xiezhi.casework.models import Clock, Party, Proceeding
from xiezhi.evidence.selectors import citable
from xiezhi.exchange.actions.accept_message import accept_message
from xiezhi.exchange.actions.refuse_message import refuse_message
from xiezhi.exchange.models import Message
from xiezhi.exchange.tests.sender import NAME, message, send, theft_request
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of


@pytest.fixture
def arrived(door, client):
    send(client, message())
    door.message = Message.objects.get()
    return door


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.mark.clause("opinion2021-19a")
def test_everything_in_the_message_is_in_the_case_and_the_state_flows_back(arrived, client):
    done = accept_message(arrived.manager, arrived.message.pk)
    proceeding = Proceeding.objects.get(pk=done.proceeding)
    party = Party.objects.get(case=proceeding.case)
    assert (party.name, party.identity_number) == ("沈启衡", "990101199007120016")
    assert (party.custody, party.custody_from) == ("in_custody", dt.date(2026, 2, 20))
    assert (proceeding.case.title, proceeding.case.cause) == ("沈启衡涉嫌盗窃案", "盗窃")
    assert proceeding.facts["sender"] == NAME
    assert proceeding.facts["request_number"] == "云公江提捕字〔2026〕15号"
    items = citable(proceeding.case_id)
    assert [item.no for item in items] == list(range(1, 10))
    assert items[6].name == "指纹鉴定书"
    assert Clock.objects.get(status="running").due_on == dt.date(2026, 3, 8)
    receipt = send(client, message()).json()
    assert (receipt["state"], receipt["proceeding"]) == ("accepted", proceeding.number)
    entry = entries_of(("message", str(done.pk)))[-1]
    assert (entry.kind, entry.by) == ("accept_message", "manager")


@pytest.mark.parametrize("who", ["p1", "head", "chief", "clerk", "inspector", "admin"])
def test_only_case_management_settles(arrived, who):
    person = getattr(arrived, who)
    for act in (accept_message, lambda p, k: refuse_message(p, k, "缺鉴定意见")):
        with pytest.raises(Refused) as refused:
            act(person, arrived.message.pk)
        assert refused.value.level == 403
        assert "第157条" in refused.value.refusals[0].citation.text
    assert not Proceeding.objects.exists()


def test_it_is_settled_once(arrived):
    accept_message(arrived.manager, arrived.message.pk)
    for act in (accept_message, lambda p, k: refuse_message(p, k, "缺鉴定意见")):
        with pytest.raises(Refused, match="已经办过"):
            act(arrived.manager, arrived.message.pk)
    assert Proceeding.objects.count() == 1


def test_a_refusal_needs_its_reason_and_the_sender_reads_it(arrived, client):
    with pytest.raises(Refused, match="没有写退回的原因"):
        refuse_message(arrived.manager, arrived.message.pk, " ")
    refuse_message(arrived.manager, arrived.message.pk, "缺现场勘验笔录的照片")
    receipt = send(client, message()).json()
    assert receipt["state"] == "refused"
    assert receipt["problems"][0]["problem"] == "缺现场勘验笔录的照片"
    assert not Proceeding.objects.exists()


def test_what_casework_refuses_leaves_nothing_half_written(door, client):
    twice = theft_request()
    twice["parties"] *= 2
    send(client, message(**twice))
    with pytest.raises(Refused, match="证件号码都是"):
        accept_message(door.manager, Message.objects.get().pk)
    assert not Proceeding.objects.exists()
    assert Message.objects.get().state == "received"


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("execution_receipt", {"document_number": "无", "name": "沈启衡"}, "没有这个文号"),
        ("reply", {"document_number": "无", "content": "已纠正"}, "没有这个文号"),
        ("prosecution_transfer", {"follows": "无"}, "没有这个案号"),
    ],
)
def test_a_reference_to_nothing_is_refused(door, client, kind, body, said):
    if kind == "prosecution_transfer":
        body = {k: v for k, v in theft_request().items() if k != "danger"} | body
    assert send(client, message(kind, **body)).status_code == 201
    with pytest.raises(Refused, match=said):
        accept_message(door.manager, Message.objects.get().pk)


def test_a_case_transferred_for_prosecution_without_an_arrest_is_new(door, client):
    body = {k: v for k, v in theft_request().items() if k != "danger"}
    send(client, message("prosecution_transfer", **body))
    accept_message(door.manager, Message.objects.get().pk)
    proceeding = Proceeding.objects.get()
    assert proceeding.procedure_id == "criminal.review_for_prosecution"
    assert proceeding.facts["case_source"] == "police"


def test_pages_inbox_message_acceptance(arrived, visit):
    browser = visit(arrived.manager)
    page = browser.get(reverse("inbox")).content.decode()
    assert "1 件等待受理" in page
    assert reverse("inbox") in page, "the rail leads here"
    page = browser.get(reverse("message", args=[arrived.message.pk])).content.decode()
    assert "随案证据 9 件" in page
    assert "990101199007120016" not in page, "masked until it is needed"
    assert arrived.message.digest in page
    answer = browser.post(reverse("message-accept", args=[arrived.message.pk]))
    proceeding = Proceeding.objects.get()
    assert answer.url == reverse("draw", args=[proceeding.pk])
    page = browser.get(reverse("message", args=[arrived.message.pk])).content.decode()
    assert proceeding.number in page
    assert "受理来件" not in page


def test_pages_sending_back_and_a_message_that_came_wrong(arrived, visit):
    browser = visit(arrived.manager)
    url = reverse("message-refuse", args=[arrived.message.pk])
    assert browser.post(url, {"reason": ""}).status_code == 409
    assert browser.post(url, {"reason": "缺换押证"}).url == reverse("inbox")
    send(browser, message(key="second", **theft_request(cause="")))
    page = browser.get(reverse("inbox"), {"state": "refused"}).content.decode()
    assert "second" in page
    wrong = Message.objects.get(key="second")
    page = browser.get(reverse("message", args=[wrong.pk])).content.decode()
    assert "body.cause" in page
    assert "没有进入任何案件" in page


@pytest.mark.parametrize("who", ["p1", "head", "chief", "admin"])
def test_pages_are_for_case_management(arrived, visit, who):
    browser = visit(getattr(arrived, who))
    for url in (reverse("inbox"), reverse("message", args=[arrived.message.pk])):
        answer = browser.get(url)
        assert answer.status_code == 403
        assert "沈启衡" not in answer.content.decode()
    assert visit(arrived.manager).get(reverse("message", args=[uuid.uuid4()])).status_code == 404
