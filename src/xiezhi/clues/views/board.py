"""The clue board: what waits to be verified."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.clues.models import Clue
from xiezhi.clues.selectors import clue_board as read_board
from xiezhi.clues.views.options import Option


def clue_board(request: HttpRequest) -> HttpResponse:
    """List the clues the person may see; state and model are filters in the address."""
    state = request.GET.get("state", Clue.State.OPEN)
    model = request.GET.get("model", "")
    found = read_board(request.user, state="" if state == "all" else state, model=model)
    states = [Option(_("全部"), _address("all", model), state == "all", None)] + [
        Option(label, _address(value, model), state == value, count)
        for value, label, count in found.states
        if count or value == state
    ]
    models = [Option(_("全部模型"), _address(state, ""), not model, None)] + [
        Option(label, _address(state, value), model == value, count)
        for value, label, count in found.models
    ]
    context = {"board": found, "states": states, "models": models}
    return render(request, "clues/board.html", context)


def _address(state: str, model: str) -> str:
    chosen = {key: value for key, value in (("state", state), ("model", model)) if value}
    return f"{reverse('clue-board')}?{urlencode(chosen)}"
