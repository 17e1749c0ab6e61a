"""The model centre, one model's page, and runs with their progress."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.clues import access
from xiezhi.clues.actions.run_model import queue_run
from xiezhi.clues.centre import Centre, model_centre, model_view, runs_in_progress
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tables import model_table, run_table
from xiezhi.clues.tasks import run_queued
from xiezhi.clues.views.options import Option
from xiezhi.modelling.access import WRITERS, may
from xiezhi.modelling.library import models
from xiezhi.modelling.selectors import life_of
from xiezhi.modelling.stages import IN_USE
from xiezhi.modelling.standing import in_use


def centre(request: HttpRequest) -> HttpResponse:
    """List the models by line, with data, precision and what waits."""
    access.require_model_reader(request.user)
    line, stage = request.GET.get("line", ""), request.GET.get("stage", "")
    blocked = request.GET.get("blocked") == "1"
    page = model_centre(
        request.user, timezone.localdate(), line=line, stage=stage, blocked=blocked
    )
    table = model_table([one for _label, group in page.groups for one in group])
    if wants_file(request):
        return as_file(table.name, [table])
    context = {
        "page": page,
        "table": table,
        "file": file_address(request),
        "filters": _filters(page, line, stage, blocked=blocked),
        "may_run": access.may_import(request.user),
        "may_write": may(request.user, WRITERS),
    }
    return render(request, "clues/models.html", context)


def _filters(
    page: Centre, line: str, stage: str, *, blocked: bool
) -> list[tuple[str, list[Option]]]:
    """The choices by line, by stage and by what is blocked; each keeps the other two."""

    def at(label: str, current: bool, count: int | None = None, **chosen: str) -> Option:
        now = {"line": line, "stage": stage, "blocked": "1" if blocked else ""} | chosen
        return Option(label, "?" + urlencode({k: v for k, v in now.items() if v}), current, count)

    lines = [at(_("全部业务"), not line, line="")]
    lines += [at(label, line == key, n, line=key) for key, label, n in page.lines]
    stages = [at(_("全部阶段"), not stage, stage="")]
    stages += [at(str(one.label), stage == one, n, stage=str(one)) for one, n in page.stages]
    data = [at(_("全部"), not blocked, blocked="")]
    data += [at(_("受阻"), blocked, page.blocked, blocked="1")]
    return [(_("业务"), lines), (_("阶段"), stages), (_("数据"), data)]


def model_page(request: HttpRequest, model_id: str) -> HttpResponse:
    """Show one model: question, law, SQL, examples, runs."""
    access.require_model_reader(request.user)
    if model_id not in models():
        raise Http404
    page = model_view(request.user, model_id, timezone.localdate())
    if wants_file(request):
        return as_file(page.line.label, [run_table(page.runs)])
    context = {
        "page": page,
        "file": file_address(request),
        "life": life_of(request.user, model_id),
        "may_run": access.may_import(request.user) and page.line.stage in IN_USE,
    }
    return render(request, "clues/model.html", context)


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Queue one model, or all, for the worker and show the progress."""
    access.require_import(request.user)
    operator, asked = operator_of(request.user), uuid4()
    running = in_use(operator.procuratorate, models().values())
    chosen = request.POST.getlist("model") or running
    if not set(chosen) <= set(running):
        raise Http404
    for model_id in chosen:
        reason = request.POST.get("reason", "")
        queued = queue_run(operator, model_id, _as_of(request), reason, asked=asked)
        run_queued.enqueue(str(queued.pk), request.user.code)
    messages.success(request, _("已交后台运行，可以离开这一页"))
    return redirect(f"{reverse('model-runs')}?asked={asked}")


def run_progress(request: HttpRequest) -> HttpResponse:
    """Show the runs asked for at one time, the latest by default; the list refreshes itself."""
    access.require_model_reader(request.user)
    try:
        asked = UUID(request.GET.get("asked", ""))
    except ValueError:
        asked = None
    progress = runs_in_progress(request.user, asked)
    context = {"progress": progress, "may_run": access.may_import(request.user)}
    part = "clues/parts/runs.html" if request.htmx else "clues/runs.html"
    return render(request, part, context)


def _as_of(request: HttpRequest) -> date:
    written = request.POST.get("as_of", "")
    try:
        return date.fromisoformat(written) if written else timezone.localdate()
    except ValueError:
        return timezone.localdate()
