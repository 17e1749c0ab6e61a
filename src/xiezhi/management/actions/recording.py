"""Writes one act of process monitoring into the ledger, in the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record
from xiezhi.management.models import Alert, Finding

MONITOR = "monitor"  # the nightly countdown; it proposes, people answer
VERSION = "1"


def record_monitoring(
    of: Alert | Finding,
    kind: str,
    data: Mapping[str, Any],
    *,
    by: str = MONITOR,
    role: str = MONITOR,
) -> None:
    """Record an act about an alert or a finding in its procuratorate's chain."""
    record(
        chain=of.procuratorate,
        subject=("monitoring", str(of.proceeding)),
        act=Act(kind, timezone.now(), by, role, {"number": of.number, "label": of.label, **data}),
        rule=f"monitoring.{of.rule}",
        rule_version=VERSION,
    )
