"""The machines' door: signed, replayed, tampered, damaged, unknown and closed."""

import json
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from xiezhi.casework.models import Proceeding
from xiezhi.exchange.agencies import Agency, agencies
from xiezhi.exchange.door import SIGNATURE, TIME
from xiezhi.exchange.models import Message
from xiezhi.exchange.signing import signature
from xiezhi.exchange.tests.sender import DOOR, POLICE, message, send, theft_request
from xiezhi.ledger.selectors import entries_of

STRANGER = Agency("stranger", "不明机关", "s" * 40, ("YJ",), "police")


def test_a_message_is_stored_once_and_answered_by_a_signed_receipt(door, client):
    content = message()
    answer = send(client, content)
    receipt = answer.json()
    stored = Message.objects.get()
    assert (answer.status_code, receipt["state"], receipt["problems"]) == (201, "received", [])
    assert receipt["sha256"] == stored.digest
    assert answer[SIGNATURE] == signature(POLICE, answer[TIME], answer.content)
    (entry,) = entries_of(("message", str(stored.pk)))
    assert (entry.kind, entry.by, entry.data["sha256"]) == (
        "receive_message",
        "yj-police",
        stored.digest,
    )
    assert not Proceeding.objects.exists(), "nothing is accepted by a machine"


def test_a_repeated_message_gets_the_same_receipt_and_is_one(door, client):
    first = send(client, message()).json()
    again = send(client, message())
    assert (again.status_code, again.json()) == (200, first)
    assert Message.objects.count() == 1


def test_the_same_key_for_other_content_is_refused(door, client):
    send(client, message())
    answer = send(client, message(**theft_request(title="另一案")))
    assert answer.status_code == 409
    assert answer.json()["problems"][0]["cure"] == "更正后的内容用新的编号发送"
    assert Message.objects.get().body["title"] == "沈启衡涉嫌盗窃案"


def test_a_tampered_message_is_not_taken(door, client):
    content = message()
    now = str(int(time.time()))
    sign = signature(POLICE, now, content)
    for changed in (content.replace("沈".encode(), "李".encode()), content + b" "):
        assert send(client, changed, sign=sign).status_code == 401
    assert not Message.objects.exists()


@pytest.mark.parametrize("seconds", [-3600, 3600, -301, 301])
def test_a_copy_taken_from_the_wire_is_no_good_later(door, client, seconds):
    assert send(client, message(), at=time.time() + seconds).status_code == 401
    assert not Message.objects.exists()


@pytest.mark.parametrize("sign", ["", "0" * 64, "签名"])
def test_unsigned_and_unknown_senders_are_not_taken(door, client, sign):
    assert send(client, message(), sign=sign or " ").status_code == 401
    assert send(client, message(), agency=STRANGER).status_code == 401
    assert client.post(DOOR, message(), content_type="application/json").status_code == 401
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", message()[:-40], b"[" * 20000, b"[]", b"{}", b'"x"', b"null"],
)
def test_damaged_bytes_are_said_to_be_damaged_and_leave_nothing(door, client, content):
    answer = send(client, content)
    assert answer.status_code == 400
    assert all(p["problem"] and p["cure"] for p in answer.json()["problems"])
    assert not Message.objects.exists()


def test_a_wrong_body_is_kept_as_refused_with_place_value_and_cure(door, client):
    body = theft_request(cause="", belief="x")
    body["parties"][0] |= {"identity_number": "990101199007120017", "born_on": "七月"}
    del body["parties"][0]["name"]
    answer = send(client, message(**body))
    assert answer.status_code == 422
    problems = {p["place"]: p for p in answer.json()["problems"]}
    assert problems["body.parties[1].born_on"]["value"] == "七月"
    assert "年-月-日" in problems["body.parties[1].born_on"]["cure"]
    assert "校验码不符" in problems["body.parties[1].identity_number"]["problem"]
    assert problems["body.parties[1].name"]["problem"] == "没有这一项"
    assert problems["body.belief"]["problem"] == "没有这样的项"
    assert problems["body.cause"]["problem"] == "是空的"
    assert Message.objects.get().state == "refused"


@pytest.mark.parametrize(
    ("changed", "place"),
    [({"to": "XX"}, "to"), ({"kind": "order"}, "kind"), ({"key": ""}, "key"),
     ({"schema_version": "9"}, "schema_version")],
)  # fmt: skip
def test_a_wrong_envelope_names_the_place(door, client, changed, place):
    content = json.dumps({**json.loads(message()), **changed}).encode()
    answer = send(client, content)
    assert (answer.status_code, answer.json()["problems"][0]["place"]) == (400, place)
    assert not Message.objects.exists()


def test_without_agencies_there_is_no_door(office, settings, client):
    settings.XIEZHI_EXCHANGE_AGENCIES = ""
    assert send(client, message()).status_code == 404


@pytest.mark.parametrize(
    "text", ["{", '{"a": {"name": "某局", "secret": "short", "procuratorates": ["YJ"]}}', "[]"]
)
def test_a_wrong_file_of_agencies_is_refused_without_telling_secrets(settings, tmp_path, text):
    path = tmp_path / "agencies.json"
    path.write_text(text, "utf-8")
    settings.XIEZHI_EXCHANGE_AGENCIES = str(path)
    with pytest.raises(ImproperlyConfigured) as refused:
        agencies()
    assert "short" not in str(refused.value)


def test_only_posting_is_answered(door, client):
    assert client.get(DOOR).status_code == 405
