"""Whom of the staff a typed name means: 「姓名（工号）」 as suggested, or a name within it."""

import re
from datetime import date, datetime

from django.utils import timezone

from xiezhi.interference.models import Record
from xiezhi.interference.refusing import refused
from xiezhi.organs import selectors as organs

SUGGESTED = re.compile(r"^(?P<name>.+?)[（(](?P<code>[^（()）]+)[)）]$")


def staff_named(
    typed: str, relation: str, unit: str, at: datetime, *, outsider: bool = False
) -> tuple[str, str]:
    """Return name and code of whom a record is about; the code is empty for outsiders.

    The staff of the unit and of every office above are known; 「王建国检察长」 is 王建国. Who is
    found by a code may not read the record, so a leader without one is stated to be an outsider.

    Raises:
        Refused: 409 when several are meant, or nobody is and no outsider was stated.
    """
    typed = typed.strip()
    if relation == Record.Relation.PARTY:
        return typed, ""
    staff = _staff(unit, timezone.localdate(at))
    found = SUGGESTED.match(typed)
    if found and staff.get(found["code"].strip()) == found["name"].strip():
        return found["name"].strip(), found["code"].strip()
    if outsider:
        return typed, ""
    meant = _meant(typed, staff)
    if len(meant) > 1:
        raise refused("record.which_person", "、".join(_suggested(meant)))
    if not meant:
        raise refused("record.nobody_of_staff", typed)
    return typed, next(iter(meant))


def suggestions(unit: str) -> tuple[str, ...]:
    """Return everybody of a unit, then of those above, as the form suggests them, by code."""
    return _suggested(_staff(unit, timezone.localdate()))


def _staff(unit: str, on: date) -> dict[str, str]:
    """Names by code: the unit's own first, then those of each office above."""
    codes = (unit, *(one.code for one in organs.units_above(unit)))
    return {one.code: one.name for code in codes for one in organs.persons(code, on)}


def _meant(typed: str, staff: dict[str, str]) -> dict[str, str]:
    """Whose names stand in what was typed; a name within a longer one found is not meant."""
    said = "".join(typed.split())
    found = {code: name for code, name in staff.items() if "".join(name.split()) in said}
    return {
        code: name
        for code, name in found.items()
        if not any(name != other and name in other for other in found.values())
    }


def _suggested(staff: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}（{code}）" for code, name in staff.items())
