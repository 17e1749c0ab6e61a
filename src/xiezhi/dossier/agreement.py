"""How far extracted records agree with gold ones: precision, recall and exactness per field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# Remarks and what no text says; ``spans`` is ours alone.
_UNSCORED = frozenset({"id", "line", "note", "spans", "judged_on", "articles", "judgment"})
_PER_DEFENDANT = "defendants"


@dataclass(slots=True)
class Score:
    """Counts for one field. ``cases`` is how often it was asked, ``exact`` how often the answer
    was the gold one.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    cases: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        """Share of the values given that are right; 1 when none was given."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold values found; 1 when there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0

    @property
    def exactness(self) -> float:
        """Share of cases answered exactly, silence included."""
        return self.exact / self.cases if self.cases else 1.0

    def add(self, gold: Counter[str], found: Counter[str]) -> None:
        """Count one case."""
        self.gold += gold.total()
        self.found += found.total()
        self.right += (gold & found).total()
        self.cases += 1
        self.exact += gold == found


def score(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, Score]:
    """Score (gold, extracted) records; fields of defendants are matched by name."""
    scores: dict[str, Score] = {}
    for gold, found in pairs:
        people = isinstance(next(iter(gold.get(_PER_DEFENDANT) or [None])), Mapping)
        for key in gold:
            if key in _UNSCORED or (key == _PER_DEFENDANT and people):
                continue
            scores.setdefault(key, Score()).add(_values(gold[key]), _values(found.get(key)))
        if people:
            _score_people(scores, gold[_PER_DEFENDANT], found.get(_PER_DEFENDANT) or [])
    return scores


def _score_people(scores: dict[str, Score], gold: list[Any], found: list[Any]) -> None:
    names = Counter(person["name"] for person in gold), Counter(p["name"] for p in found)
    scores.setdefault("defendants", Score()).add(*names)
    rest = list(found)
    for person in gold:
        twin = next((other for other in rest if other["name"] == person["name"]), None)
        if twin is not None:
            rest.remove(twin)
        for key in person:
            if key not in {"name", "note"}:
                answer = (twin or {}).get(key)
                entry = scores.setdefault(f"defendants.{key}", Score())
                entry.add(_values(person[key]), _values(answer))


def _values(value: Any) -> Counter[str]:
    """A field as a bag of values: null and [] are empty, a list is its members."""
    if value is None:
        return Counter()
    if isinstance(value, list):
        return Counter(json.dumps(v, ensure_ascii=False, sort_keys=True) for v in value)
    return Counter([json.dumps(value, ensure_ascii=False, sort_keys=True)])
