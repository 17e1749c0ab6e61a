"""Drafting: documents in the official format, every value traced to its field and source."""

from xiezhi.dossier.drafting.fields import FieldDefinition
from xiezhi.dossier.drafting.filling import Missing
from xiezhi.dossier.drafting.pdf import PdfUnavailable, can_convert, to_pdf
from xiezhi.dossier.drafting.preview import Line, Piece
from xiezhi.dossier.drafting.rendering import Draft, preview, render
from xiezhi.dossier.drafting.template import (
    ROOT,
    Template,
    TemplateError,
    load_template,
    load_templates,
)
from xiezhi.dossier.drafting.values import Value, ValueRefused

__all__ = [
    "ROOT",
    "Draft",
    "FieldDefinition",
    "Line",
    "Missing",
    "PdfUnavailable",
    "Piece",
    "Template",
    "TemplateError",
    "Value",
    "ValueRefused",
    "can_convert",
    "load_template",
    "load_templates",
    "preview",
    "render",
    "to_pdf",
]
