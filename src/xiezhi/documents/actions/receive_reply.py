"""Record a reply 登记回复: received is not closed; whether it is accepted is stated."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.perform import perform
from xiezhi.documents.access import must_read
from xiezhi.documents.rules import refused


def receive_reply(
    person: Any,
    document_id: UUID,
    *,
    received_on: date,
    content: str,
    accepted: bool,
    proof: str = "",
    at: datetime | None = None,
) -> None:
    """Record the addressee's reply to a served document; it ends the clock on the reply.

    Raises:
        Refused: 403 whoever may not; 409 when it was not served, or content is missing.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    if received_on > on:
        raise refused("serve.future", f"{received_on}")
    document = must_read(person, document_id, on)
    data = {
        "document": str(document.pk),
        "received_on": received_on,
        "content": content.strip(),
        "accepted": accepted,
    }
    if proof.strip():
        data["proof"] = proof.strip()
    perform(person, document.proceeding_id, "reply", data, at=at)
