"""Review an opinion 部门负责人审核: beside it, never in its place (意见第24条)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform


def review(
    person: Any,
    proceeding_id: UUID,
    matter: str,
    result: str,
    *,
    remark: str = "",
    at: datetime | None = None,
) -> None:
    """Review: `result` agree, re_review, supplement or disagree; the opinion stays as it is.

    Raises:
        Refused: 403 unless an authorised head; 409 without a remark, or against the majority.
    """
    data = {"matter": matter, "result": result, "remark": remark}
    perform(person, proceeding_id, "review", data, at=at)
