"""Sign the record of a joint meeting 签名, or record that somebody refuses to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def sign_record(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    *,
    attendee: str = "",
    refused: str = "",
    at: datetime | None = None,
) -> None:
    """Sign; or, as head, record with `refused` why `attendee` does not sign.

    Raises:
        Refused: 403 for whoever did not attend; 409 when nothing waits to be signed.
    """
    data = {"matter": matter}
    if attendee:
        data["person"] = attendee
    if refused:
        data["refused"] = refused
    perform(person, proceeding_id, "sign_record", data, at=at)
