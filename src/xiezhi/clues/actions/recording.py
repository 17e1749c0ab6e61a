"""Writes one act of the repository into the ledger, in the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xiezhi.clues.operators import Operator
from xiezhi.law import Act
from xiezhi.ledger.actions.record import record

REPOSITORY_RULES = "clues.repository"
VERSION = "1"


def record_act(
    operator: Operator,
    subject: tuple[str, str],
    kind: str,
    at: datetime,
    data: Mapping[str, Any],
    *,
    rule: str = REPOSITORY_RULES,
    version: str = VERSION,
) -> None:
    """Record an act by ``operator`` on ``subject`` (kind, id); ``data`` holds JSON values only."""
    record(
        chain=operator.procuratorate,
        subject=subject,
        act=Act(kind, at, operator.code, operator.capacity, dict(data)),
        rule=rule,
        rule_version=version,
    )
