"""Resolve a matter in the procuratorial committee 检察委员会讨论决定."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.selectors import procuratorate_of
from xiezhi.organs import selectors as organs


def resolve(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    do: str,
    votes: Mapping[str, str],
    *,
    present: Sequence[str] | None = None,
    fields: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Record a session: votes are `{person code: move}`, the roster is the office's own that day.

    Raises:
        Refused: 409 while the roster is irregular (意见第3条), without quorum or without a
            majority; 403 for whoever may not record it.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    code = procuratorate_of(proceeding_id)
    data = {
        "matter": matter,
        "do": do,
        "votes": dict(votes),
        "present": list(present if present is not None else votes),
        "roster": [member.code for member in organs.committee(code, on)],
        "fields": dict(fields or {}),
    }
    perform(person, proceeding_id, "resolve", data, at=at)
