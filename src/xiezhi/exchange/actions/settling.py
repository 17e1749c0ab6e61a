"""The frame of settling a message: lock, authorise, once only, change, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.exchange.access import require_manager
from xiezhi.exchange.actions.recording import record_message
from xiezhi.exchange.models import Message
from xiezhi.exchange.refusing import refused


@contextmanager
def settling(person: Any, message_id: UUID | str, kind: str) -> Iterator[Message]:
    """Yield the locked message; on leaving it is saved and recorded with everything else done.

    Raises:
        Refused: 403 unless case management; 409 when it was settled before.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message_id)
        role = require_manager(person, message)
        if message.state != Message.State.RECEIVED:
            raise refused("exchange.settled", str(message.get_state_display()))
        yield message
        message.settled_by, message.settled_at = person.code, timezone.now()
        message.save()
        data = {"proceeding": message.proceeding_number, "problems": message.problems}
        record_message(message, kind, data, by=person.code, role=role)
