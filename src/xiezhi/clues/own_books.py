"""The unit's own casework as rows of the tables that models read, so that nobody types it twice.

A row needs the police's number of the case: without it nothing joins it to the police's register,
and a case that the police withdrew long ago would look untouched. Such rows are left out, counted.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from xiezhi.casework.selectors.results import Made, Result, results
from xiezhi.law.yaml_files import read_yaml

NUMBER = "police_case_number"
Row = dict[str, Any]


class Book(BaseModel):
    """A table's procedure, and by move the columns that it fills."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    procedure: str
    by_move: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Rows for one table by column, and how many people were left out for want of a number."""

    table: str
    rows: tuple[Row, ...]
    left_out: int


@cache
def books() -> dict[str, Book]:
    """Return the tables that casework fills."""
    found = read_yaml(Path(__file__).with_name("own_books.yaml"))
    return TypeAdapter(dict[str, Book]).validate_python(found)


def own_rows(units: Collection[str]) -> Iterator[OwnRows]:
    """Yield the rows of every table from the proceedings of these units."""
    for table, book in books().items():
        people = list(results(book.procedure, units))
        known = [one for one in people if one.facts.get(NUMBER) and one.identity_number]
        rows = tuple(_row(one, book) for one in known)
        yield OwnRows(table, rows, len(people) - len(known))


def _row(one: Result, book: Book) -> Row:
    row: Row = {
        "case_number": one.facts[NUMBER],
        "identity_number": one.identity_number,
        "name": one.name,
        "charge": one.cause,
        "organ": one.facts.get("sender") or "",
        "received_on": one.received_on,
    }
    for made in one.moves:
        columns = book.by_move.get(made.do, {})
        row |= {column: _taken(said, made) for column, said in columns.items()}
    return row


def _taken(said: str, made: Made) -> Any:
    if said == "$on":
        return made.on
    return made.fields.get(said[1:]) if said.startswith("$") else said
