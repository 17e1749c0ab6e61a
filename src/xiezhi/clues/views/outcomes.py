"""What became of clues, and the list of clues of false litigation by their features."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.clues import access
from xiezhi.clues.actions.open_restricted import open_restricted
from xiezhi.clues.false_litigation import feature_table, suspected
from xiezhi.clues.outcomes import outcomes as read_outcomes
from xiezhi.clues.tables import outcome_table
from xiezhi.clues.views.options import Option
from xiezhi.modelling.library import models

KINDS = ("model", "rule", "day")


def outcomes(request: HttpRequest) -> HttpResponse:
    """Show clues, verified, filed, corrected and precision by model, rule or data date."""
    access.require_model_reader(request.user)
    heads = {"model": _("模型"), "rule": _("条文"), "day": _("数据截至")}
    by = request.GET.get("by", "")
    by = by if by in KINDS else "model"
    model = request.GET.get("model", "")
    model = model if model in models() else ""
    table = outcome_table(read_outcomes(request.user, by, model), heads[by])
    if wants_file(request):
        return as_file(table.name, [table])
    narrowed = f"&model={model}" if model else ""
    kinds = [Option(heads[key], f"?by={key}{narrowed}", key == by) for key in KINDS]
    context = {"table": table, "kinds": kinds, "by": by, "file": file_address(request)}
    if model:
        context["model"] = models()[model]
    return render(request, "clues/outcomes.html", context)


def false_litigation(request: HttpRequest) -> HttpResponse:
    """List the clues of the models of false litigation, each with the features that count."""
    access.require_model_reader(request.user)
    groups = [(model, feature_table(model, found)) for model, found in suspected(request.user)]
    if wants_file(request):
        shown = [row.id for _model, table in groups for row in table.rows]
        open_restricted(request.user, shown, "export")
        return as_file(_("虚假诉讼"), [table for _model, table in groups])
    context = {"groups": groups, "file": file_address(request)}
    return render(request, "clues/false_litigation.html", context)
