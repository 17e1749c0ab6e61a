"""Receive a message: checked, stored once, recorded, answered by a receipt."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from xiezhi.exchange.actions.recording import record_message
from xiezhi.exchange.agencies import Agency
from xiezhi.exchange.complaints import complaints
from xiezhi.exchange.models import Message
from xiezhi.exchange.schemas import BODIES, Envelope
from xiezhi.organs import selectors as organs

SENDER = "agency"


class Unreadable(Exception):
    """The bytes are no message at all; nothing was stored. `problems` say what is wrong."""

    def __init__(self, problems: list[dict[str, str]]) -> None:
        self.problems = problems
        super().__init__("；".join(f"{p['place']}{p['problem']}" for p in problems))


class KeyUsed(Unreadable):
    """The key was used for other bytes before; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Received:
    """The stored message, and whether it came for the first time."""

    message: Message
    is_new: bool


def receive_message(agency: Agency, content: bytes) -> Received:
    """Store a message of an agency whose signature was checked.

    The same bytes under the same key return the same message, as it now stands. A body that does
    not fit its kind is stored as refused, with its problems.

    Raises:
        Unreadable: not JSON, no envelope, or not addressed to a procuratorate it may address.
        KeyUsed: the key was used for something else.
    """
    envelope = _envelope(agency, content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        message, new = Message.objects.get_or_create(
            agency=agency.code,
            key=envelope.key,
            defaults={
                "agency_name": agency.name,
                "procuratorate": envelope.to,
                "kind": envelope.kind,
                "schema_version": envelope.schema_version,
                "digest": digest,
                "received_at": timezone.now(),
                "body": envelope.body,
                **_checked(envelope),
            },
        )
        if new:
            data = {"kind": message.kind, "state": message.state}
            record_message(message, "receive_message", data, by=agency.code, role=SENDER)
    if message.digest != digest:
        cure = "更正后的内容用新的编号发送"
        raise KeyUsed([_problem("key", envelope.key, "这个编号已经用于另一份内容", cure)])
    return Received(message, new)


def _envelope(agency: Agency, content: bytes) -> Envelope:
    try:
        envelope = Envelope.model_validate(json.loads(content))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Unreadable(
            [_problem("", "", "不是完整的 JSON", "核对传输是否完整，重新发送")]
        ) from None
    except ValidationError as error:
        raise Unreadable(complaints(error)) from error
    known = envelope.to in agency.procuratorates and organs.procuratorate_exists(envelope.to)
    if not known:
        cure = f"可以发往：{'、'.join(agency.procuratorates)}"
        raise Unreadable([_problem("to", envelope.to, "不能发往这个人民检察院", cure)])
    return envelope


def _checked(envelope: Envelope) -> dict[str, Any]:
    try:
        BODIES[envelope.kind].model_validate(envelope.body)
    except ValidationError as error:
        return {"state": Message.State.REFUSED, "problems": complaints(error, "body")}
    return {"state": Message.State.RECEIVED, "problems": []}


def _problem(place: str, value: str, problem: str, cure: str) -> dict[str, str]:
    return {"place": place, "value": value, "problem": problem, "cure": cure}
