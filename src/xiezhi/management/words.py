"""Words that findings and notices share."""

from datetime import date


def day_said(on: date) -> str:
    """Return a day as documents write it: 2026年3月6日."""
    return f"{on.year}年{on.month}月{on.day}日"
