"""Months of reporting: which one, when it is over, until when its report is due."""

from datetime import date, timedelta

from xiezhi.interference.data import reporting

FIRST_YEAR = 1949  # no office of today had anything to record before


def first_of(on: date) -> date:
    """Return the first day of a day's month."""
    return on.replace(day=1)


def next_month(month: date) -> date:
    """Return the first day of the month after."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def last_month(on: date) -> date:
    """Return the first day of the month before a day's."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def due_on(month: date) -> date:
    """Return the day until which a month is reported (a setting, no text was had)."""
    return next_month(month).replace(day=reporting().monthly.due_day)


def month_in(text: str, on: date) -> date:
    """Return the month in an address like 2026-11, else the last one that is over.

    Months before `FIRST_YEAR` or after next year are none: no record can lie in them.
    """
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return last_month(on)
    return month if FIRST_YEAR <= month.year <= on.year + 1 else last_month(on)
