"""What every page needs: who is signed in and as what, the day, and the rail of rooms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.accountability import access as accountability
from xiezhi.clues import access as clues
from xiezhi.exchange import access as exchange
from xiezhi.web.components.dates import long_day

# name of the first page of a room, icon, label, beginning of its addresses
RAIL = (
    ("workbench", "list-check", gettext_lazy("工作台"), "/workbench"),
    ("cases", "briefcase", gettext_lazy("案件"), "/cases"),
    ("clue-board", "flag-search", gettext_lazy("线索"), "/clues"),
    ("models", "scale", gettext_lazy("模型"), "/models"),
    ("custody", "lock", gettext_lazy("羁押"), "/custody"),
    ("monitoring", "bell-ringing", gettext_lazy("监控"), "/monitoring"),
    ("powers", "list-details", gettext_lazy("职权"), "/powers"),
    ("interference", "message-report", gettext_lazy("三个规定"), "/three-rules"),
    ("accountability", "gavel", gettext_lazy("追责"), "/accountability"),
    ("imports", "database-import", gettext_lazy("数据"), "/imports"),
    ("inbox", "inbox", gettext_lazy("收件"), "/exchange"),
    ("ledger", "book-2", gettext_lazy("账本"), "/ledger"),
)
# Rooms that only some roles may open, each asked of its own access; others do not find them.
ONLY_FOR = {
    "models": clues.reads_models,
    "imports": clues.reads_models,
    "inbox": exchange.settles_messages,
    "accountability": accountability.opens_room,
}


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the rail."""

    url: str
    icon: str
    label: Any
    current: bool


@dataclass(frozen=True, slots=True)
class Chrome:
    """The frame around a page for the person signed in."""

    unit: str
    department: str
    role: str
    day: str
    day_kind: str
    rooms: tuple[Room, ...]


def shared(request: HttpRequest) -> dict[str, Any]:
    """Return `today`, `demo` and, read only when a page draws its frame, `chrome`."""
    today = timezone.localdate()
    return {
        "today": today,
        "demo": settings.DEMO,
        "chrome": SimpleLazyObject(lambda: chrome(request, today)),
    }


def chrome(request: HttpRequest, today: date) -> Chrome:
    """Return the frame; posts are those the person holds today, the highest named first."""
    unit, department, role, roles = "", "", "", ()
    person = getattr(request, "user", None)
    if person is not None and person.is_authenticated:
        from xiezhi.organs.directory import standing_of

        standing = standing_of(person, today)
        unit, department, role = standing.unit, standing.department, standing.role
        roles = standing.roles
    rooms = rail(request.path, frozenset(roles))
    return Chrome(unit, department, role, long_day(today), kind_of_day(today), rooms)


def rail(path: str, roles: frozenset[str]) -> tuple[Room, ...]:
    """Return the rooms of a role that have pages; the one the address belongs to is current."""
    rooms = []
    for name, icon, label, prefix in RAIL:
        if name in ONLY_FOR and not ONLY_FOR[name](roles):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        rooms.append(Room(url, icon, label, path.startswith(prefix)))
    return tuple(rooms)


def kind_of_day(on: date) -> str:
    """Return 工作日, 休息日, or an empty text in a year whose holidays are not published."""
    import chinese_calendar

    try:
        return _("工作日") if chinese_calendar.is_workday(on) else _("休息日")
    except NotImplementedError:
        return ""
