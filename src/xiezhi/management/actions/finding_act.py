"""The frame of every act on a finding: lock, check state, change, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding
from xiezhi.management.refusing import refused

OPEN = (Finding.State.OPEN, Finding.State.NOTICED, Finding.State.ANSWERED)


@dataclass
class FindingAct:
    """The finding under change; ``by`` and ``role`` must be set by the caller."""

    finding: Finding
    by: str = ""
    role: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def must_stand(self, *states: str) -> None:
        """Raise Refused (409) unless the finding is in one of the states."""
        if self.finding.state not in states:
            raise refused("monitoring.state", f"现为“{self.finding.get_state_display()}”")


@contextmanager
def finding_act(finding_id: UUID | str, kind: str) -> Iterator[FindingAct]:
    """Open an act on a finding; written and recorded on leaving, or neither."""
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=finding_id)
        act = FindingAct(finding)
        yield act
        finding.save()
        record_monitoring(finding, kind, act.data, by=act.by, role=act.role)
