"""Take a person off a case 回避: decided by the chief."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding


def recuse(
    person: Any,
    proceeding_id: UUID,
    recused: str,
    reason: str,
    *,
    at: datetime | None = None,
) -> Proceeding:
    """Recuse a person; from then on they neither see the case nor enter its pool.

    Raises:
        Refused: 403 unless the chief decides; 409 without a reason.
    """
    data = {"person": recused, "reason": reason}
    return perform(person, proceeding_id, "recuse", data, at=at)
