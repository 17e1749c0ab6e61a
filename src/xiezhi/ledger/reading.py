"""Reads entries exactly as they are stored, also when some cannot be read."""

from django.db import DatabaseError

from xiezhi.ledger.models import Entry

Row = dict[str, str | int]
CHUNK = 500  # entries read at once: a few hundred kilobytes
COLUMNS = tuple(field.name for field in Entry._meta.concrete_fields if field.name != "pk")


class Unreadable(Exception):
    """The next entry of the chain cannot be read from the database at all."""


def rows_after(chain: str, seq: int, count: int = CHUNK) -> list[Row]:
    """Return up to `count` entries after `seq`; fewer when one further on cannot be read.

    Raises Unreadable when the very next one cannot.
    """
    following = Entry.objects.filter(chain=chain, seq__gt=seq).order_by("seq")
    try:
        return list(following.values(*COLUMNS)[:count])
    except (DatabaseError, UnicodeDecodeError) as error:
        if count == 1:
            raise Unreadable(str(error)) from error
        return rows_after(chain, seq, count // 2)
