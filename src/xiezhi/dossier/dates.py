"""Dates in running Chinese text: 2019年5月1日, 二〇一七年二月二十七日, 同年7月3日, 同月16日,
次日, 当日.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from xiezhi.dossier.numerals import integer

_Y = r"(?:(?:19|20)\d{2}|[一二][〇零OＯ九一二三四五六七八○]{3})"
_N = r"(?:\d{1,2}|[〇零]?[一二三四五六七八九十]{1,3})"
_M = rf"(?:{_N}|[元正])"
PATTERN = (
    rf"(?P<year>{_Y})\s*年\s*(?:(?P<month>{_M})\s*月(?:份)?\s*(?:(?P<day>{_N})"
    rf"\s*[日号]?(?![\d一二三四五六七八九十余]*[个人年月元]))?)?"
    rf"|(?P<iso>(?:19|20)\d{{2}})[-./](?P<iso_month>\d{{1,2}})[-./](?P<iso_day>\d{{1,2}})(?!\d)"
    rf"|(?P<near>同年|当年|该年|次年|翌年|本年)\s*(?:(?P<near_month>{_M})\s*月"
    rf"|(?P<near_same>同月|当月))(?:\s*(?P<near_day>{_N})\s*[日号])?"
    rf"|(?P<same_month>同月|当月|该月)\s*(?P<same_day>{_N})\s*[日号]"
    rf"|(?<![\d年])(?<!农历)(?<!阴历)(?<!旧历)(?P<bare_month>{_N})\s*月\s*(?"
    rf"P<bare_day>{_N})\s*[日号]"
    r"|(?P<next>次日|翌日|第二天|隔日|隔天)|(?P<today>同日|当日|当天|同一天|当晚)"
)
_DATE = re.compile(PATTERN)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression at ``[start, end)``; ``on`` is None when the day is not stated or
    cannot exist.
    """

    on: date | None
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    relative: bool = False


def find_dates(
    text: str, start: int = 0, end: int | None = None, context: DateMention | None = None
) -> Iterator[DateMention]:
    """Yield the dates of ``text[start:end]`` in order, relative ones resolved against the one
    before (or ``context``).
    """
    last = context
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        mention = _resolve(match, last)
        yield mention
        if mention.year is not None:
            last = mention


def parse_date(text: str) -> date | None:
    """The first complete date in ``text``; None when there is none. Raises nothing."""
    return next((found.on for found in find_dates(text) if found.on is not None), None)


def _resolve(match: re.Match[str], last: DateMention | None) -> DateMention:
    part = match.groupdict()
    where = match.span()
    if part["year"] or part["iso"]:
        day = part["day"] if part["year"] else part["iso_day"]
        month = part["month"] if part["year"] else part["iso_month"]
        return _mention(_int(part["year"] or part["iso"]), _int(month), _int(day), where)
    if last is None or last.year is None:
        return DateMention(None, *where, relative=True)
    if part["near"]:
        year = last.year + (1 if part["near"] in ("次年", "翌年") else 0)
        month_number = last.month if part["near_same"] else _int(part["near_month"])
        return _mention(year, month_number, _int(part["near_day"]), where, relative=True)
    if part["same_month"]:
        return _mention(last.year, last.month, _int(part["same_day"]), where, relative=True)
    if part["bare_month"]:
        return _mention(
            last.year, _int(part["bare_month"]), _int(part["bare_day"]), where, relative=True
        )
    on = (
        last.on + timedelta(days=1) if part["next"] and last.on and last.on < date.max else last.on
    )
    return DateMention(
        on,
        *where,
        year=on.year if on else last.year,
        month=on.month if on else last.month,
        relative=True,
    )


def _mention(
    year: int | None,
    month: int | None,
    day: int | None,
    where: tuple[int, int],
    relative: bool = False,
) -> DateMention:
    on = None
    if year and month and day:
        try:
            on = date(year, month, day)
        except ValueError:
            on = None
    return DateMention(on, *where, year=year, month=month, relative=relative)


def _int(text: str | None) -> int | None:
    if text in ("元", "正"):
        return 1
    return integer(text) if text else None
