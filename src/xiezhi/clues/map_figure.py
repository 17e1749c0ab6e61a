"""The data map as a figure: agencies with their tables on the left, business lines on the right,
and between them who feeds whom and who waits for whom. Lengths are units of the SVG."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from xiezhi.clues.lines import LINES
from xiezhi.screening import Availability, Model

ROW = 26
TOP = 30
BLOCKS_AT, BLOCK, STEP = 232, 12, 17
CURVE_FROM, CURVE_TO = 600, 690
SHORTEST_LINE = 46  # a business line needs two lines of text


class Line(Protocol):
    """A table with its agency and what it holds."""

    table: str
    label: str
    agency: str
    rows: int
    data_on: date | None
    stale: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One table: ``state`` is fresh, stale or missing; ``told`` says it in words."""

    x: int
    y: int
    table: str
    state: str
    told: str


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency and its tables; ``middle`` is where its row's text and curves start."""

    label: str
    middle: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """One business line: how many of its models can run, and how many wait for data."""

    label: str
    middle: int
    ready: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Curve:
    """From an agency to a line: ``waits`` models of the line wait for a table of the agency;
    none: it feeds what it is read by."""

    path: str
    waits: int
    told: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole figure and its height."""

    agencies: tuple[Agency, ...]
    lines: tuple[BusinessLine, ...]
    curves: tuple[Curve, ...]
    height: int


def figure(
    tables: Sequence[Line], models: Iterable[Model], states: Mapping[str, Availability]
) -> Figure:
    """Draw tables and models; ``states`` says by a model's id what it waits for.

    A table of several agencies stands with the one named first.
    """
    models = list(models)
    agencies = _agencies(tables)
    lines = _lines(models, states, TOP + ROW * len(agencies))
    curves = _curves(tables, agencies, lines, models, states)
    height = max(TOP + ROW * len(agencies), TOP + SHORTEST_LINE * len(lines)) + 8
    return Figure(tuple(agencies.values()), tuple(lines.values()), curves, height)


def _first(agency: str) -> str:
    return agency.split("、")[0]


def _agencies(tables: Sequence[Line]) -> dict[str, Agency]:
    counted = Counter(_first(line.agency) for line in tables)
    found = {}
    for number, (name, _count) in enumerate(counted.most_common()):
        middle = TOP + ROW * number + ROW // 2
        own = [line for line in tables if _first(line.agency) == name]
        blocks = (
            Block(
                BLOCKS_AT + STEP * at, middle - BLOCK // 2, line.table, state := _state(line),
                _told(line, state),
            )
            for at, line in enumerate(own)
        )  # fmt: skip
        found[name] = Agency(name, middle, tuple(blocks))
    return found


def _state(line: Line) -> str:
    if not line.rows:
        return "missing"
    return "stale" if line.stale else "fresh"


def _told(line: Line, state: str) -> str:
    if state == "missing" or line.data_on is None:
        return _("%(label)s：没有数据") % {"label": line.label}
    said = _("%(label)s：%(rows)d 行，数据截至 %(on)s")
    told = said % {"label": line.label, "rows": line.rows, "on": line.data_on.isoformat()}
    return told + _("，已陈旧") if state == "stale" else told


def _lines(
    models: Sequence[Model], states: Mapping[str, Availability], bottom: int
) -> dict[str, BusinessLine]:
    shown = [line for line in LINES if any(model.line == line for model in models)]
    step = max(SHORTEST_LINE, (bottom - TOP) // max(1, len(shown)))
    found = {}
    for number, line in enumerate(shown):
        can = [states[model.id].ready for model in models if model.line == line]
        middle = TOP + step * number + step // 2
        found[line] = BusinessLine(LINES[line], middle, sum(can), len(can) - sum(can))
    return found


def _curves(
    tables: Sequence[Line],
    agencies: Mapping[str, Agency],
    lines: Mapping[str, BusinessLine],
    models: Sequence[Model],
    states: Mapping[str, Availability],
) -> tuple[Curve, ...]:
    of = {line.table: _first(line.agency) for line in tables}
    reads, waits = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for model in models:
        reads.update({(of[table], model.line) for table in model.tables if table in of})
        awaited = states[model.id].waits_for
        waits.update({(of[table], model.line) for table in awaited if table in of})
    order = sorted(reads, key=lambda pair: (waits[pair] > 0, pair))  # what waits lies on top
    return tuple(
        _curve(agencies[agency], lines[line], reads[agency, line], waits[agency, line])
        for agency, line in order
    )


def _curve(agency: Agency, line: BusinessLine, reads: int, waits: int) -> Curve:
    start = agency.blocks[-1].x + BLOCK + 6
    bend = (CURVE_FROM + CURVE_TO) // 2
    path = (
        f"M{start} {agency.middle}H{CURVE_FROM}"
        f"C{bend} {agency.middle} {bend} {line.middle} {CURVE_TO} {line.middle}"
    )
    names = {"agency": agency.label, "line": line.label, "reads": reads, "waits": waits}
    if waits:
        return Curve(path, waits, _("%(line)s有 %(waits)d 个模型在等%(agency)s的数据") % names)
    return Curve(path, 0, _("%(line)s有 %(reads)d 个模型读%(agency)s的数据") % names)
