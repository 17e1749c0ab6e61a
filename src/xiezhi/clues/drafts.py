"""Uploaded files that wait for confirmation, kept apart for each person."""

import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from xiezhi.casework.identity import mask
from xiezhi.clues.databases import ListedTable
from xiezhi.clues.profiles import profiles
from xiezhi.screening import Choice, ColumnMatch, Proposal, ScreeningError, national
from xiezhi.screening import propose as propose_columns
from xiezhi.screening.reading.postgresql import fetch_table

LARGEST = 512 * 1024 * 1024  # bytes of one upload
NOT_IMPORTED = "-"
_LOOKS_LIKE_A_NUMBER = re.compile(r"\d{14,17}[\dXx]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An uploaded file before anything is written: its own name and where it lies."""

    key: str
    name: str
    path: Path

    def discard(self) -> None:
        """Delete the copy."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One sheet: what it is taken for, the table chosen (None: left out), columns to choose."""

    proposal: Proposal
    table: str | None
    label: str
    columns: tuple[tuple[str, str], ...]

    @property
    def problem(self) -> str:
        """Why the sheet cannot be imported as it stands; empty when it can or is left out."""
        found = self.proposal
        return f"{found.problem}。{found.cure}" if self.table and found.problem else ""

    @property
    def to_confirm(self) -> int:
        """How many columns ask for a confirmation."""
        return sum(match.verdict == "ask" for match in self.proposal.matches)

    @property
    def recognised(self) -> int:
        """How many columns were recognised without a doubt."""
        return sum(match.verdict == "mapped" for match in self.proposal.matches)

    @property
    def left_out(self) -> int:
        """How many columns are not imported."""
        return len(self.proposal.matches) - self.to_confirm - self.recognised


@dataclass(frozen=True, slots=True)
class Proposed:
    """A draft with what each sheet is taken for, and the tables one may choose."""

    draft: Draft
    sheets: tuple[SheetDraft, ...]
    tables: tuple[tuple[str, str], ...]

    @property
    def importable(self) -> bool:
        """Whether at least one sheet has a table."""
        return any(sheet.table for sheet in self.sheets)

    @property
    def to_confirm(self) -> int:
        """How many columns of all sheets ask for a confirmation."""
        return sum(sheet.to_confirm for sheet in self.sheets if sheet.table)

    @property
    def is_possible(self) -> bool:
        """Whether every sheet that is to be imported can be."""
        return self.importable and not any(sheet.problem for sheet in self.sheets)


def keep(person_code: str, given: UploadedFile) -> str:
    """Keep an upload and return its key. Raises ScreeningError when too large or nameless."""
    name = Path(given.name or "").name
    if not name or given.size is None or given.size > LARGEST:
        raise ScreeningError(
            "文件没有名字，或者超过 512 MB", "拆成几个文件，或者用命令行 xiezhi import", place=name
        )
    key = secrets.token_hex(12)
    folder = _folder(person_code) / key
    folder.mkdir(parents=True)
    with (folder / name).open("wb") as out:
        for chunk in given.chunks():
            out.write(chunk)
    return key


def keep_table(person_code: str, listed: ListedTable) -> str:
    """Fetch a table of a listed database into a draft and return its key. Raises
    ScreeningError when it cannot be read; then nothing is left."""
    key = secrets.token_hex(12)
    folder = _folder(person_code) / key
    folder.mkdir(parents=True)
    try:
        fetch_table(listed.url, listed.table, folder)
    except ScreeningError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return key


def find(person_code: str, key: str) -> Draft | None:
    """Return the person's draft of that key, or None."""
    if not key.isalnum():
        return None
    files = list((_folder(person_code) / key).glob("*"))
    return Draft(key, files[0].name, files[0]) if files else None


def propose(draft: Draft, asked: Mapping[str, str]) -> Proposed:
    """Return what the file is taken for, with the tables and columns that a person asks for.

    ``asked`` holds ``table-<n>`` (``-`` leaves sheet n out) and ``column-<n>-<position>``.
    Raises ScreeningError when the file cannot be read.
    """
    first = propose_columns(draft.path, national(), profiles=profiles())
    choices = {s.sheet: _choice(n, s, asked) for n, s in enumerate(first)}
    tables = {name: one for name, one in choices.items() if one is not None and one.table}
    again = propose_columns(draft.path, national(), profiles=profiles(), choices=tables)
    return Proposed(
        draft,
        tuple(_sheet(sheet, choices[sheet.sheet]) for sheet in again),
        tuple((table.table, table.label) for table in national().imported()),
    )


def choices_of(proposed: Proposed, asked: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return by sheet the table and the columns that a person confirmed, as plain values."""
    found: dict[str, dict[str, Any]] = {}
    for number, sheet in enumerate(proposed.sheets):
        mapping = _mapping(number, sheet.proposal, asked) if sheet.table else None
        found[sheet.proposal.sheet] = {"table": sheet.table, "mapping": mapping}
    return found


def remember(proposed: Proposed, choices: Mapping[str, Mapping[str, Any]], by: str) -> None:
    """Keep what a person confirmed, so that the same headers are not asked for again.

    It is named after the file, and after the sheet where the file has several.
    """
    stem, several = Path(proposed.draft.name).stem, len(proposed.sheets) > 1
    for sheet in proposed.sheets:
        chosen = choices[sheet.proposal.sheet]
        if chosen["table"]:
            headers = [match.header for match in sheet.proposal.matches]
            name = f"{stem}·{sheet.proposal.sheet}" if several else stem
            day = timezone.localdate()
            profiles().remember(
                headers, chosen["table"], chosen["mapping"], by=by, on=day, name=name
            )


def _choice(number: int, sheet: Proposal, asked: Mapping[str, str]) -> Choice | None:
    """What is asked for a sheet; None when nothing is and it is recognised by itself."""
    table = asked.get(f"table-{number}", "")
    if table == NOT_IMPORTED:
        return Choice(None)
    if table in national() and any(key.startswith(f"column-{number}-") for key in asked):
        return Choice(table, _mapping(number, sheet, asked))
    if table in national() and table != sheet.table:
        return Choice(table)
    if sheet.table is None and any(match.column for match in sheet.matches):
        return Choice(sheet.nearest)
    return None


def _mapping(number: int, sheet: Proposal, asked: Mapping[str, str]) -> dict[str, str | None]:
    mapping: dict[str, str | None] = {}
    for match in sheet.matches:
        value = asked.get(f"column-{number}-{match.position}", match.column or NOT_IMPORTED)
        mapping.setdefault(match.header, None if value == NOT_IMPORTED else value)
    return mapping


def _sheet(proposal: Proposal, choice: Choice | None) -> SheetDraft:
    table = proposal.table if choice is None else choice.table
    shown = replace(proposal, matches=tuple(_masked(match) for match in proposal.matches))
    if table is None:
        return SheetDraft(shown, None, "", ())
    columns = national()[table].columns
    return SheetDraft(
        shown,
        table,
        national()[table].label,
        tuple((name, column.label) for name, column in columns.items()),
    )


def masked(value: str) -> str:
    """Return a value of a file, masked when it looks like an identity number."""
    return mask(value) if _LOOKS_LIKE_A_NUMBER.fullmatch(value) else value


def _masked(match: ColumnMatch) -> ColumnMatch:
    """The match with identity numbers masked in its samples, whatever column they stand in."""
    samples = tuple(masked(sample) for sample in match.samples)
    return replace(match, samples=samples)


def _folder(person_code: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "drafts" / person_code
