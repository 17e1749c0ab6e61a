"""Registering a clue, and what is done with one besides verifying it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.clues import access
from xiezhi.clues.actions.classify_clue import classify_clue
from xiezhi.clues.actions.hand_over_clue import answer_handover, hand_over_clue
from xiezhi.clues.actions.note_feedback import note_feedback
from xiezhi.clues.actions.register_clue import ClueGiven, register_clue
from xiezhi.clues.actions.screen_clue import end_at_screening, take_up_clue
from xiezhi.clues.actions.split_clue import PartGiven, split_clue
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Clue
from xiezhi.clues.repository_rules import restricted_classes, source_rules
from xiezhi.clues.views.clue import must_be_shown
from xiezhi.modelling.library import models

FIELDS = (
    "source", "matter", "reasons", "line", "breach", "subject_kind", "name", "number",
    "reference", "sender", "proceeding", "restricted_class",
)  # fmt: skip


def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a clue; on POST register it and tell its author, and nobody else, so."""
    sources = access.registers(request.user)
    if not sources:
        access.require_registrar(request.user, "")
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in FIELDS}
        received = _day(request.POST.get("received_on", ""))
        register_clue(request.user, ClueGiven(received_on=received, **given))
        messages.success(request, _("已登记，记入账本。办到哪一步、结果如何，在线索页下方看"))
        return redirect("clue-board")
    context = {
        "sources": [(key, Clue.Source(key).label, source_rules()[key]) for key in sources],
        "lines": LINES,
        "classes": {key: one for key, one in restricted_classes().items() if one.kept},
        "breaches": sorted({one.cite for model in models().values() for one in model.breach}),
        "asked": {name: request.GET.get(name, "") for name in FIELDS},
    }
    return render(request, "clues/register.html", context)


@require_POST
def screen(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Take a registered clue up, or end it with a reason code."""
    must_be_shown(request, clue_id)
    given = request.POST
    if given.get("do") == "take_up":
        take_up_clue(request.user, clue_id, given.get("reason", ""))
        messages.success(request, _("初核取用，转入核实"))
    else:
        end_at_screening(request.user, clue_id, given.get("code", ""), given.get("reason", ""))
        messages.success(request, _("初核不取，原因记入账本"))
    return redirect("clue", clue_id)


@require_POST
def classify(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Restrict who may know of the clue, or lift the restriction."""
    must_be_shown(request, clue_id)
    given = request.POST
    classify_clue(request.user, clue_id, given.get("class", ""), given.get("reason", ""))
    messages.success(request, _("知悉范围已经改定，记入账本"))
    return _back(request, clue_id)


@require_POST
def split(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Split a part of the clue off; the new clue waits for its first look."""
    must_be_shown(request, clue_id)
    given = request.POST
    rows = (one.rpartition(":") for one in given.getlist("row"))
    part = PartGiven(
        given.get("matter", ""), given.get("breach", "").strip(), given.get("line", ""),
        given.get("reason", ""),
        tuple((table, int(at) if at.isdecimal() else -1) for table, _colon, at in rows),
    )  # fmt: skip
    new = split_clue(request.user, clue_id, part)
    messages.success(request, _("已分出线索 %s，两边的经过都已记下") % new.number)
    return _back(request, new.pk)


@require_POST
def hand_over(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Hand the clue to the department of another line."""
    must_be_shown(request, clue_id)
    given = request.POST
    handed = hand_over_clue(request.user, clue_id, given.get("line", ""), given.get("reason", ""))
    messages.success(request, _("已移送%s，等它签收") % LINES[handed.to_line])
    return redirect("clue", clue_id)


@require_POST
def answer(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Sign for a clue that was handed over, or send it back."""
    must_be_shown(request, clue_id)
    given = request.POST
    answer_handover(
        request.user, clue_id, accepted=given.get("do") == "accept",
        reason=given.get("reason", ""), assigned_to=given.get("receiver", ""),
    )  # fmt: skip
    messages.success(request, _("已答复，记入账本"))
    return _back(request, clue_id)


@require_POST
def feedback(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Note what the body the clue was sent to made of it."""
    must_be_shown(request, clue_id)
    note_feedback(request.user, clue_id, request.POST.get("feedback", ""))
    messages.success(request, _("反馈已登记"))
    return redirect("clue", clue_id)


def _back(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """To the clue while the person still sees it, else to the board."""
    seen = access.visible_clues(request.user).filter(pk=clue_id).exists()
    return redirect("clue", clue_id) if seen else redirect("clue-board")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
