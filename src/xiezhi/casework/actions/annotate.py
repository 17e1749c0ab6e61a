"""Add a remark to the record 附注."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def annotate(
    person: Any,
    proceeding_id: UUID,
    text: str,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Put a remark on file; it changes nothing.

    Raises:
        Refused: 403 for whoever may not act here.
    """
    data = {"text": text}
    return perform(person, proceeding_id, "annotate", data, at=at)
