"""Records an act about a case's evidence on the chain of the handler's procuratorate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record

VERSION = "1"


def record_about(
    case_id: UUID,
    kind: str,
    data: Mapping[str, Any],
    *,
    chain: str,
    by: str,
    capacity: str,
    at: datetime,
) -> int:
    """Add the entry, in the caller's transaction, and return its place in the chain."""
    act = Act(kind, at, by, capacity, dict(data))
    entry = record(
        chain=chain,
        subject=("case", str(case_id)),
        act=act,
        rule=f"evidence.{kind}",
        rule_version=VERSION,
    )
    return entry.seq
