"""What a person does with a run: cancel it, or settle one that is held for a look."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.clues import access
from xiezhi.clues.actions.settle_run import cancel_run, discard_run, release_run
from xiezhi.clues.models import ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.screening import ScreeningError


@require_POST
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Cancel a queued or running model."""
    access.require_import(request.user)
    run = get_object_or_404(access.visible_runs(request.user), pk=run_id)
    cancel_run(operator_of(request.user), run)
    messages.success(request, _("已取消，正在停止"))
    return _back(run)


@require_POST
def settle(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Release or discard a held run, with the reason."""
    access.require_import(request.user)
    run = get_object_or_404(access.visible_runs(request.user), pk=run_id)
    operator, reason = operator_of(request.user), request.POST.get("reason", "")
    if request.POST.get("do") == "release":
        try:
            new = release_run(operator, run, reason)
        except ScreeningError as refusal:  # the tables are gone, or the model no longer runs
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已发布，新线索 %(n)d 条") % {"n": len(new)})
    else:
        discard_run(operator, run, reason)
        messages.success(request, _("已记录：看后不发布"))
    return _back(run)


def _back(run: ModelRun) -> HttpResponse:
    asked = f"?asked={run.asked}" if run.asked else ""
    return redirect(f"{reverse('model-runs')}{asked}")
