"""Render a document from a template and values: bytes, sources, and what is still missing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docxtpl import DocxTemplate

from xiezhi.dossier.drafting.archive import still
from xiezhi.dossier.drafting.composing import compose
from xiezhi.dossier.drafting.expressions import environment
from xiezhi.dossier.drafting.filling import Missing, fill, listed
from xiezhi.dossier.drafting.preview import Line, lines
from xiezhi.dossier.drafting.template import Template, load_template
from xiezhi.dossier.drafting.values import Value

_WORD = environment({"listed": listed})


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
    return Draft(model, _word(model, filled.context), used, tuple(filled.missing), shown)


def preview(template: Template, values: Mapping[str, Value]) -> Draft:
    """The same without the file, for pages that only show the lines."""
    filled = fill(template, values)
    return Draft(template, b"", {}, tuple(filled.missing), lines(template, filled.context))


def _word(template: Template, context: Mapping[str, object]) -> bytes:
    document = DocxTemplate(io.BytesIO(compose(template)))
    document.render(dict(context), _WORD, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return still(stream.getvalue())
