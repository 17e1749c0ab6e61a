"""Render a document from a template and values: bytes, sources, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xiezhi.dossier.drafting.filling import Missing, fill
from xiezhi.dossier.drafting.preview import Line, lines
from xiezhi.dossier.drafting.template import Template, load_template
from xiezhi.dossier.drafting.values import Value
from xiezhi.dossier.drafting.word import word_file


@dataclass(frozen=True)
class Draft:
    """A rendered document.

    `content` is a .docx; `used` maps each field that wrote into it to its source path; `missing`
    lists the required fields without value, which stop its issue; `lines` shows it on screen.
    """

    template: Template
    content: bytes
    used: Mapping[str, str]
    missing: tuple[Missing, ...]
    lines: tuple[Line, ...]


def render(template: Template | Path, values: Mapping[str, Value]) -> Draft:
    """Render; raises TemplateError (bad template) or ValueRefused (a value cannot stand)."""
    model = template if isinstance(template, Template) else load_template(template)
    filled = fill(model, values)
    shown = lines(model, filled.context)
    used = {
        piece.path: piece.source
        for line in shown
        for piece in line.pieces
        if piece.path and piece.source
    }
    return Draft(model, word_file(model, filled.context), used, tuple(filled.missing), shown)


def preview(template: Template, values: Mapping[str, Value]) -> Draft:
    """The same without the file, for pages that only show the lines."""
    filled = fill(template, values)
    return Draft(template, b"", {}, tuple(filled.missing), lines(template, filled.context))
