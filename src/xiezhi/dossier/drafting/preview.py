"""The lines of a document for the screen: the same words as the file, each field marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2

from xiezhi.dossier.drafting.expressions import environment
from xiezhi.dossier.drafting.filling import Listed, Shown, listed
from xiezhi.dossier.drafting.template import Block, Template

# Control characters cannot occur in cleaned values, so they mark lines and fields safely
_LINE, _ROLE, _OPEN, _CLOSE = "\x01", "\x02", "\x03", "\x04"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; `path` and `source` are set when a field wrote it."""

    text: str
    path: str | None = None
    source: str | None = None
    filled: bool = True


@dataclass(frozen=True)
class Line:
    """One paragraph of the document with its role (title, paragraph, seal …)."""

    role: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(piece.text for piece in self.pieces)


def lines(template: Template, context: Mapping[str, object]) -> tuple[Line, ...]:
    """Every paragraph of the filled document, in order."""
    shown: list[Shown] = []

    def mark(value: object) -> object:
        if isinstance(value, Listed):
            return "、".join(str(mark(part)) for part in value.parts)
        if isinstance(value, Shown):
            shown.append(value)
            return f"{_OPEN}{len(shown) - 1}{_CLOSE}"
        return value

    rendered = _source(template).render({**context, "mark": mark})
    found = []
    for part in rendered.split(_LINE)[1:]:
        role, text = part.split(_ROLE, 1)
        found.append(Line(role, _pieces(text, shown)))
    return tuple(found)


@lru_cache(maxsize=64)
def _source(template: Template) -> jinja2.Template:
    marking = environment({"listed": listed}, finalize=_marked)
    return marking.from_string("".join(_jinja(block) for block in template.sheet))


@jinja2.pass_context
def _marked(context: jinja2.runtime.Context, value: object) -> object:
    return context["mark"](value)


def _jinja(block: Block) -> str:
    text = f"{_LINE}{block.role}{_ROLE}{block.text}" if block.text else ""
    text += "".join(_jinja(inner) for inner in block.blocks)
    if block.each:
        text = f"{{% for item in {block.each} %}}{text}{{% endfor %}}"
    return f"{{% if {block.when} %}}{text}{{% endif %}}" if block.when else text


def _pieces(text: str, shown: list[Shown]) -> tuple[Piece, ...]:
    pieces = []
    for index, part in enumerate(_MARK.split(text)):
        if index % 2:
            one = shown[int(part)]
            if str(one):
                pieces.append(Piece(str(one), one.path, one.source or None, one.filled))
        elif part:
            pieces.append(Piece(part))
    return tuple(pieces)
