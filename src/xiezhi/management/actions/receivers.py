"""Whom a monitoring rule tells, as people in office on the day who have not recused."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.casework.access import recused_in
from xiezhi.casework.selectors import case_of, procuratorate_of, team_of
from xiezhi.casework.selectors.deadlines import RunningClock
from xiezhi.management.access import HANDLER
from xiezhi.management.models import Finding
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clock runs: procuratorate, department, who handles it, and the case."""

    procuratorate: str
    department_id: int
    handler: str
    case_id: UUID | None


def of_clock(clock: RunningClock) -> Place:
    """Return the place of a running clock."""
    return Place(clock.procuratorate, clock.department_id, clock.handler, clock.case_id)


def of_finding(finding: Finding) -> Place:
    """Return the place of a finding as it is now: its handler may have changed."""
    team = team_of(finding.proceeding)
    handler = next((code for code, role in team.items() if role == HANDLER), "")
    unit = procuratorate_of(finding.proceeding) or finding.procuratorate
    return Place(unit, finding.department_id, handler, case_of(finding.proceeding))


def receivers(place: Place, tells: tuple[str, ...], on: date) -> list[tuple[str, str]]:
    """Return (person code, role) for every role a rule names, each person once.

    Nobody who has recused in the case is told; when that leaves a department without a head, the
    deputy chiefs are told in the head's place.
    """
    out = recused_in(place.case_id) if place.case_id else frozenset()
    found: dict[str, str] = {}
    for role in tells:
        holders = _holders(place, role, on)
        left = [code for code in holders if code not in out]
        if role == Role.DEPARTMENT_HEAD and holders and not left:
            role = str(Role.DEPUTY_CHIEF)
            left = [code for code in _holders(place, role, on) if code not in out]
        for code in left:
            found.setdefault(code, role)
    return list(found.items())


def _holders(place: Place, role: str, on: date) -> list[str]:
    if role == HANDLER:
        return [place.handler] if place.handler else []
    if role == Role.DEPARTMENT_HEAD:
        department = organs.department_by_id(place.department_id)
        return [person.code for person in organs.heads_of(department, on)]
    people = organs.persons(place.procuratorate, on, roles=[role])
    return [person.code for person in people]
