"""The lines of a document for a page: each value a link to the place it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.documents.origins import origin_of
from xiezhi.dossier.drafting import Line, Piece, Template

BY_HAND = "＿＿"  # a blank that a person fills in on the printed sheet


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `title` says which field and where from; `is_gap` when still missing."""

    text: str
    title: str = ""
    url: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paragraph with its role."""

    role: str
    stretches: tuple[Stretch, ...]


def paper_of(
    lines: tuple[Line, ...], template: Template, proceeding_id: UUID
) -> tuple[PaperLine, ...]:
    """Return the lines with the field and the source of every value in words."""
    return tuple(
        PaperLine(
            line.role, tuple(_stretch(piece, template, proceeding_id) for piece in line.pieces)
        )
        for line in lines
    )


def asks_for_ethnicity(lines: tuple[Line, ...]) -> bool:
    """Tell whether the sheet leaves 民族 to be written by hand: this system does not store it."""
    return any(f"民族{BY_HAND}" in line.text for line in lines)


def _stretch(piece: Piece, template: Template, proceeding_id: UUID) -> Stretch:
    if piece.path is None:
        return Stretch(piece.text)
    label = _label(piece.path, template)
    if not piece.source:
        return Stretch(piece.text, label, is_gap=not piece.filled)
    origin = origin_of(piece.source, proceeding_id)
    said = _("%(field)s，取自%(place)s") % {"field": label, "place": origin.label}
    return Stretch(piece.text, said, origin.url)


def _label(path: str, template: Template) -> str:
    """Return 被告人：出生地 for `identity[0].birthplace`."""
    name, _bracket, rest = path.partition("[")
    definition = template.fields[name]
    leaf = re.sub(r"^\d+\]\.", "", rest)
    inner = definition.fields.get(leaf)
    return f"{definition.label}：{inner.label}" if inner else definition.label
