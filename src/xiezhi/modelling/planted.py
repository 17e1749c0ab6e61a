"""Breaches and decoys that are known to lie in a unit's tables, and what a model makes of them."""

import hashlib
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
    """One breach, or one decoy, known to a model's testers; ``keys`` name its subject."""

    keys: tuple[str, ...]
    note: str
    decoy: bool = False


@dataclass(frozen=True, slots=True)
class Planting:
    """What is known to lie in a unit's tables for one model to find or to leave, as of a day."""

    as_of: date
    marks: tuple[Mark, ...]

    @property
    def breaches(self) -> tuple[Mark, ...]:
        """What the model must find."""
        return tuple(mark for mark in self.marks if not mark.decoy)

    @property
    def decoys(self) -> tuple[Mark, ...]:
        """What the model must leave."""
        return tuple(mark for mark in self.marks if mark.decoy)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the marks, and how many hits were about none of them."""

    found: tuple[Mark, ...]
    missed: tuple[Mark, ...]
    false: tuple[Mark, ...]
    others: int


def keep_planting(unit: str, model_id: str, planting: Planting) -> None:
    """Write down what is known for a model in a unit's tables, all of it or nothing."""
    path = _path(unit, model_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(_content(planting))
    beside.replace(path)


def planting_digest(planting: Planting) -> str:
    """Return the SHA-256 of what is kept."""
    return hashlib.sha256(_content(planting)).hexdigest()


def planting_of(unit: str, model_id: str) -> Planting | None:
    """Return what is known for a model in a unit's tables, None when nothing is."""
    path = _path(unit, model_id)
    if not path.exists():
        return None
    body = json.loads(path.read_text("utf-8"))
    marks = (Mark(tuple(one["keys"]), one["note"], one["decoy"]) for one in body["marks"])
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


def _content(planting: Planting) -> bytes:
    body = {"as_of": planting.as_of.isoformat(), "marks": [asdict(m) for m in planting.marks]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _said(hit: Hit) -> set[str]:
    said = {str(value) for value in (*hit.subject.values(), *hit.values.values())}
    for rows in hit.rows.values():
        said |= {str(value) for row in rows for value in row.values.values()}
    return said


def _path(unit: str, model_id: str) -> Path:
    folder = Path(settings.XIEZHI_HOME) / "planted" / quote(unit, safe="")
    return folder / f"{quote(model_id, safe='')}.json"
