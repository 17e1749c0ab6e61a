"""Who of the staff a typed name means: 「姓名（工号）」 as the form suggests, or a name alone."""

import re
from datetime import datetime

from django.utils import timezone

from xiezhi.interference.models import Record
from xiezhi.interference.refusing import refused
from xiezhi.organs import selectors as organs

SUGGESTED = re.compile(r"^(?P<name>.+?)[（(](?P<code>[^（()）]+)[)）]$")


def staff_named(typed: str, relation: str, unit: str, at: datetime) -> tuple[str, str]:
    """Return name and code of whom a record is about; the code is empty for outsiders.

    Raises:
        Refused: 409 when two of the unit bear the name.
    """
    typed = typed.strip()
    if relation == Record.Relation.PARTY:
        return typed, ""
    staff = {one.code: one.name for one in organs.persons(unit, timezone.localdate(at))}
    found = SUGGESTED.match(typed)
    if found and staff.get(found["code"]) == found["name"].strip():
        return found["name"].strip(), found["code"]
    same = [code for code, name in staff.items() if name == typed]
    if len(same) > 1:
        raise refused("record.which_person", typed)
    return typed, same[0] if same else ""


def suggestions(unit: str) -> tuple[str, ...]:
    """Return everybody of a unit as the form suggests them, by code."""
    return tuple(f"{one.name}（{one.code}）" for one in organs.persons(unit, timezone.localdate()))
