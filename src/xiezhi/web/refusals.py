"""Turns a lawful refusal into a page: what, by which article, and what would be lawful."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.casework.access import must_see
from xiezhi.casework.figures.grounds import facts_behind
from xiezhi.documents.access import must_read
from xiezhi.law.refusals import Refused
from xiezhi.web.staying import page_again


class RefusalMiddleware:
    """Answers 403 when a refusal concerns the person, else 409 (the case forbids the act)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Draw the form again, else `web/refusal-409.html` or `-403.html`; leave other errors."""
        if not isinstance(error, Refused):
            return None
        again = page_again(request, error)
        if again is not None:
            return again
        status = error.level
        context = {"refusals": error.refusals, **_about(request)}
        return render(request, f"web/refusal-{status}.html", context, status=status)


def _about(request: HttpRequest) -> dict[str, Any]:
    """Return the proceeding that the address names, if this person may see it, with its facts."""
    named = request.resolver_match.kwargs if request.resolver_match else {}
    on = timezone.localdate()
    try:
        if "document_id" in named:
            document = must_read(request.user, named["document_id"], on)
            proceeding = document.proceeding
            asked = {"subject": document.subject} if document.subject else {}
        elif "proceeding_id" in named:
            proceeding, asked = must_see(request.user, named["proceeding_id"], on), {}
        else:
            return {}
    except (Refused, Http404):
        return {}
    return {"proceeding": proceeding, "facts": facts_behind(proceeding, on, asked), "on": on}
