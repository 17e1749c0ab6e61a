"""Build the Word template of a document: its blocks as paragraphs that docxtpl fills."""

from __future__ import annotations

import io
from functools import lru_cache

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from xiezhi.dossier.drafting.sheet import LOOKS, dress, lay_page
from xiezhi.dossier.drafting.template import Block, Template

_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering", "/webSettings")
_STYLES = frozenset(
    {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
)
_SIGNING = frozenset({"signature", "seal"})


@lru_cache(maxsize=64)
def compose(template: Template) -> bytes:
    """The .docx template with Jinja in its paragraphs, laid out to GB/T 9704."""
    document = docx.Document()
    lay_page(document)
    before: list[Paragraph] = []
    for block in template.sheet:
        if block.role in _SIGNING:
            _stay_together(before)
        last = _write(document, block)
        # A conditional paragraph may vanish, so the one before it must hold the seal as well
        before = [*(before if block.when else []), *([last] if last else [])]
    _name(document, template)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(document: Document, block: Block) -> Paragraph | None:
    """Write a block with its conditions; the last paragraph of text written, if any."""
    last: Paragraph | None = None
    if block.when:
        document.add_paragraph(f"{{%p if {block.when} %}}")
    if block.each:
        document.add_paragraph(f"{{%p for item in {block.each} %}}")
    if block.text:
        last = document.add_paragraph(block.text)
        dress(last, LOOKS[block.role])
    for inner in block.blocks:
        last = _write(document, inner) or last
    if block.each:
        document.add_paragraph("{%p endfor %}")
    if block.when:
        document.add_paragraph("{%p endif %}")
    return last


def _stay_together(paragraphs: list[Paragraph]) -> None:
    """A seal never stands alone on a page: the words before it go with it."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True


def _name(document: Document, template: Template) -> None:
    """Title of the file; the library's sample thumbnail, author and unused parts go."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = template.label, "", ""
    assert document.part.package is not None
    for relations in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in relations.items() if rel.reltype.endswith(_UNUSED)]:
            del relations[key]
    for style in list(document.styles):
        if style.style_id not in _STYLES:
            style.delete()
