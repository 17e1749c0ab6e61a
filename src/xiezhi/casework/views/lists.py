"""Lists: the workbench, the register of proceedings, the calendar of clocks, the custody board."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.casework import selectors
from xiezhi.casework.figures import desk
from xiezhi.casework.selectors import Filters
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of

SHOWN = 40  # rows of one's own; the rest is a filter away


def workbench(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person signed in, by days left."""
    on = timezone.localdate()
    bench = selectors.workbench(request.user, on)
    procedure = request.GET.get("procedure", "")
    rows = [row for row in bench.mine if procedure in ("", row.procedure_id)]
    context: dict[str, Any] = {
        "bench": bench,
        "title": desk.workbench_title(bench),
        "tasks": desk.tasks_of(request.user, rows[:SHOWN], on),
        "more": max(len(rows) - SHOWN, 0),
        "theirs": bench.theirs[:SHOWN],
        "options": desk.options_of(bench.by_procedure, procedure, "procedure", {}),
        "weeks": desk.weeks_of(bench.month, on),
        "inspects": Role.INSPECTION in actor_of(request.user, on).roles,
        "next_due": next((c.due_on for c in bench.clocks if c.due_on and c.due_on >= on), None),
        "accepts": Role.CASE_MANAGEMENT in actor_of(request.user, on).roles,
        "on": on,
    }
    return render(request, "casework/workbench.html", context)


def cases(request: HttpRequest) -> HttpResponse:
    """List proceedings the person may see, with filters that live in the address."""
    on = timezone.localdate()
    asked = request.GET
    state = asked.get("state", "open")
    kept = {"state": "" if state == "open" else state, "q": asked.get("q", "")}
    filters = Filters(
        state="open" if state == "over" else state,
        procedure_id=asked.get("procedure", ""),
        query=kept["q"],
        is_overdue=state == "over",
    )
    number = asked.get("page", "1")
    page = selectors.proceedings_list(
        request.user, on, filters, int(number) if number.isdigit() else 1
    )
    overdue = selectors.overdue_total(request.user, on)
    context = {
        "page": page,
        "overdue": overdue,
        "state": state,
        "kept": kept,
        "options": desk.options_of(page.by_procedure, filters.procedure_id, "procedure", kept),
        "accepts": Role.CASE_MANAGEMENT in actor_of(request.user, on).roles,
        "on": on,
    }
    return render(request, "casework/cases.html", context)


def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month of clocks by the day they end, with what is already overdue."""
    on = timezone.localdate()
    first = _month(request.GET.get("month", ""), on)
    following = (first + timedelta(days=31)).replace(day=1)
    days = selectors.clock_calendar(request.user, first, following, on)
    context = {
        "days": [day for day in days if day.entries],
        "count": sum(len(day.entries) for day in days),
        "overdue": selectors.overdue(request.user, on),
        "weeks": desk.weeks_of(days, on),
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": following.strftime("%Y-%m"),
        "on": on,
    }
    return render(request, "casework/calendar.html", context)


def _month(text: str, on: date) -> date:
    """Return the first day of the month in an address like 2026-11, else of this month."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return on.replace(day=1)


def explained(request: HttpRequest, proceeding_id: UUID, key: str) -> HttpResponse:
    """Show how one date was reckoned, for swapping into a list."""
    on = timezone.localdate()
    clock = selectors.clock_explained(request.user, proceeding_id, key, on)
    if clock is None:
        raise Http404
    return render(request, "casework/parts/explained.html", {"clock": clock, "on": on})


def custody(request: HttpRequest) -> HttpResponse:
    """Show everyone in custody by days left, as lines on one time axis."""
    on = timezone.localdate()
    board = selectors.custody_board(request.user, on)
    which, place = request.GET.get("which", ""), request.GET.get("place", "")
    rows = [r for r in desk.custody_within(board, which) if place in ("", r.place)]
    context = {
        "board": board,
        "rows": rows,
        "title": desk.custody_title(board),
        "options": desk.custody_options(board, which),
        "places": sorted({row.place for row in board.rows if row.place}),
        "place": place,
        "which": which,
        "spans": [(row.from_on, row.until_on) for row in rows],
        "on": on,
    }
    return render(request, "casework/custody.html", context)
