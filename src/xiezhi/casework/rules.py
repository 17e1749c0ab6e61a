"""Refusals and words of a room's own, read from YAML beside it."""

from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from xiezhi.law.citations import Citation
from xiezhi.law.refusals import Refusal, Refused

FOLDER = Path(__file__).parent


class RuleBook:
    """The refusals of one YAML file: level, reason, cure, and article where there is one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def rules(self) -> dict[str, dict[str, Any]]:
        """Every rule by id, read once."""
        loaded: dict[str, dict[str, Any]] = yaml.safe_load(self.path.read_text("utf-8"))
        return loaded

    def refusal(self, rule: str, detail: str = "") -> Refusal:
        """Return the refusal of a rule; `detail` (zh) says what was met."""
        written = self.rules[rule]
        citation = None
        if "cite" in written:
            citation = Citation(written["cite"], written["quote"], verified=True)
        reason = f"{written['reason']}：{detail}。" if detail else f"{written['reason']}。"
        return Refusal(rule, written["level"], reason, f"{written['cure']}。", citation)

    def refused(self, rule: str, detail: str = "") -> Refused:
        """Return the exception of a rule."""
        return Refused((self.refusal(rule, detail),))


BOOK = RuleBook(FOLDER / "rules.yaml")
WORDS = RuleBook(FOLDER / "words.yaml")
refused = BOOK.refused


def words_of(procedure_id: str) -> dict[str, Any]:
    """Return a procedure's words: `accept` and `number` for numbers, `functions` of departments.

    The longest prefix of the id that `words.yaml` knows is used.

    Raises:
        Refused: 409 when no prefix is known.
    """
    parts = procedure_id.split(".")
    for length in range(len(parts), 0, -1):
        found = WORDS.rules.get(".".join(parts[:length]))
        if found is not None:
            return found
    raise refused("numbering.no_word", procedure_id)
