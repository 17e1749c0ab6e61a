"""Data of the agencies: what is in, the import wizard, quarantine, undo."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from xiezhi.clues import access, drafts
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.datamap import data_map
from xiezhi.clues.operators import operator_of
from xiezhi.clues.reading import store
from xiezhi.screening import ScreeningError

STEPS = (_lazy("选文件"), _lazy("对应列"), _lazy("看隔离的行"), _lazy("入库"))


def imports(request: HttpRequest) -> HttpResponse:
    """Show every table with its freshness, and what was imported."""
    access.require_model_reader(request.user)
    context = {"map": data_map(), "may_import": access.may_import(request.user)}
    return render(request, "clues/imports.html", context)


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file into a draft that nobody else sees; nothing is written to the tables yet."""
    access.require_import(request.user)
    problem = ""
    if request.method == "POST":
        given = request.FILES.get("file")
        if given is None:
            problem = _("没有选文件。选一个 Excel、CSV 或者 JSON 行文件。")
        else:
            try:
                draft = drafts.keep(request.user.code, given)
            except ScreeningError as refusal:
                problem = str(refusal)
            else:
                return redirect("import-preview", draft)
    return render(request, "clues/upload.html", {"problem": problem, "steps": STEPS})


def preview(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the proposed mapping with reasons; on POST import with the mapping as confirmed."""
    access.require_import(request.user)
    found = drafts.find(request.user.code, draft)
    if found is None:
        raise Http404
    try:
        if request.method == "POST":
            report = import_file(
                operator_of(request.user),
                found.path,
                name=found.name,
                mapping=drafts.confirmed(found, request.POST, request.user.code),
            )
            found.discard()
            return render(request, "clues/imported.html", {"report": report, "steps": STEPS})
        context = {"draft": drafts.propose(found), "steps": STEPS}
        return render(request, "clues/preview.html", context)
    except ScreeningError as refusal:
        context = {"name": found.name, "problem": str(refusal), "steps": STEPS}
        return render(request, "clues/upload.html", context, status=422)


@require_POST
def undo(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Take an import back out of the tables."""
    access.require_import(request.user)
    undo_import(operator_of(request.user), batch_id, request.POST.get("reason", ""))
    messages.success(request, _("这次导入已经撤销，记录保留"))
    return redirect("imports")


def quarantine(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Download the rows kept out of an import, each with reason and cure."""
    access.require_import(request.user)
    response = HttpResponse(store().quarantine_csv(batch_id), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="quarantine-{batch_id}.csv"'
    return response
