"""Texts in and out: fields read from dossiers and judgments, documents drafted from fields.
Pure.
"""

from xiezhi.dossier.extraction import extract
from xiezhi.dossier.spans import Record

__all__ = ["Record", "extract"]
