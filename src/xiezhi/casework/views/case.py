"""The case page and its tabs; each tab is a page of its own and a part that htmx swaps."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.casework.asides import asides
from xiezhi.casework.figures.case_view import CaseView, case_view

OWN = ("papers", "opinions", "timeline", "ledger")
TABS = {name: f"casework/parts/{name}.html" for name in OWN}


def case_page(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Show the proceeding with the tab asked for, papers by default."""
    tab = request.GET.get("tab", "papers")
    page = case_view(request.user, proceeding_id, timezone.localdate(), tab)
    context = {**_context(page, tab), "asides": asides("case", request.user, page.id)}
    return render(request, "casework/case.html", context)


def material(request: HttpRequest, proceeding_id: UUID, tab: str) -> HttpResponse:
    """Show one tab alone, for swapping."""
    page = case_view(request.user, proceeding_id, timezone.localdate(), tab)
    return render(request, "casework/parts/material.html", _context(page, tab))


def _context(page: CaseView, tab: str) -> dict[str, Any]:
    if tab not in TABS:
        raise Http404
    return {"page": page, "tab": tab, "material_template": TABS[tab], "on": page.on}
