"""Data of the agencies: what is in, quarantine, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.clues import access
from xiezhi.clues.actions.import_file import stored_id
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.datamap import data_map
from xiezhi.clues.models import ImportBatch
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tables import data_table, import_table
from xiezhi.modelling.library import store


def imports(request: HttpRequest) -> HttpResponse:
    """Show every table of the unit with its freshness, and what was imported."""
    access.require_model_reader(request.user)
    may_import = access.may_import(request.user)
    found = data_map(request.user)
    tables, batches = data_table(found.tables), import_table(found.imports)
    if wants_file(request):
        return as_file(tables.name, [tables, batches])
    context = {"map": found, "may_import": may_import, "tables": tables, "batches": batches}
    context["file"] = file_address(request)
    return render(request, "clues/imports.html", context)


@require_POST
def undo(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Take an import of the person's unit, or of one below it, back out of the tables."""
    access.require_import(request.user)
    undo_import(operator_of(request.user), batch_id, request.POST.get("reason", ""))
    messages.success(request, _("这次导入已经撤销，记录保留"))
    return redirect("imports")


def quarantine(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Download the rows kept out of an import, each with reason and cure."""
    access.require_import(request.user)
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise Http404
    access.require_reach(operator_of(request.user), batch.procuratorate)
    rows = store(batch.procuratorate).quarantine_csv(stored_id(batch))
    response = HttpResponse(rows, content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="quarantine-{batch_id}.csv"'
    return response
