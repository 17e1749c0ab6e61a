"""Reverse checks: the list with the form that opens one, and one check with its days."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.interference import access
from xiezhi.interference.actions.open_check import answer_day, close_check, open_check
from xiezhi.interference.data import reporting
from xiezhi.interference.forms import check_form, day_form
from xiezhi.interference.selectors.answers import check_page, checks_seen
from xiezhi.organs import selectors as organs


def checks(request: HttpRequest) -> HttpResponse:
    """List the checks of the unit; on POST open one."""
    unit = access.require_register(request.user)
    staff = [(one.code, one.name) for one in organs.persons(unit, timezone.localdate())]
    form = check_form(request.POST or None, staff)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        check = open_check(request.user, given.pop("ground"), **given)
        messages.success(request, _("倒查已立，要查看的日子已列出"))
        return redirect("reverse-check", check.pk)
    context = {
        "form": form,
        "checks": checks_seen(request.user),
        "may_open": bool(access.units(request.user, access.INSPECTORS)),
        "source": reporting().verification.citation,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interference/checks.html", context, status=status)


def check(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Show one check with its days; 404 for whoever may not know of it."""
    page = check_page(request.user, check_id)
    asked = [(day, None if day.answer else day_form(None, day.key)) for day in page.days]
    return render(request, "interference/check.html", {"page": page, "days": asked})


@require_POST
def answer(request: HttpRequest, check_id: UUID, key: str) -> HttpResponse:
    """Write down what was found of one day."""
    sent = request.POST
    answer_day(request.user, check_id, key, sent.get(f"d{key}-result", ""),
               sent.get(f"d{key}-note", ""))  # fmt: skip
    return redirect("reverse-check", check_id)


@require_POST
def close(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Close a check with its conclusion."""
    close_check(request.user, check_id, request.POST.get("conclusion", ""))
    messages.success(request, _("倒查已结束，结果不能修改"))
    return redirect("reverse-check", check_id)
