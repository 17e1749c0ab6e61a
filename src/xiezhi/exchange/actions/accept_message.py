"""Accept a message: what it holds becomes the case, without typing anything again."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.open_next import open_next
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.selectors import case_of, parties_of, proceeding_numbered
from xiezhi.documents.actions.receive_reply import receive_reply
from xiezhi.documents.numbered import issued_numbered
from xiezhi.evidence.actions.add_item import ItemGiven
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.evidence.actions.take_in_items import take_in_items
from xiezhi.exchange.actions.settling import settling
from xiezhi.exchange.agencies import agencies
from xiezhi.exchange.models import Message
from xiezhi.exchange.refusing import refused
from xiezhi.exchange.schemas import (
    ArrestRequest,
    ExecutionReceipt,
    Handover,
    ProsecutionTransfer,
    Reply,
)

ARREST, PROSECUTION = "criminal.review_for_arrest", "criminal.review_for_prosecution"


def accept_message(person: Any, message_id: UUID | str) -> Message:
    """Take the message into a new or the named proceeding; parties, evidence and text come along.

    Raises:
        Refused: 403 unless case management; 409 when it was settled before, names a proceeding or
            document that does not exist, or what it says cannot be accepted. Nothing is written.
    """
    with settling(person, message_id, "accept_message") as message:
        try:
            proceeding, number = TAKEN[message.kind](person, message)
        except ValidationError as wrong:
            raise refused("exchange.wrong_particulars", "；".join(wrong.messages)) from wrong
        message.state = Message.State.ACCEPTED
        message.proceeding, message.proceeding_number = proceeding, number
    return message


def _received_on(message: Message) -> date:
    return timezone.localdate(message.received_at)


def _arrest(person: Any, message: Message) -> tuple[UUID, str]:
    body = ArrestRequest.model_validate(message.body)
    facts = {"danger_material": body.danger} if body.danger else {}
    return _new_case(person, message, body, ARREST, facts)


def _prosecution(person: Any, message: Message) -> tuple[UUID, str]:
    body = ProsecutionTransfer.model_validate(message.body)
    facts = {"case_source": _case_source(message)}
    if not body.follows:
        return _new_case(person, message, body, PROSECUTION, facts)
    before = proceeding_numbered(body.follows)
    if before is None:
        raise refused("exchange.unknown_proceeding", body.follows)
    opened = open_next(
        person, before, PROSECUTION, received_on=_received_on(message),
        facts={**_sent_by(message, body), **facts},
    )  # fmt: skip
    _bring(person, message, body, opened.case_id)
    return opened.pk, opened.number


def _case_source(message: Message) -> str:
    known = agencies().get(message.agency)
    return known.case_source if known else "police"


def _new_case(
    person: Any, message: Message, body: Handover, procedure: str, facts: dict[str, Any]
) -> tuple[UUID, str]:
    parties = [PartyGiven(**one.model_dump()) for one in body.parties]
    opened = accept(
        person,
        procedure,
        message.procuratorate,
        CaseGiven(body.title, body.cause, "transferred", parties),
        received_on=_received_on(message),
        facts={**_sent_by(message, body), **facts},
    )
    _bring(person, message, body, opened.case_id)
    return opened.pk, opened.number


def _sent_by(message: Message, body: Handover) -> dict[str, Any]:
    """The facts that documents print: who sent the case, under which number; and the police's."""
    told = {"sender": message.agency_name, "request_number": body.request_number}
    number = body.police_case_number.strip()
    return told | ({"police_case_number": number} if number else {})


def _bring(person: Any, message: Message, body: Handover, case_id: UUID) -> None:
    items = [ItemGiven(**one.model_dump()) for one in body.evidence]
    take_in_items(person, case_id, items, procuratorate=message.procuratorate)
    keep_text(
        keeper=Keeper(message.procuratorate, person.code, "case_management"),
        key=f"exchange:{message.pk}",
        title=f"{message.get_kind_display()} {body.request_number}",
        kind="opinion",
        content=body.text,
        case_id=case_id,
    )


def _receipt(person: Any, message: Message) -> tuple[UUID, str]:
    body = ExecutionReceipt.model_validate(message.body)
    document = issued_numbered(body.document_number)
    if document is None:
        raise refused("exchange.unknown_document", body.document_number)
    case_id = case_of(document.proceeding)
    names = {p.code: p.name for p in parties_of(case_id)} if case_id else {}
    if names.get(document.subject) != body.name:
        raise refused("exchange.unknown_party", body.name)
    said = f"{body.executed_on}执行" if body.executed_on else body.not_executed_because
    _reply_to(person, message, document.id, said or "没有写明是否执行", accepted=True)
    if body.executed_on and document.template == "arrest_approval":
        make_move(
            person, document.proceeding, "record_arrest", subject=document.subject,
            fields={"arrested_on": body.executed_on.isoformat()},
        )  # fmt: skip
    return document.proceeding, document.proceeding_number


def _reply(person: Any, message: Message) -> tuple[UUID, str]:
    body = Reply.model_validate(message.body)
    document = issued_numbered(body.document_number)
    if document is None:
        raise refused("exchange.unknown_document", body.document_number)
    # A reply received is not a correction made: the handler judges it, case management does not.
    _reply_to(person, message, document.id, body.content, accepted=False)
    return document.proceeding, document.proceeding_number


def _reply_to(
    person: Any, message: Message, document: UUID, content: str, *, accepted: bool
) -> None:
    receive_reply(
        person, document, received_on=_received_on(message), content=content, accepted=accepted,
        proof=f"{message.agency_name}来件 {message.key}",
    )  # fmt: skip


TAKEN: dict[str, Callable[[Any, Message], tuple[UUID, str]]] = {
    Message.Kind.ARREST_REQUEST: _arrest,
    Message.Kind.PROSECUTION_TRANSFER: _prosecution,
    Message.Kind.EXECUTION_RECEIPT: _receipt,
    Message.Kind.REPLY: _reply,
}
