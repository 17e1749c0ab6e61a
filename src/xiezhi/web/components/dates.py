"""Dates as people in the office say them: 11月12日, the year only when it differs."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

ORDINARY = frozenset({"工作日", "周六", "周日"})  # names of days that their weekday tells


def as_date(value: object) -> date | None:
    """Return the local date in a date, an instant or an ISO string; None when there is none."""
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) >= 10:
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None


def day(value: object, today: date) -> str:
    """Return 「11月12日」, with the year when it differs; ISO in English; nothing for none."""
    on = as_date(value)
    if on is None:
        return ""
    if not (get_language() or "zh").startswith("zh"):
        return on.isoformat()
    short = f"{on.month}月{on.day}日"
    return short if on.year == today.year else f"{on.year}年{short}"


def month(value: date) -> str:
    """Return 「2026年11月」, or 2026-11 in English."""
    if not (get_language() or "zh").startswith("zh"):
        return value.strftime("%Y-%m")
    return f"{value.year}年{value.month}月"


def weekday_heads() -> tuple[str, ...]:
    """Return 一 to 日 for the columns of a month, or Mon to Sun in English."""
    if not (get_language() or "zh").startswith("zh"):
        return tuple(str(WEEKDAYS_ABBR[n]) for n in range(7))
    return tuple("一二三四五六日")


def moment(value: datetime | None, today: date) -> str:
    """Return 「今天 09:12」, 「昨天 16:55」 or the day with the time."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = local.strftime("%H:%M")
    distance = (today - local.date()).days
    if distance == 0:
        return _("今天 %(time)s") % {"time": clock}
    if distance == 1:
        return _("昨天 %(time)s") % {"time": clock}
    return f"{day(local.date(), today)} {clock}"


def long_day(on: date) -> str:
    """Return 「2026年11月10日 星期二」."""
    if not (get_language() or "zh").startswith("zh"):
        return on.strftime("%Y-%m-%d %a")
    return f"{on.year}年{on.month}月{on.day}日 星期{'一二三四五六日'[on.weekday()]}"
