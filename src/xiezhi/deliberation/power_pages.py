"""Pages of the power lists: a list on a day, two days compared, may this person do this."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xiezhi.deliberation.powers.asking import (
    ACTS_ASKED,
    Asked,
    Question,
    question,
    told,
    told_in,
)
from xiezhi.deliberation.powers.lists import OF, compared, list_page
from xiezhi.law.acts import JSON
from xiezhi.ledger.errors import LedgerError


@require_GET
def power_list(request: HttpRequest) -> HttpResponse:
    """Show one list on a day."""
    on = _day(request, "on")
    of = request.GET.get("of", "prosecutor")
    if of not in OF:
        raise Http404
    today = timezone.localdate()
    page = list_page(request.user, of, today, on)
    context = {"page": page, "of": OF.items(), "on": today}
    return render(request, "deliberation/powers.html", context)


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Show what moved between two days, each under a pack."""
    before = (_day(request, "a"), request.GET.get("pa", ""))
    after = (_day(request, "b"), request.GET.get("pb", ""))
    try:
        page = compared(request.user, before, after, timezone.localdate())
    except LedgerError as error:
        raise Http404 from error
    return render(request, "deliberation/compare.html", {"page": page, "on": timezone.localdate()})


@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Answer whether a person may decide a matter, or do an act, on a day."""
    on, what = _day(request, "on"), request.GET.get("what", "")
    today = timezone.localdate()
    asked = question(request.user, what, today, on)
    known = {name for name, _label in (*asked.matters, *asked.acts)}
    context: dict[str, Any] = {"asked": asked, "day": on, "what": what, "given": request.GET}
    if request.GET.get("person") and what in known:
        context["told"] = _told(request, asked, what, on)
    return render(request, "deliberation/ask.html", {**context, "on": today})


def _told(request: HttpRequest, asked: Question, what: str, on: date) -> Any:
    about, proceeding = request.GET["person"], request.GET.get("proceeding", "")
    if proceeding and what not in ACTS_ASKED:
        return told_in(request.user, about, what, _key(proceeding), timezone.localdate())
    handles = request.GET.get("handles") == "1"
    asking = Asked(about, what, on, handles, _facts(request, asked))
    return told(request.user, asking, timezone.localdate())


def _key(typed: str) -> UUID:
    """The proceeding of the address; 404 for what cannot be one."""
    try:
        return UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong


def _facts(request: HttpRequest, asked: Question) -> dict[str, JSON]:
    """The facts ticked or chosen; a text not chosen stays unknown, and the answer says so."""
    found: dict[str, JSON] = {}
    for name, fact in asked.facts:
        given = request.GET.get(name, "")
        if fact.type == "bool":
            found[name] = given == "1"
        elif given in fact.choices:
            found[name] = given
    return found


def _day(request: HttpRequest, name: str) -> date:
    """A day of the address; today when there is none, or it is not a day."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()
