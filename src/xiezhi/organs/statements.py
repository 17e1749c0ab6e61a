"""Queries that every act repeats: compiled by Django once, then run with other values.

Compiling takes ten times as long as running; the SQL is still Django's own for each database.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection, models

Rows = Sequence[Sequence[Any]]


class Runnable(Protocol):
    """What `together` can run: it gives its SQL and parameters, and reads its own rows."""

    def bound(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """Return the SQL and its parameters for these values."""

    def read(self, rows: Rows) -> Rows:
        """Return the rows as the caller wants them."""


class _Compiled(NamedTuple):
    """The SQL; for each parameter its sample or fixed value; for some columns how to read them."""

    sql: str
    parameters: list[tuple[int | None, Any]]
    converters: dict[int, tuple[Any, Any]]


class Statement:
    """A `values_list` queryset whose sample values are replaced at every run.

    Rows come as the database gives them: booleans may be 0 and 1, dates text. With `converted`
    they come as Django gives them.
    """

    def __init__(self, build: Callable[..., Any], *samples: Any, converted: bool = False) -> None:
        self.build, self.samples, self.converted = build, samples, converted
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, *values: Any) -> Rows:
        """Return the rows for these values, given in the order of the samples."""
        return together((self, values))[0]

    def bound(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """Return the SQL and its parameters for these values."""
        known = self._known()
        asked = [_as_stored(value) for value in values]
        given = [asked[place] if place is not None else fixed for place, fixed in known.parameters]
        return known.sql, given

    def read(self, rows: Rows) -> Rows:
        """Return the rows, converted when that was asked for."""
        converters = self._known().converters
        if not converters:
            return rows
        found = [list(row) for row in rows]
        for row in found:
            for place, (steps, expression) in converters.items():
                for convert in steps:
                    row[place] = convert(row[place], expression, connection)
        return found

    def _known(self) -> _Compiled:
        known = self._compiled.get(connection.vendor)
        if known is None:
            known = self._compiled[connection.vendor] = self._compile()
        return known

    def _compile(self) -> _Compiled:
        compiler = self.build(*self.samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = {str(_as_stored(one)): place for place, one in enumerate(self.samples)}
        bound = [(places.get(str(fixed)), fixed) for fixed in parameters]
        columns = [column[0] for column in compiler.select] if self.converted else []
        return _Compiled(sql, bound, compiler.get_converters(columns))


class Write:
    """An INSERT or UPDATE of one row by its columns, the same text on every database."""

    def __init__(self, sql: str) -> None:
        self.sql = sql

    def run(self, *values: Any) -> None:
        """Write the values, given in the order of the columns."""
        together((self, values))

    def bound(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """Return the SQL and its parameters for these values."""
        return self.sql, [_as_stored(value) for value in values]

    def read(self, rows: Rows) -> Rows:
        """Return the rows, of which a write has none."""
        return rows


def insert(model: type[models.Model], *columns: str) -> Write:
    """Return the statement that adds a row; its values are those of the columns, in order."""
    names, places = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
    table = _quoted(model._meta.db_table)
    return Write(f"INSERT INTO {table} ({names}) VALUES ({places})")  # noqa: S608 - names of ours


def update(model: type[models.Model], *columns: str, key: str) -> Write:
    """Return the statement that changes a row; its values are the columns', then the key's."""
    table, pairs = _quoted(model._meta.db_table), ", ".join(f"{_quoted(c)} = %s" for c in columns)
    return Write(f"UPDATE {table} SET {pairs} WHERE {_quoted(key)} = %s")  # noqa: S608 - as above


def together(*asked: tuple[Runnable, Sequence[Any]]) -> list[Rows]:
    """Run statements in this order and return the rows of each.

    PostgreSQL takes them in one message, so that only one answer is waited for; each still sees
    what was committed before it began, as if it had been sent alone.
    """
    bound = [one.bound(values) for one, values in asked]
    found: list[Rows] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "; ".join(sql for sql, _ in bound), [v for _, given in bound for v in given]
            )
            for number, (one, _) in enumerate(asked):
                if number:
                    cursor.nextset()
                found.append(one.read(_fetched(cursor)))
            return found
        for (sql, given), (one, _) in zip(bound, asked, strict=True):
            cursor.execute(sql, given)
            found.append(one.read(_fetched(cursor)))
    return found


def _fetched(cursor: Any) -> Rows:
    return cursor.fetchall() if cursor.description else []


def _quoted(name: str) -> str:
    return f'"{name}"'  # what both databases take


def _as_stored(value: Any) -> Any:
    """Return a value as the database's driver takes it: SQLite keeps UUIDs and dates as text."""
    if connection.vendor == "postgresql":
        return value
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
