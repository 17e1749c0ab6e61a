"""Counsel: the warnings, one warning with its decision, the list of limited persons."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.interference import access
from xiezhi.interference.actions.decide_warning import decide_warning
from xiezhi.interference.actions.list_person import list_person, strike_person
from xiezhi.interference.data import practice_limits
from xiezhi.interference.forms import limited_form, warning_form
from xiezhi.interference.selectors.counsel import limited_seen, warning_page, warnings_seen
from xiezhi.organs import selectors as organs


@require_GET
def warnings(request: HttpRequest) -> HttpResponse:
    """List the warnings that the person may know of, with the limits and their articles."""
    context = {
        "warnings": warnings_seen(request.user),
        "limits": practice_limits().values(),
        "inspects": bool(access.units(request.user, access.INSPECTORS)),
    }
    return render(request, "interference/warnings.html", context)


def warning(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    """Show one warning; on POST decide on it."""
    if request.method == "POST":
        sent = request.POST
        decide_warning(request.user, warning_id, sent.get("result", ""), sent.get("reason", ""))
        messages.success(request, _("判断已记录"))
        return redirect("counsel-warning", warning_id)
    context = {"page": warning_page(request.user, warning_id), "form": warning_form()}
    return render(request, "interference/warning.html", context)


def limited(request: HttpRequest) -> HttpResponse:
    """Show the list of limited persons; on POST add a line."""
    unit = access.require_lister(request.user)
    staff = [(one.code, one.name) for one in organs.persons(unit, timezone.localdate())]
    form = limited_form(request.POST or None, staff)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        list_person(request.user, given.pop("who"), given.pop("name"), **given)
        messages.success(request, _("已列入名单"))
        return redirect("limited-persons")
    context = {"form": form, "lines": limited_seen(request.user),
               "limits": practice_limits().values()}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "interference/limited.html", context, status=status)


@require_POST
def strike(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Take a line back."""
    strike_person(request.user, line_id, request.POST.get("reason", ""))
    messages.success(request, _("已撤下，原来的一行保留"))
    return redirect("limited-persons")
