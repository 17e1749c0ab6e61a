"""The register of a month for inspection and the chief, and the totals of units below."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.interference.data import reporting
from xiezhi.interference.months import last_month, month_in, next_month
from xiezhi.interference.selectors.records import handed_to, register_of, totals_below
from xiezhi.interference.tables import record_table, reminder_table


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Show the records of a month, or save them; every reading is written down."""
    on = timezone.localdate()
    month = month_in(request.GET.get("month", f"{on:%Y-%m}"), on)
    saves = wants_file(request)
    found = register_of(request.user, month, "xlsx" if saves else "page")
    table = record_table(_("过问记录登记簿"), found.lines)
    if saves:
        return as_file(f"{table.name} {month:%Y-%m}", [table, reminder_table(found.reminders)])
    over = month < on.replace(day=1)
    context = {
        "register": found,
        "table": table,
        "handed": handed_to(request.user),
        "totals": totals_below(request.user, month),
        "reminders": found.reminders,
        "over": over,
        "month": month,
        "before": last_month(month),
        "after": next_month(month),
        "source": reporting().verification.citation,
        "file": file_address(request),
        "on": on,
    }
    return render(request, "interference/register.html", context)
