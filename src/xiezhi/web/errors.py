"""Pages for what cannot be shown: 403, 404 and 500, without a word that reveals what exists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Render the 403 page; the reason given to PermissionDenied is shown."""
    context = {"reason": str(exception or "")}
    return render(request, "web/error-403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Render the 404 page."""
    del exception
    return render(request, "web/error-404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Render the 500 page."""
    return render(request, "web/error-500.html", status=500)
