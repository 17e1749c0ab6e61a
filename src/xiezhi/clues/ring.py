"""A ring of litigants as a figure: who sued whom, by the evidence rows, drawn the same every time.

Persons stand on a circle in the order of their numbers; an arrow runs from plaintiff to defendant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Any

from xiezhi.casework.identity import mask
from xiezhi.clues.models import Clue
from xiezhi.modelling.library import models

OPERATOR = "components"
MOST = 24  # persons that a reader can tell apart on one circle
WIDTH, HEIGHT, RADIUS = 640, 400, 150
NODE = 9  # radius of a person's mark
BEND = 22  # how far an arrow bows, so that the two of a pair do not lie on one another
SIDES = ("plaintiff", "defendant")
FROM_THE_TOP = -pi / 2


@dataclass(frozen=True, slots=True)
class Litigant:
    """One person of the ring: number masked, place, suits as plaintiff and as defendant."""

    label: str
    x: str
    y: str
    words_x: str
    words_y: str
    anchor: str
    sued: int
    was_sued: int

    @property
    def is_both(self) -> bool:
        """Whether the person stands on both sides in different suits."""
        return bool(self.sued and self.was_sued)


@dataclass(frozen=True, slots=True)
class Suits:
    """What one person brought against another: case numbers, and the arrow's path."""

    plaintiff: str
    defendant: str
    cases: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class RingFigure:
    """The figure and the table beside it; ``is_drawn`` is False for rings too large to draw."""

    width: int
    height: int
    litigants: tuple[Litigant, ...]
    suits: tuple[Suits, ...]
    agents: int
    is_drawn: bool


def ring_figure(clue: Clue) -> RingFigure | None:
    """Return the ring behind a clue; None unless its model looks for components in suits."""
    model = models().get(clue.model)
    if model is None or all(step.operator != OPERATOR for step in model.steps.values()):
        return None
    against = _suits(row["values"] for rows in clue.rows.values() for row in rows)
    people = sorted({one for pair in against for one in pair})
    if not people:
        return None
    places = {one: _place(at, len(people)) for at, one in enumerate(people)}
    return RingFigure(
        width=WIDTH,
        height=HEIGHT,
        litigants=tuple(_litigant(one, places[one], against) for one in people),
        suits=tuple(
            Suits(mask(a), mask(b), tuple(sorted(cases)), _arrow(places[a], places[b]))
            for (a, b), cases in sorted(against.items())
        ),
        agents=int(clue.values.get("agents") or 0),
        is_drawn=len(people) <= MOST,
    )


def _suits(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """Who sued whom in which cases, of the rows that name a case, a side and a number."""
    sides: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        case, role, number = (row.get(k) for k in ("case_number", "role", "identity_number"))
        if case and number and role in SIDES:
            sides.setdefault(case, {}).setdefault(role, set()).add(number)
    against: dict[tuple[str, str], set[str]] = {}
    for case, held in sides.items():
        for plaintiff in held.get("plaintiff", ()):
            for defendant in held.get("defendant", ()):
                against.setdefault((plaintiff, defendant), set()).add(case)
    return against


def _place(at: int, of: int) -> tuple[float, float]:
    turn = FROM_THE_TOP + 2 * pi * at / of
    return WIDTH / 2 + RADIUS * cos(turn), HEIGHT / 2 + RADIUS * sin(turn)


def _litigant(
    number: str, place: tuple[float, float], against: Mapping[tuple[str, str], set[str]]
) -> Litigant:
    x, y = place
    out = (x - WIDTH / 2) / RADIUS, (y - HEIGHT / 2) / RADIUS
    anchor = "middle" if abs(out[0]) < 0.2 else ("start" if out[0] > 0 else "end")
    return Litigant(
        label=mask(number),
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        words_x=f"{x + out[0] * 18:.1f}",
        words_y=f"{y + out[1] * 22 + 4:.1f}",
        anchor=anchor,
        sued=sum(len(cases) for (a, _b), cases in against.items() if a == number),
        was_sued=sum(len(cases) for (_a, b), cases in against.items() if b == number),
    )


def _arrow(begin: tuple[float, float], end: tuple[float, float]) -> str:
    """A bowed path from the edge of one mark to the edge of the other; with itself a point."""
    (ax, ay), (bx, by) = begin, end
    long = hypot(bx - ax, by - ay)
    if not long:
        return f"M{ax:.1f} {ay:.1f}"
    ux, uy = (bx - ax) / long, (by - ay) / long
    mx, my = (ax + bx) / 2 - uy * BEND, (ay + by) / 2 + ux * BEND
    ax, ay, bx, by = ax + ux * NODE, ay + uy * NODE, bx - ux * (NODE + 5), by - uy * (NODE + 5)
    return f"M{ax:.1f} {ay:.1f}Q{mx:.1f} {my:.1f} {bx:.1f} {by:.1f}"
