"""When a case is registered, compare its counsel with whom a limit concerns and warn, no more."""

from datetime import datetime

from django.utils import timezone

from xiezhi.casework.selectors import parties_of
from xiezhi.interference.actions.recording import RULE, WARNING
from xiezhi.interference.comparing import matches
from xiezhi.interference.models import CounselWarning
from xiezhi.law import Act
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record

SYSTEM = "system"


def propose_warnings(case: object, at: datetime) -> list[CounselWarning]:
    """Propose a warning for every counsel of a registered case whom a limit may concern.

    Runs inside the registration's transaction; nobody is refused and nothing is decided.
    """
    on, found = timezone.localdate(at), []
    for party in parties_of(case.pk):  # type: ignore[attr-defined]
        unit = case.procuratorate_id  # type: ignore[attr-defined]
        for match in matches(party.counsel, unit, on) if party.counsel else ():
            row = CounselWarning(
                procuratorate=unit, case=case.pk, number=case.number,  # type: ignore[attr-defined]
                party=party.name, counsel=party.counsel, limit=match.limit, name=match.name,
                evidence=match.evidence, proposed_at=at,
            )  # fmt: skip
            row.save()
            _record(row, at)
            found.append(row)
    return found


def _record(row: CounselWarning, at: datetime) -> None:
    record(
        chain=row.procuratorate,
        subject=(WARNING, str(row.pk)),
        act=Act("propose_warning", at, SYSTEM, SYSTEM, row.told),
        rule=f"{RULE}.{row.limit}",
        rule_version=keep_pack(packs.in_force()),
    )
