"""The history of a clue from the ledger: every act on it, by whom, with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.clue_act import SUBJECTS
from xiezhi.clues.models import Clue
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person

WORDS = ("matter", "label", "text", "reason", "receiver", "receipt", "feedback")
NUMBERS = ("from", "into")  # of other clues, in the acts that name one
NAMING = {"merge_clue", "take_in_clue", "split_clue", "split_off_clue", "take_over_clue"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One act: kind, when, by whom, what was written; ``other`` the number of another clue."""

    kind: str
    at: datetime
    by: str
    words: str
    other: str


def history(person: Person, clue: Clue) -> tuple[Happened, ...]:
    """Return the acts on a clue in order. Another clue is named only to who may see it."""
    entries = [entry for kind in SUBJECTS for entry in entries_of((kind, str(clue.pk)))]
    entries.sort(key=lambda entry: entry.recorded_at)
    told = {number for entry in entries for number in _others(entry.kind, entry.data)}
    seen = set(visible_clues(person).filter(number__in=told).values_list("number", flat=True))
    known = names({entry.by for entry in entries})
    return tuple(
        Happened(
            kind=entry.kind,
            at=entry.at,
            by=known.get(entry.by, entry.by),
            words="；".join(str(entry.data[key]) for key in WORDS if entry.data.get(key)),
            other="、".join(one for one in _others(entry.kind, entry.data) if one in seen),
        )
        for entry in entries
    )


def _others(kind: str, data: Mapping[str, Any]) -> list[str]:
    return [str(data[key]) for key in NUMBERS if data.get(key)] if kind in NAMING else []
