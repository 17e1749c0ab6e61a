"""Length-preserving normalisation: every character maps to one character, so offsets stay those
of the text as printed.
"""

from __future__ import annotations

import re

_FULL = {chr(ord("！") + i): chr(ord("!") + i) for i in range(94)}
_BRACKETS = dict.fromkeys("［【﹝[{｛〖", "〔") | dict.fromkeys("］】﹞]}｝〗", "〕")
_PUNCTUATION = dict(zip(",;:?!．﹑", "，；：？！.、", strict=True))
_SPACES = dict.fromkeys("\u3000\xa0\r\t", " ")
_ZEROS = dict.fromkeys("○◯Ο", "〇")
_KEPT = dict.fromkeys("，；：？！")  # full-width marks are the unified form
_TABLE = {
    printed: plain
    for printed, plain in (
        _FULL | _BRACKETS | _PUNCTUATION | _SPACES | _ZEROS | {"﹪": "%"}
    ).items()
    if printed not in _KEPT
}
_ODD = re.compile("[" + re.escape("".join(_TABLE)) + "]")


def normalise(text: str) -> str:
    """Return ``text`` with widths, brackets and punctuation unified; the length never changes."""
    return _ODD.sub(lambda match: _TABLE[match.group()], text)
