"""A person decides on a warning about counsel: the limit applies, another person, exempt."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from xiezhi.casework.selectors import proceedings_of, team_of
from xiezhi.interference.access import decides_warning, visible_warnings
from xiezhi.interference.actions.recording import WARNING, record_added
from xiezhi.interference.models import CounselWarning
from xiezhi.interference.refusing import refused
from xiezhi.interference.words import WarningResult
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.models import Person


@transaction.atomic
def decide_warning(
    person: Person, warning_id: UUID, result: str, reason: str, *, at: datetime | None = None
) -> CounselWarning:
    """Decide on a warning, with what was compared and how those concerned were told.

    Raises:
        Refused: 403 unless team, case management or inspection; 409 without a reason, or decided.
        Http404: a warning the person may not know of.
    """
    warning = visible_warnings(person).select_for_update().filter(pk=warning_id).first()
    if warning is None:
        raise Http404
    if not decides_warning(person, warning, team_in(warning.case)):
        raise refused("warning.not_yours")
    if any(one.kind == "decide_warning" for one in entries_of((WARNING, str(warning.pk)))):
        raise refused("warning.decided")
    if result not in WarningResult.values or not reason.strip():
        raise refused("warning.no_reason")
    data = {"result": result, "text": reason.strip()}
    subject, at = (WARNING, warning.pk), at or timezone.now()
    record_added(person, warning.procuratorate, subject, "decide_warning", at, data)
    return warning


def team_in(case_id: UUID) -> frozenset[str]:
    """Return everybody on a team of the case now."""
    return frozenset(code for one in proceedings_of(case_id) for code in team_of(one))
