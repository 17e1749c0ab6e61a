"""One judgment under reading: the text as printed and the same text normalised, with equal
offsets.
"""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.dossier.normal import normalise
from xiezhi.dossier.spans import Found


@dataclass(frozen=True, slots=True)
class Judgment:
    """``printed`` is the source; ``text`` its normalised twin of the same length."""

    printed: str
    text: str

    @classmethod
    def of(cls, printed: str) -> Judgment:
        """Normalise ``printed`` once."""
        return cls(printed, normalise(printed))

    def found(self, start: int, end: int) -> Found[str]:
        """The text of ``[start, end)`` exactly as printed."""
        return Found(self.printed[start:end], start, end)
