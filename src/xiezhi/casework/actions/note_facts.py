"""Note facts 登记事实: they move clocks and decide who decides, so each has a source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def note_facts(
    person: Any,
    proceeding_id: UUID,
    facts: Mapping[str, Any],
    source: str,
    *,
    subject: str | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Note declared facts about the case, or about one party when `subject` is its code.

    Raises:
        Refused: 409 for a fact of the wrong type or without a source.
    """
    data: dict[str, Any] = {"facts": dict(facts), "source": source}
    if subject:
        data["subject"] = subject
    return perform(person, proceeding_id, "note_facts", data, at=at)
