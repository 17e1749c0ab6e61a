"""The frame of every act on a finding: lock, check state, change, record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from xiezhi.law.refusals import refuse
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.models import Finding


@dataclass
class FindingAct:
    """The finding under change; ``by`` and ``role`` must be set by the caller."""

    finding: Finding
    by: str = ""
    role: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@contextmanager
def finding_act(
    finding_id: UUID | str, kind: str, states: tuple[str, ...]
) -> Iterator[FindingAct]:
    """Open an act on a finding in one of ``states``; written and recorded on leaving, or neither.

    Raises Refused (409) in another state.
    """
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=finding_id)
        if finding.state not in states:
            raise refuse(
                "monitoring.state",
                f"监控发现现为“{finding.get_state_display()}”，不能再办这一步",
                "查看监控发现的经过",
            )
        act = FindingAct(finding)
        yield act
        finding.save()
        record_monitoring(finding, kind, act.data, by=act.by, role=act.role)
