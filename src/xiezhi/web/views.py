"""Home, help and the choice of language."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.i18n import set_language

language = login_not_required(set_language)


def home(request: HttpRequest) -> HttpResponse:
    """Go to the workbench: what waits for the person signed in."""
    del request
    try:
        return redirect(reverse("workbench"))
    except NoReverseMatch:
        return redirect("help")


def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the pages, the keys, and how a date or a refusal is to be read."""
    return render(request, "web/help.html")
