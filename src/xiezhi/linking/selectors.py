"""Reads for the pages: pairs that wait, one pair side by side, what was decided, the last runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.identity import mask
from xiezhi.linking.access import as_decider, decisions_of, runs_of
from xiezhi.linking.binding import SUBJECTS, words_of
from xiezhi.linking.models import LinkRun, PairDecision
from xiezhi.modelling.library import store
from xiezhi.organs.models import Person
from xiezhi.screening import ScreeningError, Store, national
from xiezhi.screening.linkage import Pending, SubjectName, load_subject, mention_of, pending

SHOWN = 100  # pairs on the list; all are counted
_HALF = 50.0  # percent of the figure's width, where nothing speaks for or against
_NUMBERS = ("identity_number", "credit_code")


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair on the list: names as written, where they stand, why a person decides."""

    subject: SubjectName
    subject_label: str
    left: str
    right: str
    names: tuple[str, str]
    tables: tuple[str, str]
    weight: float | None
    reason: str
    unsure: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the weight: what both say, the outcome, its bits, and the bar from ``x`` of
    ``width`` (percent), the running sum to the left of it."""

    label: str
    left: str
    right: str
    level: str
    bits: float
    speaks: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two records side by side with the parts of their weight, and the decision that stands."""

    line: PairLine
    bars: tuple[Bar, ...]
    prior: float | None
    origin: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands."""

    id: UUID
    words: str
    subject_label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PairsPage:
    """What waits, how many in all, what was decided, and the last linkings."""

    lines: tuple[PairLine, ...]
    total: int
    decided: tuple[Decided, ...]
    runs: tuple[LinkRun, ...]


def pairs_page(person: Person) -> PairsPage:
    """Return the list of pairs of the person's unit. Raises Refused (403)."""
    unit = as_decider(person).procuratorate
    tables = store(unit)
    standing = list(decisions_of(unit))
    settled = _settled(standing)
    unsure = _unsure(standing)
    waiting = [
        pair
        for subject in SUBJECTS
        for pair in pending(tables, subject)
        if (subject, pair.left, pair.right) not in settled
    ]
    lines = tuple(_line(tables, pair, unsure) for pair in waiting[:SHOWN])
    decided = tuple(
        Decided(one.pk, words_of(one), load_subject(one.subject).label, one.decided_at)
        for one in standing[:SHOWN]
    )
    return PairsPage(lines, len(waiting), decided, tuple(runs_of(unit)[:5]))


def pair_page(person: Person, subject: str, left: str, right: str) -> PairPage | None:
    """Return one pair that waits; None for one that does not. Raises Refused (403)."""
    unit = as_decider(person).procuratorate
    known = next((one for one in SUBJECTS if one == subject), None)
    standing = list(decisions_of(unit))
    if known is None or (known, left, right) in _settled(standing):
        return None
    tables = store(unit)
    pair = next((p for p in pending(tables, known) if (p.left, p.right) == (left, right)), None)
    if pair is None:
        return None
    said = (_said(tables, known, pair.left_at), _said(tables, known, pair.right_at))
    line = _line(tables, pair, _unsure(standing))
    origin = (_origin(pair.left_at), _origin(pair.right_at))
    return PairPage(line, _bars(pair, said), pair.told.get("prior"), origin)


def _settled(standing: list[PairDecision]) -> set[tuple[str, str, str]]:
    final = (one for one in standing if one.verdict != PairDecision.Verdict.UNSURE)
    return {(one.subject, one.left, one.right) for one in final}


def _unsure(standing: list[PairDecision]) -> Mapping[tuple[str, str, str], str]:
    return {
        (one.subject, one.left, one.right): words_of(one)
        for one in standing
        if one.verdict == PairDecision.Verdict.UNSURE
    }


def _line(tables: Store, pair: Pending, unsure: Mapping[tuple[str, str, str], str]) -> PairLine:
    names = tuple(_name(_said(tables, pair.subject, at)) for at in (pair.left_at, pair.right_at))
    labels = tuple(_table(at) for at in (pair.left_at, pair.right_at))
    return PairLine(
        pair.subject, load_subject(pair.subject).label, pair.left, pair.right,
        (names[0], names[1]), (labels[0], labels[1]), pair.weight, pair.told.get("reason", ""),
        unsure.get((pair.subject, pair.left, pair.right), ""),
    )  # fmt: skip


def _said(tables: Store, subject: SubjectName, place: str) -> Mapping[str, Any]:
    """What the row says of the subject, by column; nothing when its import was undone since."""
    name, _, row_id = place.partition(":")
    mention = mention_of(national()[name], subject)
    try:
        return mention.said(tables.row(name, row_id)) if mention else {}
    except ScreeningError:
        return {}


def _name(said: Mapping[str, Any]) -> str:
    return str(said.get("name") or said.get("firm_name") or "（未提供）")


def _table(place: str) -> str:
    return national()[place.partition(":")[0]].label


def _origin(place: str) -> str:
    table = national()[place.partition(":")[0]]
    return f"{table.label}（{table.source}）"


def _bars(pair: Pending, said: tuple[Mapping[str, Any], Mapping[str, Any]]) -> tuple[Bar, ...]:
    """The parts in order, each beginning where the sum of those before it ended."""
    parts = {part[0]: part for part in pair.told.get("parts", ())}
    prior = float(pair.told.get("prior", 0.0))
    sums = [prior]
    for part in parts.values():
        sums.append(sums[-1] + float(part[2]))
    most = max(1.0, *(abs(one) for one in sums))
    scale = _HALF / most
    at, bars = prior, []
    for column, datum in load_subject(pair.subject).columns.items():
        _, level, written, _ = parts.get(datum.label, (datum.label, "", "0", False))
        bits = float(written)
        low = min(at, at + bits)
        ends = (_written(column, said[0].get(column)), _written(column, said[1].get(column)))
        speaks = "for" if bits > 0 else "against" if bits < 0 else ""
        bars.append(
            Bar(datum.label, *ends, level, round(bits, 1), speaks,
                round(_HALF + low * scale, 2), round(abs(bits) * scale, 2))
        )  # fmt: skip
        at += bits
    return tuple(bars)


def _written(column: str, value: object) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return mask(text) if column in _NUMBERS else text
