"""Record a service 送达: to whom, how, on what proof; the day starts the recipient's clock."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.perform import perform
from xiezhi.documents.access import must_read
from xiezhi.documents.modes import modes
from xiezhi.documents.rules import refused


def serve(
    person: Any,
    document_id: UUID,
    *,
    to: str,
    mode: str,
    proof: str,
    served_on: date,
    at: datetime | None = None,
) -> None:
    """Record that an issued document was served on `to`.

    Raises:
        Refused: 403 whoever may not; 409 when it is not issued, an objection is unanswered, proof
            is missing, or the day lies before the issue or in the future.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    if mode not in modes():
        raise refused("serve.mode", mode)
    if served_on > on:
        raise refused("serve.future", f"{served_on}")
    document = must_read(person, document_id, on)
    data = {
        "document": str(document.pk),
        "to": to.strip(),
        "mode": mode,
        "proof": proof.strip(),
        "served_on": served_on,
    }
    perform(person, document.proceeding_id, "serve", data, at=at)
