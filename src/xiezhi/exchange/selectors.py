"""Typed reads of the exchange for pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from xiezhi.casework.identity import mask
from xiezhi.exchange.access import visible_messages
from xiezhi.exchange.models import Message
from xiezhi.exchange.schemas import BODIES, EvidenceIn, Handover, PartyIn
from xiezhi.organs.directory import names


@dataclass(frozen=True, slots=True)
class Inbox:
    """The messages of a state; `states` are (value, label, count) for the filter."""

    messages: tuple[Message, ...]
    waiting: int
    states: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message; what it hands over when it hands over a case."""

    message: Message
    settled_by: str
    title: str
    cause: str
    request_number: str
    text: str
    parties: tuple[tuple[PartyIn, str], ...]
    evidence: tuple[EvidenceIn, ...]
    lines: tuple[tuple[str, str], ...]


def inbox(person: Any, state: str) -> Inbox:
    """Return the messages in a state, or all when it is empty.

    Raises:
        Refused: 403 for anybody who does not manage cases.
    """
    seen = visible_messages(person)
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    return Inbox(
        tuple(seen.filter(state=state) if state else seen),
        counts.get(Message.State.RECEIVED, 0),
        tuple((value, str(label), counts.get(value, 0)) for value, label in Message.State.choices),
    )


def message_page(person: Any, message_id: UUID) -> MessagePage:
    """Return one message's page.

    Raises:
        Refused: 403 for anybody who does not manage cases.
        Http404: it was sent to another unit, or does not exist.
    """
    message = visible_messages(person).filter(pk=message_id).first()
    if message is None:
        raise Http404
    by = names({message.settled_by}).get(message.settled_by, "")
    body = None
    if not message.problems or message.state != Message.State.REFUSED or message.settled_by:
        body = BODIES[message.kind].model_validate(message.body)
    if isinstance(body, Handover):
        parties = tuple((one, mask(one.identity_number)) for one in body.parties)
        return MessagePage(
            message, by, body.title, body.cause, body.request_number, body.text, parties,
            body.evidence, (),
        )  # fmt: skip
    return MessagePage(message, by, "", "", "", "", (), (), _lines(message.body))


def _lines(body: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    labels = {
        "document_number": "文书文号", "name": "姓名", "executed_on": "执行日期",
        "not_executed_because": "没有执行的原因", "content": "回复内容",
    }  # fmt: skip
    return tuple((label, str(body[key])) for key, label in labels.items() if body.get(key))
