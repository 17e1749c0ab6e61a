"""Ask the head for a joint meeting 提请召开检察官联席会议 (意见第7条)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def request_meeting(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    question: str,
    *,
    at: datetime | None = None,
) -> None:
    """Ask for a meeting on a question.

    Raises:
        Refused: 403 unless the handler asks; 409 once the matter was sent on.
    """
    data = {"matter": matter, "question": question}
    perform(person, proceeding_id, "request_meeting", data, at=at)
