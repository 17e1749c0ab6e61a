"""Casework's own refusals and its words for numbers, read from `rules.yaml` and `words.yaml`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from xiezhi.law import Citation, Refusal, Refused

FOLDER = Path(__file__).parent


@cache
def _read(name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return loaded


def refused(rule: str, detail: str = "") -> Refused:
    """Return the exception of a rule; `detail` (zh) says what was met."""
    return Refused((refusal(rule, detail),))


def refusal(rule: str, detail: str = "") -> Refusal:
    """Return the refusal of a rule of `rules.yaml`, with its article when it has one."""
    written = _read("rules.yaml")[rule]
    citation = None
    if "cite" in written:
        citation = Citation(written["cite"], written["quote"], verified=True)
    reason = f"{written['reason']}：{detail}。" if detail else f"{written['reason']}。"
    return Refusal(rule, written["level"], reason, f"{written['cure']}。", citation)


def words_of(procedure_id: str) -> dict[str, Any]:
    """Return a procedure's words: `accept` and `number` for numbers, `function` of departments.

    The longest prefix of the id that `words.yaml` knows is used.

    Raises:
        Refused: 409 when no prefix is known.
    """
    words = _read("words.yaml")
    parts = procedure_id.split(".")
    for length in range(len(parts), 0, -1):
        found = words.get(".".join(parts[:length]))
        if found is not None:
            return found
    raise refused("numbering.no_word", procedure_id)
