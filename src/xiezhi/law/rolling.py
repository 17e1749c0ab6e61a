"""The last day on a day of rest: later, earlier, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xiezhi.law.calendar import Calendar
from xiezhi.law.counting import Manner


@dataclass(frozen=True, slots=True)
class Rolled:
    """The last day by the length (``before``), where it comes to lie, and at the latest.

    ``on`` and ``at_latest`` differ only while it is not known whether the day stays (在押).
    ``stays`` says that the condition for staying holds; None when it is not known.
    """

    before: date
    on: date
    at_latest: date
    provisional: bool = False
    stays: bool | None = False


def roll(
    end: date, manner: Manner, calendar: Calendar, condition: Callable[[str], bool | None]
) -> Rolled:
    """Where the last day comes to lie. A day in an unpublished year stays and is provisional."""
    if not (manner.rolls or manner.moves_earlier):
        return Rolled(end, end, end)
    published = calendar.published(end)
    if published and not calendar.is_rest(end):
        return Rolled(end, end, end)
    stays = condition(manner.stays_if) if manner.stays_if else False
    if stays:
        return Rolled(end, end, end, stays=True)
    moved = calendar.roll_earlier(end) if manner.moves_earlier else calendar.roll_later(end)
    if moved is None:
        return Rolled(end, end, end, provisional=True, stays=stays)
    return Rolled(end, end if stays is None else moved, moved, stays=stays)
