"""Turns a lawful refusal into a page: what, by which article, and what would be lawful."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.law.refusals import Refused


class RefusalMiddleware:
    """Answers 403 when a refusal concerns the person, else 409 (the case forbids the act)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render `web/refusal-409.html` or `-403.html`; leave other errors alone."""
        if not isinstance(error, Refused):
            return None
        status = error.level
        context = {"refusals": error.refusals}
        return render(request, f"web/refusal-{status}.html", context, status=status)
