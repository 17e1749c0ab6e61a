"""The number of a document: 云江检刑诉〔2026〕217号."""

from __future__ import annotations

from xiezhi.dossier.drafting.template import Template


def number_text(template: Template, *, short_name: str, year: int, seq: int) -> str:
    """The number by the template's pattern; `short_name` is the procuratorate's (云江)."""
    return template.number.format(short=short_name, word=template.word, year=year, seq=seq)
