"""Dates as agencies write them: Chinese, dotted, compact, Excel serials."""

import re
from datetime import date, datetime, time, timedelta

import cn2an

from xiezhi.screening.refusal import Bad
from xiezhi.screening.width import half_width

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = (10_000, 80_000)  # 1927-05-18 to 2119-01-10: what an Excel serial can plausibly be
_YEARS = (1900, 2100)
_FULL = re.compile(r"(\d{4})\s*[年./\-\\、]\s*(\d{1,2})\s*[月./\-\\、]\s*(\d{1,2})\s*[日号]?(.*)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[年./\-]?\s*(\d{1,2})\s*月?(?:份)?")
_CLOCK = re.compile(r"[\sT]*(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})?)?(?:\.\d+)?秒?.*")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TERM = re.compile(
    r"(?:(?P<y>[\d一二两三四五六七八九十]+)年)?(?:零)?(?:(?P<m>[\d一二两三四五六七八九十]+)个?月)?"
)


def _bad(reason: str, cure: str = "改为 2024-01-05 这样的日期后重发此行") -> Bad:
    return Bad("bad_date", reason, cure)


def day(cell: object, text: str, *, by_month: bool = False) -> date:
    """A calendar day; with ``by_month`` also a month, as its first day. Raises ``Bad``."""
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    elif isinstance(cell, time):
        raise _bad("只有时刻，没有日期")
    else:
        found = _written(text, by_month)
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise _bad(f"年份 {found.year} 不合理")
    return found.replace(day=1) if by_month else found


def instant(cell: object, text: str) -> datetime:
    """A date with its time of day, midnight when none is written. Raises ``Bad``."""
    if isinstance(cell, datetime):
        return cell
    on = day(cell, text)
    match = _FULL.fullmatch(text.strip())
    clock = _CLOCK.fullmatch(match[4]) if match and match[4].strip() else None
    hours, minutes, seconds = (int(g or 0) for g in clock.groups()) if clock else (0, 0, 0)
    try:
        return datetime.combine(on, time(hours, minutes, seconds))
    except ValueError as error:
        raise _bad(f"没有 {hours} 时 {minutes} 分") from error


def months(text: str) -> int | None:
    """``一年六个月`` and ``1年6月`` as 18; None when it is not written as years and months."""
    match = _TERM.fullmatch(text.removeprefix("有期徒刑").removeprefix("拘役"))
    if not match or not (match["y"] or match["m"]):
        return None
    return 12 * _numeral(match["y"]) + _numeral(match["m"])


def _numeral(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else int(cn2an.cn2an(text.replace("两", "二"), "normal"))


def _written(text: str, by_month: bool) -> date:
    text = half_width(text).strip().lstrip("'")
    if re.search("[〇零一二三四五六七八九]{4}年", text):
        text = _spell_out(text)
    if match := _FULL.fullmatch(text):
        if match[4].strip() and not _CLOCK.fullmatch(match[4]):
            raise _bad("日期后有多余文字")
        return _calendar(match[1], match[2], match[3])
    if match := _COMPACT.fullmatch(text):
        return _calendar(*match.groups())
    if by_month and (match := _MONTH.fullmatch(text)):
        return _calendar(match[1], match[2], "1")
    if re.fullmatch(r"\d{4,5}(\.\d+)?", text):
        serial = int(float(text))
        if _SERIALS[0] <= serial <= _SERIALS[1]:
            return _EXCEL_EPOCH + timedelta(days=serial)
    if re.fullmatch(r"[一-鿿]+", text):
        raise _bad("是文字，不是日期", "填日期；没有的留空")
    raise _bad("认不出的日期")


def _spell_out(text: str) -> str:
    year, _, rest = text.partition("年")
    numbers = re.sub("[一二三四五六七八九十]+", lambda m: str(_numeral(m[0])), rest)
    return f"{year.translate(_CHINESE)}年{numbers}"


def _calendar(year: str, month: str, on: str) -> date:
    if not 1 <= int(month) <= 12:
        raise _bad(f"没有 {int(month)} 月")
    try:
        return date(int(year), int(month), int(on))
    except ValueError as error:
        raise _bad(f"{int(year)} 年 {int(month)} 月没有 {int(on)} 日") from error
