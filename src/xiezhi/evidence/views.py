"""The dossier's pages: evidence of a case, a text with its spans, search."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.casework import access as casework_access
from xiezhi.casework import selectors as casework
from xiezhi.evidence import selectors
from xiezhi.evidence.law_search import find_articles
from xiezhi.law import Refused

HITS = 100  # of cases, parties and texts together
LONGEST = 200  # characters of a query; what is typed beyond them is not searched for


def evidence(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """List the evidence and the proof map of a case; a part alone when htmx asks."""
    on = timezone.localdate()
    proceeding = casework_access.must_see(request.user, proceeding_id, on)
    items = selectors.items_of(request.user, proceeding_id, on)
    context = {
        "proceeding": proceeding,
        "items": items,
        "excluded": sum(item.is_excluded for item in items),
        "facts": selectors.proof_map(proceeding.case_id),
        "names": {party.code: party.name for party in casework.parties_of(proceeding.case_id)},
        "may_arrange": _may_arrange(request.user, proceeding.case_id, on),
        "on": on,
    }
    part = request.headers.get("HX-Request") and not request.headers.get(
        "HX-History-Restore-Request"
    )
    page = "evidence/parts/evidence.html" if part else "evidence/evidence.html"
    return render(request, page, context)


def _may_arrange(person: Any, case_id: UUID, on: Any) -> bool:
    try:
        casework.must_handle_case(person, case_id, on)
    except Refused:
        return False
    return True


def text(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Show a text with every field that was read out of it, tied to its span."""
    found = selectors.text_view(request.user, text_id, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "evidence/text.html", {"text": found})


def search(request: HttpRequest) -> HttpResponse:
    """Search numbers, proceedings, parties and texts that the person may read, and the law.

    A number is answered with what bears it and nothing else; one that no case bears, with the
    texts that hold it: judgments cite the numbers of other offices.
    """
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    on = timezone.localdate()
    context: dict[str, Any] = {"q": query, "on": on}
    number = casework.read_number(query)
    bearing = casework.numbered(request.user, number, on) if number else None
    if number and bearing and (bearing.rows or number.is_ours):
        context |= {"number": number, "numbered": bearing, "proceedings": bearing.rows}
        context["texts"] = _texts_with(request.user, bearing.texts or [query], on)
    elif query:
        hits = selectors.search(request.user, query, on, limit=HITS)
        # The index holds titles, numbers and names of cases: no table need be read through
        cases = [hit.case_id for hit in hits if hit.case_id and hit.kind != "text"]
        context |= {
            "proceedings": casework.proceedings_in(request.user, cases, on) if cases else (),
            "texts": [hit for hit in hits if hit.kind == "text"],
            "law": find_articles(query, on),
        }
    return render(request, "evidence/search.html", context)


def _texts_with(person: Any, numbers: Sequence[str], on: date) -> list[selectors.Hit]:
    """Texts that hold one of the numbers as it was given; each text once."""
    hits = [hit for one in numbers for hit in selectors.search(person, one, on, limit=HITS)]
    return list({hit.ref: hit for hit in hits if hit.kind == "text"}.values())
