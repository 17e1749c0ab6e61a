"""The clue board: what waits to be verified."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.clues import access
from xiezhi.clues.actions.open_restricted import open_restricted
from xiezhi.clues.models import Clue
from xiezhi.clues.moves import missing_feedback, overdue_handovers
from xiezhi.clues.reports import my_reports
from xiezhi.clues.selectors import clue_board as read_board
from xiezhi.clues.tables import clue_table
from xiezhi.clues.views.options import Option

SHOWN = 200  # lines of the page; the file holds all
Counted = tuple[tuple[str, str, int], ...]


def clue_board(request: HttpRequest) -> HttpResponse:
    """List the clues the person may see; state, source and model are filters in the address."""
    chosen = {name: request.GET.get(name, "") for name in ("state", "source", "model")}
    chosen["state"] = chosen["state"] or Clue.State.OPEN
    state = "" if chosen["state"] == "all" else chosen["state"]
    file = wants_file(request)
    found = read_board(
        request.user, state=state, model=chosen["model"], source=chosen["source"],
        limit=None if file else SHOWN,
    )  # fmt: skip
    table = clue_table(found.lines)
    if file:
        taken = [line.id for line in found.lines if line.is_restricted]
        open_restricted(request.user, taken, "export")
        return as_file(table.name, [table])
    on = timezone.localdate()
    context = {
        "board": found,
        "table": table,
        "states": _options(chosen, "state", _("全部"), "all", found.states),
        "sources": _options(chosen, "source", _("全部来源"), "", found.sources),
        "models": _options(chosen, "model", _("全部模型"), "", found.models),
        "file": file_address(request),
        "may_register": bool(access.registers(request.user)),
        "mine": my_reports(request.user),
        "late": overdue_handovers(request.user, on),
        "unanswered": missing_feedback(request.user, on),
    }
    return render(request, "clues/board.html", context)


def _options(
    chosen: dict[str, str], name: str, every: str, value: str, counted: Counted
) -> list[Option]:
    """The filter of one name: everything, and each value that has clues or is chosen."""
    now = chosen[name]
    return [Option(every, _address(chosen, name, value), now == value)] + [
        Option(label, _address(chosen, name, key), now == key, count)
        for key, label, count in counted
        if count or key == now
    ]


def _address(chosen: dict[str, str], name: str, value: str) -> str:
    asked = {key: held for key, held in {**chosen, name: value}.items() if held}
    return f"{reverse('clue-board')}?{urlencode(asked)}"
