"""Uploaded files that wait for confirmation, kept apart for each person."""

import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from xiezhi.casework.identity import mask
from xiezhi.clues.reading import profiles, store
from xiezhi.screening import ColumnMatch, Proposal, ScreeningError
from xiezhi.screening import propose as propose_columns

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
class Proposed:
    """A draft with what each sheet is taken for, and the columns one may choose."""

    draft: Draft
    sheets: tuple[Proposal, ...]
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    to_confirm: int

    @property
    def importable(self) -> bool:
        """Whether at least one sheet can be imported as it stands."""
        return any(sheet.table and not sheet.problem for sheet in self.sheets)


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


def find(person_code: str, key: str) -> Draft | None:
    """Return the person's draft of that key, or None."""
    if not key.isalnum():
        return None
    files = list((_folder(person_code) / key).glob("*"))
    return Draft(key, files[0].name, files[0]) if files else None


def propose(draft: Draft) -> Proposed:
    """Return what the file is taken for. Raises ScreeningError when it cannot be read."""
    found = propose_columns(draft.path, store().dictionary, profiles=profiles())
    sheets = tuple(
        replace(sheet, matches=tuple(_masked(match) for match in sheet.matches)) for sheet in found
    )
    choices = {
        sheet.table: tuple(
            (name, column.label)
            for name, column in store().dictionary[sheet.table].columns.items()
        )
        for sheet in sheets
        if sheet.table
    }
    ask = sum(match.verdict == "ask" for sheet in sheets for match in sheet.matches)
    return Proposed(draft, sheets, choices, ask)


def confirmed(draft: Draft, posted: Mapping[str, str], person_code: str) -> dict[str, str | None]:
    """Return the mapping a person confirmed, header → column or None, and remember it.

    Raises ScreeningError when the file cannot be read any more.
    """
    mapping: dict[str, str | None] = {}
    for number, sheet in enumerate(propose(draft).sheets):
        chosen: dict[str, str | None] = {}
        for match in sheet.matches:
            value = posted.get(f"column-{number}-{match.position}", match.column or NOT_IMPORTED)
            chosen[match.header] = None if value == NOT_IMPORTED else value
        if sheet.table:
            profiles().remember(
                [match.header for match in sheet.matches],
                sheet.table,
                chosen,
                by=person_code,
                on=timezone.localdate(),
            )
        mapping |= chosen
    return mapping


def _masked(match: ColumnMatch) -> ColumnMatch:
    """The match with identity numbers masked in its samples, whatever column they stand in."""
    samples = tuple(mask(s) if _LOOKS_LIKE_A_NUMBER.fullmatch(s) else s for s in match.samples)
    return replace(match, samples=samples)


def _folder(person_code: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "drafts" / person_code
