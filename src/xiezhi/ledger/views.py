"""The ledger's page: the head of every chain, and the latest entries of one's own without content.

What an act says stands on the page of its case, for those who may see the case.
"""

from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.ledger import selectors
from xiezhi.ledger.checks import check_of
from xiezhi.ledger.tasks import check_ledger
from xiezhi.organs.directory import names
from xiezhi.organs.selectors import actor_of

if TYPE_CHECKING:
    from xiezhi.organs.models import Person

LATEST = 30  # entries shown of the reader's own chain


def ledger(request: HttpRequest) -> HttpResponse:
    """Show the chains; on POST let the worker follow each from its first entry."""
    chain = actor_of(cast("Person", request.user), timezone.localdate()).procuratorate
    if request.method == "POST":
        return redirect("ledger-check", check_ledger.enqueue().id)
    entries = selectors.latest(chain, LATEST)
    context = {
        "chain": chain,
        "heads": selectors.heads(),
        "entries": entries,
        "names": names({entry.by for entry in entries}),
    }
    return render(request, "ledger/ledger.html", context)


def check(request: HttpRequest, check_id: str) -> HttpResponse:
    """Show how far a check of every entry is, asking again by itself, and what it found."""
    found = check_of(check_id)
    if found is None:
        raise Http404
    htmx = getattr(request, "htmx", False)
    part = "ledger/parts/check.html" if htmx else "ledger/check.html"
    return render(request, part, {"check": found})
