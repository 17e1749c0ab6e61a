"""Take a person off a case 回避: decided by the chief; the chief's own by the committee."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding
from xiezhi.casework.recusing import post_of
from xiezhi.casework.selectors.handling import procuratorate_of
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role


def recuse(
    person: Any,
    proceeding_id: UUID,
    recused: str,
    reason: str,
    *,
    ground: str = "",
    prior_acts: str = "",
    votes: Mapping[str, str] | None = None,
    by_delegation: bool = False,
    capacity: str | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Recuse anybody who takes part: handler, head, deputy, committee member, chief, clerk.

    From then on they neither see the case nor take part in it. `ground` is a code of the
    statutory cases, `prior_acts` valid|invalid (规则第36条). The chief's recusal is recorded by
    the deputy who presided, with `votes` `{person code: recuse|stay}` of those present.

    Raises:
        Refused: 403 unless the chief (for the chief: the committee) decides; 409 without a
            reason, for a stranger or somebody already recused, without quorum or majority.
    """
    at = at or timezone.now()
    unit, on = procuratorate_of(proceeding_id), timezone.localdate(at)
    post = post_of(recused, unit, on)
    data: dict[str, Any] = {
        "person": recused,
        "reason": reason,
        "ground": ground,
        "prior_acts": prior_acts,
    }
    if post:
        data["post"] = post
    if by_delegation:
        data["by_delegation"] = True
    if post == Role.CHIEF and votes is not None:
        data |= {
            "votes": dict(votes),
            "present": list(votes),
            "roster": [member.code for member in organs.committee(unit, on)],
        }
    return perform(person, proceeding_id, "recuse", data, at=at, capacity=capacity)
