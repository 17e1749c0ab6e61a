"""For whoever works on liability: what a person truthfully recorded is a lenient factor (37)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.interference.data import reporting
from xiezhi.interference.models import Record
from xiezhi.interference.selectors.course import courses_of
from xiezhi.interference.words import Verdict
from xiezhi.law import Citation


@dataclass(frozen=True, slots=True)
class TruthfulRecord:
    """A record by the person about the case: it may count as lenient, a person decides.

    ``verified``: inspection has looked at it and did not find it untrue.
    """

    id: UUID
    recorded_at: datetime
    happened_at: datetime
    verified: bool
    citation: Citation | None


def truthful_records(
    code: str, proceeding_id: UUID, until_at: datetime
) -> tuple[TruthfulRecord, ...]:
    """Return what a person recorded about a proceeding before an instant, the earliest first.

    What inspection found untrue is left out. Access is the question of the caller, who works on
    the person's liability.
    """
    found = Record.objects.filter(
        recorded_by=code, proceeding=proceeding_id, recorded_at__lt=until_at
    ).order_by("recorded_at")
    courses = courses_of(found)
    citation = reporting().lenient.citation
    return tuple(
        TruthfulRecord(
            one.pk, one.recorded_at, one.happened_at, bool(courses[one.pk].verdict), citation
        )
        for one in found
        if courses[one.pk].verdict != Verdict.UNTRUE
    )
