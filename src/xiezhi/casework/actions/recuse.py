"""Take a person off a case 回避: decided by the chief; the chief's own by the committee."""

from collections.abc import Mapping
from datetime import date, datetime
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
    data: dict[str, Any] = {
        "person": recused,
        "reason": reason,
        "ground": ground,
        "prior_acts": prior_acts,
    }
    if by_delegation:
        data["by_delegation"] = True
    data |= _standing(recused, procuratorate_of(proceeding_id), timezone.localdate(at), votes)
    return perform(person, proceeding_id, "recuse", data, at=at, capacity=capacity)


def _standing(
    recused: str, unit: str, on: date, votes: Mapping[str, str] | None
) -> dict[str, Any]:
    """The post of the person recused; for a chief also who sat on the committee and voted."""
    post = post_of(recused, unit, on)
    if post != Role.CHIEF or votes is None:
        return {"post": post} if post else {}
    roster = [member.code for member in organs.committee(unit, on)]
    return {"post": post, "votes": dict(votes), "present": list(votes), "roster": roster}
