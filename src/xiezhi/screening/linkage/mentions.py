"""Where the tables of the dictionary name persons and units, as records that can be linked.

Rows that give a number and otherwise say the same are one record, in whatever table. A row
without a number is a record of its own, named by its table, its key and what it says of its
subject, so that the same row imported again is the same record.
"""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from xiezhi.screening.dictionary import Dictionary, Table

SubjectName = Literal["person", "firm"]
_PERSON = {
    "identity_number": ("identity_number",),
    "name": ("name",),
    "sex": ("sex",),
    "born_on": ("born_on",),
    "place": ("residence", "domicile"),
    "phone": ("phone",),
}
_FIRM = {
    "credit_code": ("credit_code",),
    "firm_name": ("firm_name", "holder"),
    "legal_representative": ("legal_representative",),
    "address": ("address",),
    "phone": ("phone",),
    "established_on": ("established_on",),
}
_LOOKED_FOR: Mapping[SubjectName, Mapping[str, tuple[str, ...]]] = {
    "person": _PERSON,
    "firm": _FIRM,
}
_NUMBERS: Mapping[SubjectName, tuple[str, str]] = {
    "person": ("identity_number", "credit_code"),
    "firm": ("credit_code", "identity_number"),
}
_NAMES = ("name", "firm_name")


@dataclass(frozen=True)
class Mention:
    """A table that names a subject: for each of the subject's columns those of the table that
    say it, the first filled counts; ``number`` is the column of the whole number, ``which`` the
    rows that name such a one."""

    table: Table
    subject: SubjectName
    columns: Mapping[str, tuple[str, ...]]
    number: str
    which: str

    @property
    def says(self) -> Mapping[str, str]:
        """For each of the subject's columns an expression over the table's."""
        return {
            name: f"coalesce({', '.join(found)})" if found[1:] else found[0]
            for name, found in self.columns.items()
        }

    def said(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a whole row says of its subject."""
        return {
            name: next((row[column] for column in found if row[column] is not None), None)
            for name, found in self.columns.items()
        }

    def key(self) -> str:
        """The expression that names the record a row belongs to."""
        said = [_told(name, value) for name, value in self.says.items()]
        own = [_told(f"key{i}", part) for i, part in enumerate(self.table.key_parts())]
        whole = ", ".join(said)
        alone = ", ".join((f"'{self.table.table}'", *own, *said))
        return (
            f"CASE WHEN {self.number} IS NOT NULL THEN md5(concat_ws(chr(31), {whole}))"
            f" ELSE md5(concat_ws(chr(31), {alone})) END"
        )

    def records(self, source: str) -> str:
        """A query for the different records in the rows of ``source``."""
        said = ", ".join(f"{value} AS {name}" for name, value in self.says.items())
        return f"SELECT DISTINCT {self.key()} AS key, {said} FROM {source} WHERE {self.which}"


def _told(name: str, value: str) -> str:
    return f"'{name}=' || CAST({value} AS VARCHAR)"


def mention_of(table: Table, subject: SubjectName) -> Mention | None:
    """How a table names the subject; None for one without number or name of it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, candidates in _LOOKED_FOR[subject].items():
        if present := tuple(column for column in candidates if column in table.columns):
            found[name] = present
    number, other = _NUMBERS[subject]
    if table.reference or number not in found or not set(_NAMES) & set(found):
        return None
    which = f"({number} IS NOT NULL OR {other} IS NULL)" if other in table.columns else "TRUE"
    return Mention(table, subject, found, number, which)


def mentions(dictionary: Dictionary, subject: SubjectName) -> tuple[Mention, ...]:
    """Every table of the dictionary that names the subject."""
    found = (mention_of(table, subject) for table in dictionary.imported())
    return tuple(mention for mention in found if mention is not None)
