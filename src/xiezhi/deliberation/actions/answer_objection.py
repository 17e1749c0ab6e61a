"""Answer an objection 答复异议 (意见第28条)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def answer_objection(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    reply: str,
    *,
    reasons: str = "",
    at: datetime | None = None,
) -> None:
    """Answer: `reply` change, maintain or execute_now.

    Raises:
        Refused: 403 unless the chief answers; 409 when no objection waits.
    """
    data = {"matter": matter, "reply": reply, "reasons": reasons}
    perform(person, proceeding_id, "answer_objection", data, at=at)
