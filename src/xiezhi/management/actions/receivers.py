"""Whom a monitoring rule tells, as people in office on the day."""

from datetime import date

from xiezhi.casework.selectors.deadlines import RunningClock
from xiezhi.management.access import HANDLER
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role


def receivers(clock: RunningClock, tells: tuple[str, ...], on: date) -> list[tuple[str, str]]:
    """Return (person code, role) for every role a rule names, each person once."""
    found: dict[str, str] = {}
    for role in tells:
        for code in _holders(clock, role, on):
            found.setdefault(code, role)
    return list(found.items())


def _holders(clock: RunningClock, role: str, on: date) -> list[str]:
    if role == HANDLER:
        return [clock.handler] if clock.handler else []
    if role == Role.DEPARTMENT_HEAD:
        department = organs.department_by_id(clock.department_id)
        return [person.code for person in organs.heads_of(department, on)]
    people = organs.persons(clock.procuratorate, on, roles=[role])
    return [person.code for person in people]
