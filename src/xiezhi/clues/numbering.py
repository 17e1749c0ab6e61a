"""Numbers of clues: given by one transaction of a unit at a time, so that none comes twice."""

from collections.abc import Iterator

from django.db import connection
from django.utils import timezone

from xiezhi.clues.models import Clue


def take_turn(unit: str) -> None:
    """Wait until nobody else adds clues to a unit; hold the turn until the transaction ends.

    Take it before looking which clues the unit has. A unit needs nothing of its own for this, no
    run and no clue. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            key = f"xiezhi.clues:{unit}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def numbers(unit: str, *, restricted: bool = False) -> Iterator[str]:
    """Yield the numbers that the next clues of a unit take; the caller has the unit's turn.

    Restricted clues are counted by themselves: a gap in the others would tell of them.
    """
    series = f"{unit}-{'X' if restricted else ''}{timezone.localdate().year}-"
    serial = Clue.objects.filter(procuratorate=unit, number__startswith=series).count()
    while True:
        serial += 1
        yield f"{series}{serial:05d}"
