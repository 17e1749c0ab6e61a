"""What the lists say: titles that state the finding, filters with counts, a month by weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.figures.moves import MoveRow, moves_of
from xiezhi.casework.selectors import Asked, CalendarDay, CustodyBoard, Workbench, WorkRow
from xiezhi.law.acts import Actor
from xiezhi.organs.selectors import actor_of

NEAR_DAYS = 3  # LOOK.md §4: within three days a clock is drawn in ink
WEEK_DAYS = 7
WITH_MOVE = 3  # first rows whose next lawful act is worked out and put on the button


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with its count."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the workbench with the acts that may be done next, the first on the button."""

    row: WorkRow
    move: MoveRow | None = None
    others: tuple[MoveRow, ...] = ()


def workbench_title(bench: Workbench) -> str:
    """Return how many things press today and how many are overdue."""
    days = [row.days_left for row in bench.mine if row.days_left is not None]
    near = sum(left <= NEAR_DAYS for left in days)
    if bench.overdue:
        return _("今天先办%(near)d件，其中%(over)d件已超期") % {
            "near": near,
            "over": bench.overdue,
        }
    if near:
        return _("今天先办%(near)d件，三日内届满") % {"near": near}
    if bench.mine:
        return _("等你办的有%(n)d件，三日内没有届满的") % {"n": len(bench.mine)}
    return _("没有等你办的事")


def tasks_of(person: Any, rows: Sequence[WorkRow], on: date) -> tuple[Task, ...]:
    """Return the rows; the first few with what the person may lawfully do next."""
    actor, first = actor_of(person, on), [row.proceeding_id for row in rows[:WITH_MOVE]]
    seen = visible_proceedings(person, on).select_related("case", "department").in_bulk(first)
    found = []
    for place, row in enumerate(rows):
        proceeding = seen.get(row.proceeding_id) if place < WITH_MOVE else None
        moves = _next(actor, proceeding, row, on) if proceeding else ()
        found.append(Task(row, moves[0] if moves else None, tuple(moves[1:3])))
    return tuple(found)


def _next(actor: Actor, proceeding: Any, row: WorkRow, on: date) -> tuple[MoveRow, ...]:
    offers = engine.offers_to(proceeding, actor, on)
    lawful = [offer for offer in offers if offer.allowed]
    if row.do:
        lawful.sort(key=lambda offer: offer.do != row.do)
    state = engine.state_of(proceeding)
    allowed = moves_of(lawful, proceeding.pk, {}, state, actor.code).allowed
    return tuple(sorted(allowed, key=lambda move: move.kind != row.step))


def options_of(
    counted: Sequence[tuple[str, str, int]], current: str, name: str, kept: Mapping[str, str]
) -> tuple[Option, ...]:
    """Return a filter over (key, label, count); the address keeps the other filters."""
    whole = Option(
        _("全部"), _address(kept, name, ""), not current, sum(n for _k, _l, n in counted)
    )
    return (
        whole,
        *(
            Option(label, _address(kept, name, key), key == current, n)
            for key, label, n in counted
        ),
    )


def _address(kept: Mapping[str, str], name: str, value: str) -> str:
    return "?" + urlencode({key: text for key, text in {**kept, name: value}.items() if text})


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on the month's sheet; `on` is None outside the month."""

    on: date | None
    is_rest: bool = True
    is_today: bool = False
    mark: str = ""
    said: str = ""


def weeks_of(days: Sequence[CalendarDay], today: date) -> tuple[tuple[Cell, ...], ...]:
    """Return a month by weeks from Monday; a mark is `o` for overdue, `d` for due."""
    cells = [Cell(None)] * (days[0].on.weekday() if days else 0)
    for day in days:
        said = _("超期%(n)d项") if day.late else _("届满%(n)d项")
        cells.append(
            Cell(
                day.on,
                day.is_rest,
                day.on == today,
                ("o" if day.late else "d") if day.count else "",
                said % {"n": day.count} if day.count else day.name,
            )
        )
    cells += [Cell(None)] * (-len(cells) % WEEK_DAYS)
    return tuple(tuple(cells[n : n + WEEK_DAYS]) for n in range(0, len(cells), WEEK_DAYS))


def custody_title(board: CustodyBoard) -> str:
    """Return how many are past the last day and how many come to it within three days."""
    over, near = board.overdue, board.within(NEAR_DAYS)
    if over:
        said = _("羁押期限：%(over)d人超期，%(near)d人在三日内届满")
        return said % {"over": over, "near": near}
    if near:
        return _("羁押期限：没有超期的人，%(near)d人在三日内届满") % {"near": near}
    return _("羁押期限：没有超期的人，三日内没有届满的")


def custody_options(board: CustodyBoard, current: str) -> tuple[Option, ...]:
    """Return the filters of the custody board with their counts."""
    counted = (
        ("", _("全部"), board.total),
        ("over", _("超期"), board.overdue),
        ("near", _("三日内"), board.within(NEAR_DAYS)),
        ("week", _("七日内"), board.within(WEEK_DAYS)),
        ("held", _("暂停"), board.held),
    )
    return tuple(
        Option(label, f"?which={key}" if key else "?", key == current, n)
        for key, label, n in counted
    )


def custody_asked(which: str, place: str) -> Asked:
    """Return what a filter of the custody board asks for."""
    ahead = {"near": NEAR_DAYS, "week": WEEK_DAYS}.get(which)
    return Asked(place, which == "held", which == "over", ahead)


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many, with the addresses of the one before and the one after."""

    page: int
    pages: int
    before: str
    after: str


def pager_of(asked: Mapping[str, str], name: str, page: int, pages: int) -> Pager | None:
    """Return the links of a long list, or None when it fits on one page."""
    if pages == 1:
        return None
    kept = {key: asked[key] for key in asked}
    return Pager(
        page,
        pages,
        _address(kept, name, str(page - 1)) if page > 1 else "",
        _address(kept, name, str(page + 1)) if page < pages else "",
    )
