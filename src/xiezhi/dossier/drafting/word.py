"""The Word file of a filled template: one part is rendered, the others never change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from docxtpl import DocxTemplate

from xiezhi.dossier.drafting.archive import add_still, members_of
from xiezhi.dossier.drafting.composing import compose
from xiezhi.dossier.drafting.expressions import environment
from xiezhi.dossier.drafting.filling import listed
from xiezhi.dossier.drafting.template import Template

_BODY = "word/document.xml"
_ENVIRONMENT = environment({"listed": listed})


@dataclass(frozen=True)
class _Form:
    """A composed template taken apart: the compiled body, what stands around it, other parts."""

    body: jinja2.Template
    before: str
    after: str
    others: tuple[tuple[str, bytes], ...]


def word_file(template: Template, context: Mapping[str, object]) -> bytes:
    """Render the .docx; equal contexts give equal bytes."""
    form = _form(template)
    text = form.before + form.body.render(context) + form.after
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in form.others:
            add_still(archive, name, text.encode() if name == _BODY else content)
    return stream.getvalue()


@lru_cache(maxsize=64)
def _form(template: Template) -> _Form:
    composed = compose(template)
    # docxtpl turns paragraphs that hold a tag into the tag alone; that is done once a template
    document = DocxTemplate(io.BytesIO(composed))
    document.init_docx()
    body = document.get_xml()
    whole = document.xml_to_string(document.docx.element)
    at = whole.index("<w:body>")
    end = whole.index("</w:body>") + len("</w:body>")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return _Form(
        _ENVIRONMENT.from_string(document.patch_xml(body)),
        head + whole[:at],
        whole[end:],
        members_of(composed),
    )
