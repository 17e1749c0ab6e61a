"""One's own: the form on a telephone, the records written, the monthly report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.interference import access
from xiezhi.interference.actions.record_inquiry import record_inquiry
from xiezhi.interference.actions.report_month import confirm_department, report_nothing
from xiezhi.interference.data import reporting, risk_points
from xiezhi.interference.forms import RecordForm
from xiezhi.interference.months import month_in
from xiezhi.interference.naming import suggestions
from xiezhi.interference.selectors.months import department_month, own_months
from xiezhi.interference.selectors.records import own_records
from xiezhi.interference.tables import record_table
from xiezhi.organs.selectors import actor_of


def new(request: HttpRequest) -> HttpResponse:
    """Show the form with the case that the address names, or write the record down."""
    unit = actor_of(request.user, timezone.localdate()).procuratorate
    proceeding = _proceeding(request)
    form = RecordForm(request.POST or None, request.user, proceeding)
    if request.method == "POST" and form.is_valid():
        record = record_inquiry(request.user, form.told())
        messages.success(request, _("已记录，不能修改或者删除，可以补充。"))
        return redirect("interference-record", record.pk)
    context = {"form": form, "staff": suggestions(unit), "proceeding": proceeding,
               "source": reporting().recording.citation}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "interference/new.html", context, status=status)


def _proceeding(request: HttpRequest):  # type: ignore[no-untyped-def]
    try:
        asked = UUID(request.GET.get("proceeding", "") or request.POST.get("proceeding", ""))
    except ValueError:
        return None
    return visible_proceedings(request.user).filter(pk=asked).first()


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """List what the person recorded, and how their months stand."""
    on = timezone.localdate()
    lines = own_records(request.user)
    table = record_table(_("我的过问记录"), lines)
    if wants_file(request):
        return as_file(table.name, [table])
    context = {
        "lines": lines,
        "months": own_months(request.user, on),
        "department": department_month(request.user, on),
        "monthly": reporting().monthly,
        "sources": reporting(),
        "reads_register": access.reads_register(request.user),
        "inspects": bool(access.units(request.user, access.INSPECTORS)),
        "warned": bool(access.units(request.user, access.WARNED)),
        "file": file_address(request),
        "on": on,
    }
    return render(request, "interference/own.html", context)


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Confirm that there was nothing in a month, or that the whole department has reported."""
    month = month_in(request.POST.get("month", ""), timezone.localdate())
    if request.POST.get("scope") == "department":
        confirm_department(request.user, month)
        messages.success(request, _("已确认本部门都已报告"))
    else:
        report_nothing(request.user, month)
        messages.success(request, _("已作零报告。后来想起的情况，直接记录。"))
    return redirect("interference")


@require_GET
def points(request: HttpRequest) -> HttpResponse:
    """Show at which acts is asked, and on what that rests."""
    return render(request, "interference/points.html", {"found": risk_points()})
