"""The data map drawn: every table once, every line with its models, and who waits for whom."""

import itertools
from dataclasses import dataclass
from datetime import date

from xiezhi.clues.map_figure import figure
from xiezhi.screening import Availability, load_models, national

DAY = date(2026, 11, 9)
MODELS = load_models()


@dataclass(frozen=True)
class Held:
    table: str
    label: str
    agency: str
    rows: int
    data_on: date | None
    stale: bool


def _drawn(empty=(), stale=()):
    tables = [
        Held(
            t.table,
            t.label,
            t.source,
            0 if t.table in empty else 5,
            None if t.table in empty else DAY,
            t.table in stale,
        )
        for t in national().imported()
    ]
    states = {}
    for model in MODELS.values():
        waits = tuple(t for t in model.tables if t in empty)
        states[model.id] = Availability(not waits, "", DAY, waits)
    return tables, figure(tables, MODELS.values(), states)


def test_every_table_is_drawn_once_in_its_state():
    _, drawn = _drawn(empty={"police_case"}, stale={"sentence"})
    blocks = {block.table: block for agency in drawn.agencies for block in agency.blocks}
    assert set(blocks) == {table.table for table in national().imported()}
    assert {b.table for b in blocks.values() if b.state == "missing"} == {"police_case"}
    assert {b.table for b in blocks.values() if b.state == "stale"} == {"sentence"}
    assert "没有数据" in blocks["police_case"].told
    assert "2026-11-09" in blocks["sentence"].told


def test_models_are_counted_and_what_waits_is_drawn_on_top():
    _, drawn = _drawn(empty={"police_case"})
    waiting = [m for m in MODELS.values() if "police_case" in m.tables]
    assert waiting
    assert sum(line.waiting for line in drawn.lines) == len(waiting)
    assert sum(line.ready for line in drawn.lines) == len(MODELS) - len(waiting)
    assert sum(curve.waits for curve in drawn.curves) == len(waiting)
    first = next(n for n, curve in enumerate(drawn.curves) if curve.waits)
    assert all(curve.waits for curve in drawn.curves[first:])


def test_nothing_overlaps_and_all_fits():
    _, drawn = _drawn()
    rows = [agency.middle for agency in drawn.agencies]
    assert all(b - a >= 20 for a, b in itertools.pairwise(rows))
    lines = [line.middle for line in drawn.lines]
    assert all(b - a >= 40 for a, b in itertools.pairwise(lines))
    assert max(rows + lines) < drawn.height
    assert max(block.x for agency in drawn.agencies for block in agency.blocks) < 590
