"""The ledger's page: the head of every chain, and the latest entries of one's own without content.

What an act says stands on the page of its case, for those who may see the case.
"""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.ledger import selectors
from xiezhi.ledger.verification import verify
from xiezhi.organs.directory import names
from xiezhi.organs.selectors import actor_of

if TYPE_CHECKING:
    from xiezhi.organs.models import Person

LATEST = 30  # entries shown of the reader's own chain


def ledger(request: HttpRequest) -> HttpResponse:
    """Show the chains; with `verify` in the address, follow each from its first entry."""
    chain = actor_of(cast("Person", request.user), timezone.localdate()).procuratorate
    entries = selectors.latest(chain, LATEST)
    context = {
        "chain": chain,
        "heads": selectors.heads(),
        "entries": entries,
        "names": names({entry.by for entry in entries}),
        "report": verify() if request.method == "POST" else None,
    }
    return render(request, "ledger/ledger.html", context)
