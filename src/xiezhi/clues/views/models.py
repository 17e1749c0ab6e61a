"""The model centre, one model's page, and runs with their progress."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.clues import access
from xiezhi.clues.actions.run_model import queue_run
from xiezhi.clues.centre import model_centre, model_view, runs_in_progress
from xiezhi.clues.operators import operator_of
from xiezhi.clues.reading import models
from xiezhi.clues.tasks import run_queued
from xiezhi.clues.views.options import Option
from xiezhi.modelling.standing import in_use


def centre(request: HttpRequest) -> HttpResponse:
    """List the models by line, with data, precision and what waits."""
    access.require_model_reader(request.user)
    line = request.GET.get("line", "")
    page = model_centre(request.user, timezone.localdate(), line=line)
    lines = [Option(_("全部业务"), "?", not line)]
    lines += [Option(label, f"?line={key}", line == key, n) for key, label, n in page.lines]
    context = {"page": page, "lines": lines, "may_run": access.may_import(request.user)}
    return render(request, "clues/models.html", context)


def model_page(request: HttpRequest, model_id: str) -> HttpResponse:
    """Show one model: question, law, SQL, examples, runs."""
    access.require_model_reader(request.user)
    if model_id not in models():
        raise Http404
    page = model_view(request.user, model_id, timezone.localdate())
    context = {"page": page, "may_run": access.may_import(request.user)}
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
