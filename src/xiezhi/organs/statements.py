"""Queries that every act repeats: compiled by Django once, then run with other values.

Compiling takes ten times as long as running; the SQL is still Django's own for each database.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection


class Statement:
    """A `values_list` queryset whose sample values are replaced at every run.

    Rows come as the database gives them: booleans may be 0 and 1, dates text.
    """

    def __init__(self, build: Callable[..., Any], *samples: Any) -> None:
        self.build, self.samples = build, samples
        self._compiled: dict[str, tuple[str, list[tuple[int | None, Any]]]] = {}

    def rows(self, *values: Any) -> Sequence[Sequence[Any]]:
        """Return the rows for these values, given in the order of the samples."""
        sql, parameters = self._sql()
        asked = [_as_stored(value) for value in values]
        given = [asked[place] if place is not None else fixed for place, fixed in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall()

    def _sql(self) -> tuple[str, list[tuple[int | None, Any]]]:
        """Return the SQL and, for each parameter, the sample it stands for or its fixed value."""
        known = self._compiled.get(connection.vendor)
        if known is None:
            sql, parameters = self.build(*self.samples).query.sql_with_params()
            places = {str(_as_stored(one)): place for place, one in enumerate(self.samples)}
            bound = [(places.get(str(fixed)), fixed) for fixed in parameters]
            known = self._compiled[connection.vendor] = (sql, bound)
        return known


def _as_stored(value: Any) -> Any:
    """Return a value as the database's driver takes it: SQLite keeps a UUID as hexadecimal."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
