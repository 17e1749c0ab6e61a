"""The liability worksheet and its answers, and a person's record for life."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accountability import access, selectors
from xiezhi.accountability.actions.read_record import read_record
from xiezhi.accountability.actions.take_step import take_step
from xiezhi.accountability.forms import finding_form, finding_of
from xiezhi.accountability.sheets import sheet_page
from xiezhi.accountability.steps import steps
from xiezhi.organs.directory import names


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the proposals with every row, beside the file."""
    page = sheet_page(request.user, case_id)
    return render(request, "accountability/worksheet.html", {"page": page})


def find(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Answer the questions about the case, or about a person in a capacity."""
    matter, _offered = selectors.offer_of(request.user, case_id)
    access.require_standing(request.user, matter.case, ("inspection",))
    person, capacity = request.GET.get("person", ""), request.GET.get("capacity") or None
    if (capacity is None) != (not person):
        raise Http404
    if capacity and capacity not in matter.worksheet.rules.questions["capacity"].choices:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = finding_form(sent, matter, person, capacity)
    kind = "find_person" if capacity else "find_case"
    if sent is not None and form.is_valid():
        take_step(request.user, case_id, kind, finding_of(form, person, capacity))
        messages.success(request, _("认定已记入账本，建议已重新计算"))
        return redirect("liability-worksheet", case_id)
    labels = matter.worksheet.rules.questions["capacity"].choices
    context = {
        "form": form, "step": steps()[kind], "case": matter.case, "sheet": True,
        "name": names({person}).get(person, person), "capacity": labels.get(capacity or "", ""),
    }  # fmt: skip
    return render(request, "accountability/step.html", context, status=422 if sent else 200)


def life(request: HttpRequest) -> HttpResponse:
    """Read a person's record by code, on a stated ground."""
    access.require_inspection(request.user)
    given = request.POST
    code, record = given.get("code", "").strip(), None
    if request.method == "POST":
        record = read_record(request.user, code, given.get("ground", ""))
    context = {"record": record, "code": code}
    return render(request, "accountability/life.html", context)
