"""Breaches and decoys that are known to lie in a unit's tables, and what a model makes of them."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from xiezhi.screening import Hit


@dataclass(frozen=True, slots=True)
class Mark:
    """One breach, or one decoy, planted for a model; ``keys`` name its subject."""

    model: str
    keys: tuple[str, ...]
    note: str
    decoy: bool = False


@dataclass(frozen=True, slots=True)
class Planting:
    """What was planted in a unit's tables, as of a day."""

    as_of: date
    marks: tuple[Mark, ...]

    def of(self, model_id: str) -> tuple[Mark, ...]:
        """Return the marks of one model."""
        return tuple(mark for mark in self.marks if mark.model == model_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the marks, and how many hits were about none of them."""

    found: tuple[Mark, ...]
    missed: tuple[Mark, ...]
    false: tuple[Mark, ...]
    others: int


def keep_planting(unit: str, planting: Planting) -> None:
    """Write down what was planted in a unit's tables."""
    path = _path(unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {"as_of": planting.as_of.isoformat(), "marks": [asdict(m) for m in planting.marks]}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1), "utf-8")


def planting_of(unit: str) -> Planting | None:
    """Return what was planted in a unit's tables, None when nothing was."""
    path = _path(unit)
    if not path.exists():
        return None
    body = json.loads(path.read_text("utf-8"))
    marks = (
        Mark(one["model"], tuple(one["keys"]), one["note"], one["decoy"]) for one in body["marks"]
    )
    return Planting(date.fromisoformat(body["as_of"]), tuple(marks))


def judge(marks: Iterable[Mark], hits: Iterable[Hit]) -> Outcome:
    """Tell for every mark whether a hit is about it, by subject, values or evidence rows."""
    said = [_said(hit) for hit in hits]
    marks = tuple(marks)
    hit = {mark: any(words & set(mark.keys) for words in said) for mark in marks}
    known = {key for mark in marks for key in mark.keys}
    return Outcome(
        found=tuple(m for m in marks if hit[m] and not m.decoy),
        missed=tuple(m for m in marks if not hit[m] and not m.decoy),
        false=tuple(m for m in marks if hit[m] and m.decoy),
        others=sum(not words & known for words in said),
    )


def _said(hit: Hit) -> set[str]:
    said = {str(value) for value in (*hit.subject.values(), *hit.values.values())}
    for rows in hit.rows.values():
        said |= {str(value) for row in rows for value in row.values.values()}
    return said


def _path(unit: str) -> Path:
    return Path(settings.XIEZHI_HOME) / "planted" / f"{quote(unit, safe='')}.json"
