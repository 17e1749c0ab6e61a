"""The face of a clock: one word and one shape for the time left, the same on every page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NEAR_DAYS = 3  # days; LOOK.md §4: from here a clock is drawn in solid ink
HOURS_SHOWN_BELOW = 48  # hours; a clock of hours counts in hours only near its end


@dataclass(frozen=True, slots=True)
class Face:
    """What a clock chip shows: its text, its shape (css class) and whether the date may move."""

    text: str
    shape: str
    due_on: date | None = None
    provisional: bool = False


def read(clock: Any, name: str) -> Any:
    """Return a clock's datum, from itself or from its `deadline`."""
    value = getattr(clock, name, None)
    return getattr(getattr(clock, "deadline", None), name, None) if value is None else value


def face(clock: Any, on: date) -> Face:
    """Return the face of anything with `status` and `due_on` (or a `deadline`) on day `on`."""
    status = getattr(clock, "status", "running") or "running"
    due_on, due_at = read(clock, "due_on"), read(clock, "due_at")
    provisional = bool(read(clock, "provisional") or read(clock, "is_provisional"))
    if status == "done":
        return Face(_("已完成"), "done", due_on)
    if status == "suspended":
        return Face(_("暂停"), "held", None)
    if due_on is None and due_at is None:
        return Face(_("待定"), "held", None)
    if due_at is not None:
        hours = hours_left(due_at)
        if 0 <= hours < HOURS_SHOWN_BELOW:
            text = ngettext("剩%(n)d小时", "剩%(n)d小时", hours) % {"n": hours}
            return Face(text, "near", timezone.localdate(due_at), provisional)
        due_on = due_on or timezone.localdate(due_at)
    return dated(due_on, on, provisional)


def dated(due_on: date, on: date, provisional: bool = False) -> Face:
    """Return the face of a running clock that ends on `due_on`."""
    days = (due_on - on).days
    if days < 0:
        text = ngettext("超期%(n)d天", "超期%(n)d天", -days) % {"n": -days}
        return Face(text, "over", due_on, provisional)
    if days == 0:
        return Face(_("今天届满"), "near", due_on, provisional)
    text = ngettext("剩%(n)d天", "剩%(n)d天", days) % {"n": days}
    return Face(text, "near" if days <= NEAR_DAYS else "", due_on, provisional)


def hours_left(due_at: datetime) -> int:
    """Return the whole hours until `due_at`, negative once it is past."""
    return int((due_at - timezone.now()).total_seconds() // 3600)
