"""The periods behind a clue on one time axis: each row that begins and ends, and single days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from xiezhi.screening import Dictionary, Table

BEGINS, ENDS = ("start_on", "from_on"), ("end_on", "until_on")
MOST = 12  # marks that a reader can tell apart
EDGE = 4  # per cent left free on either side


@dataclass(frozen=True, slots=True)
class Period:
    """One mark: what, from and to which day (``until_on`` None: one day or not ended), where.

    ``x`` and ``width`` are per cent of the axis; ``end`` says that its words end at its right
    edge, ``low`` that they stand below the line.
    """

    label: str
    from_on: date
    until_on: date | None
    days: int | None
    x: str
    width: str
    words_x: str
    end: bool
    low: bool


def time_bar(
    rows: Mapping[str, list[dict[str, Any]]], dictionary: Dictionary, as_of: date
) -> tuple[Period, ...]:
    """Return the periods of the evidence rows in order; none when but one day is known."""
    found = sorted(_periods(rows, dictionary), key=lambda one: (one[1], one[2] or one[1]))[:MOST]
    days = [day for _, start, end, _ in found for day in (start, end) if day]
    if len(set(days)) < 2:
        return ()
    if any(open_ for *_, open_ in found):
        days.append(as_of)
    first, last = min(days), max(days)
    return tuple(
        _placed(one, first, max((last - first).days, 1), as_of, low=bool(n % 2))
        for n, one in enumerate(found)
    )


def _periods(
    rows: Mapping[str, list[dict[str, Any]]], dictionary: Dictionary
) -> Iterable[tuple[str, date, date | None, bool]]:
    """Each row's period, else each of its days: label, first, last day, whether not ended."""
    for name, of_table in rows.items():
        if name not in dictionary:
            continue
        table = dictionary[name]
        for row in of_table:
            values = row["values"]
            begun = _first(values, BEGINS)
            if begun:
                ended = _first(values, ENDS)
                label = str(values.get("kind") or table.label)
                yield label, begun, ended, ended is None
                continue
            yield from _days(values, table)


def _days(
    values: Mapping[str, Any], table: Table
) -> Iterable[tuple[str, date, date | None, bool]]:
    for column, value in values.items():
        known = column in table.columns and table.columns[column].type == "date"
        if known and value:
            yield table.columns[column].label, date.fromisoformat(str(value)), None, False


def _first(values: Mapping[str, Any], names: Iterable[str]) -> date | None:
    found = next((values[name] for name in names if values.get(name)), None)
    return date.fromisoformat(str(found)) if found else None


def _placed(
    one: tuple[str, date, date | None, bool], first: date, whole: int, as_of: date, *, low: bool
) -> Period:
    label, start, end, is_open = one
    last = as_of if is_open else end
    share = 100 - 2 * EDGE
    x = EDGE + share * (start - first).days / whole
    long = share * (last + timedelta(days=1) - start).days / whole if last and last >= start else 0
    wide = min(max(long, 0.6), 100 - x)
    right = x > 60
    return Period(
        label=label,
        from_on=start,
        until_on=end,
        days=(end - start).days + 1 if end and end >= start else None,
        x=f"{x:.2f}%",
        width=f"{wide:.2f}%",
        words_x=f"{x + wide:.2f}%" if right else f"{x:.2f}%",
        end=right,
        low=low,
    )
