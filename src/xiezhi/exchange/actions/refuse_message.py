"""Send a message back with what is missing."""

from typing import Any
from uuid import UUID

from xiezhi.exchange.actions.settling import settling
from xiezhi.exchange.models import Message
from xiezhi.exchange.refusing import refused

CURE = "补齐或者更正以后，用新的编号重新发送"


def refuse_message(person: Any, message_id: UUID | str, reason: str) -> Message:
    """Refuse the message; the sender reads the reason in the receipt.

    Raises:
        Refused: 403 unless case management; 409 without a reason or when it was settled before.
    """
    with settling(person, message_id, "refuse_message") as message:
        if not reason.strip():
            raise refused("exchange.no_reason")
        message.state = Message.State.REFUSED
        message.problems = [{"place": "", "value": "", "problem": reason.strip(), "cure": CURE}]
    return message
