"""Lists: the workbench, the register of proceedings, the calendar of clocks, the custody board."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.casework import selectors
from xiezhi.casework.asides import asides
from xiezhi.casework.figures import desk
from xiezhi.casework.figures.custody_table import custody_table
from xiezhi.casework.selectors import Filters
from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of

SHOWN = 40  # rows of one's own; the rest is a filter away
LONGEST = 10  # digits of a page number; longer ones are no page of anything


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
        "asides": asides("workbench", request.user),
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
    page = selectors.proceedings_list(request.user, on, filters, _page(request, "page"))
    context = {
        "page": page,
        "pager": desk.pager_of(asked, "page", page.page, page.pages),
        "overdue": page.overdue,
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
    month = selectors.clock_month(
        request.user, first, following, on, _page(request, "page"), _page(request, "late")
    )
    context = {
        "days": [day for day in month.days if day.entries],
        "month": month,
        "pager": desk.pager_of(request.GET, "page", month.leaf.page, month.leaf.pages),
        "late_pager": desk.pager_of(
            request.GET, "late", month.late_leaf.page, month.late_leaf.pages
        ),
        "weeks": desk.weeks_of(month.days, on),
        "first": first,
        "before": (first - timedelta(days=1)).strftime("%Y-%m"),
        "after": following.strftime("%Y-%m"),
        "on": on,
    }
    return render(request, "casework/calendar.html", context)


def _page(request: HttpRequest, name: str) -> int:
    """Return the page asked for in the address, the first when it is no number."""
    number = request.GET.get(name, "")
    return int(number) if number.isdecimal() and len(number) < LONGEST else 1


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
    """Show everyone in custody by days left, as lines on one time axis, a page at a time."""
    on = timezone.localdate()
    which, place = request.GET.get("which", ""), request.GET.get("place", "")
    asked = desk.custody_asked(which, place)
    board = selectors.custody_board(request.user, on, asked, _page(request, "page"))
    if wants_file(request):
        pages = [
            selectors.custody_board(request.user, on, asked, page).rows
            for page in range(1, board.leaf.pages + 1)
        ]
        table = custody_table([row for rows in pages for row in rows])
        return as_file(table.name, [table])
    context = {
        "table": custody_table(board.rows),
        "file": file_address(request),
        "board": board,
        "rows": board.rows,
        "pager": desk.pager_of(request.GET, "page", board.leaf.page, board.leaf.pages),
        "title": desk.custody_title(board),
        "options": desk.custody_options(board, which),
        "places": board.places,
        "place": place,
        "which": which,
        "spans": [(row.from_on, row.until_on) for row in board.rows],
        "on": on,
    }
    return render(request, "casework/custody.html", context)
