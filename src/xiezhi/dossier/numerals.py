"""Numbers as Chinese documents write them: digits, 一百二十, 二〇一七, 壹万贰仟, 2.5万, 十一万."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGITS = {
    c: i
    for i, row in enumerate(
        ("〇零○OＯ", "一壹", "二贰两貳", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for c in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
CHINESE = "〇零○一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億两貳"
NUMBER = rf"(?:\d+(?:[，,]\d{{3}})*(?:\.\d+)?[ ]?[百千万亿]*|[{CHINESE}]+)"
MONEY = rf"(?:人民币|现金)?\s*(?P<amount>{NUMBER})\s*(?:余|多)?元"
_MONEY = re.compile(MONEY)


def integer(text: str) -> int | None:
    """Parse a whole number; None when ``text`` is not one."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def number(text: str) -> Decimal | None:
    """Parse ``text`` as a number, mixed forms included (``2.5万`` is 25000); None when it is
    not a number.
    """
    text = text.replace("，", "").replace(",", "").replace(" ", "")
    head = re.match(r"\d+(?:\.\d+)?", text)
    if head is None:
        return _chinese(text)
    try:
        value = Decimal(head.group())
    except InvalidOperation:
        return None
    for mark in text[head.end() :]:
        factor = _UNITS.get(mark) or _MYRIADS.get(mark)
        if factor is None:
            return None
        value *= factor
    return value


def _chinese(text: str) -> Decimal | None:
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for mark in text:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _UNITS:
            section += (digit or 1) * _UNITS[mark]
            digit = 0
        elif mark in _MYRIADS:
            total = (
                (total + section + digit) * _MYRIADS[mark]
                if mark in "亿億"
                else total + (section + digit) * _MYRIADS[mark]
            )
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit)


def yuan(text: str) -> Decimal | None:
    """The first sum of money in ``text``, in yuan; None when there is none."""
    found = _MONEY.search(text)
    return number(found["amount"]) if found else None


def plain(value: Decimal) -> int | float:
    """A JSON number: an int when whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)
