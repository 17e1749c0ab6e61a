"""The workshop: write a model beside the dictionary, try it, see its examples, compare it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.modelling import access
from xiezhi.modelling.actions.keep_draft import (
    begin_draft,
    discard_draft,
    install_draft,
    save_draft,
)
from xiezhi.modelling.library import library
from xiezhi.modelling.models import Draft
from xiezhi.modelling.workshop import comparison, tried
from xiezhi.modelling.writing import FILES, id_of
from xiezhi.screening import national


def drafts(request: HttpRequest) -> HttpResponse:
    """List the unit's drafts; POST begins another, empty or from a model."""
    if request.method == "POST":
        draft = begin_draft(request.user, request.POST.get("based_on", ""))
        return redirect("draft", draft.pk)
    access.as_writer(request.user)
    found = access.visible_drafts(request.user)
    context = {
        "drafts": [(draft, id_of(draft.files)) for draft in found],
        "models": library().models,
        "broken": library().broken,
    }
    return render(request, "modelling/workshop.html", context)


def edit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show a draft; POST saves it, tries it out, checks it or throws it away."""
    access.as_writer(request.user)
    draft: Draft = get_object_or_404(access.visible_drafts(request.user), pk=draft_id)
    do = request.POST.get("do", "")
    if do == "discard":
        discard_draft(request.user, draft)
        messages.success(request, _("草稿已丢弃"))
        return redirect("workshop")
    if request.method == "POST":
        save_draft(request.user, draft, request.POST)
    by = access.as_writer(request.user)
    context = {
        "draft": draft,
        "model_id": id_of(draft.files),
        "own": draft.author == request.user.code,
        "files": sorted(draft.files.items(), key=_place),
        "tables": list(national().imported()),
        "result": tried(do, by.procuratorate, draft.files, timezone.localdate()),
        "models": library().models,
        "may_install": access.may(request.user, access.TESTERS),
    }
    return render(request, "modelling/draft.html", context)


def _place(file: tuple[str, str]) -> tuple[int, str]:
    """The query first, then what it says of itself, its examples, its steps."""
    order = ("query.sql", *FILES)
    return (order.index(file[0]) if file[0] in order else len(order), file[0])


@require_POST
def install(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Turn a draft into an installed model."""
    access.as_tester(request.user)
    draft: Draft = get_object_or_404(access.visible_drafts(request.user), pk=draft_id)
    model = install_draft(request.user, draft)
    messages.success(request, _("已安装，现在是起草；先转入试用"))
    return redirect("model", model.id)


def compare(request: HttpRequest) -> HttpResponse:
    """Compare two versions, each a model at hand or a draft of the unit."""
    by = access.as_writer(request.user)
    found = access.visible_drafts(request.user)
    sides = {f"draft:{draft.pk}": draft.files for draft in found}
    a, b = request.GET.get("a", ""), request.GET.get("b", "")
    context = {
        "sides": (("a", _("甲"), a), ("b", _("乙"), b)),
        "choices": [(key, model.label) for key, model in sorted(library().models.items())]
        + [(key, f"{_('草稿')} {id_of(files)}") for key, files in sides.items()],
        "result": comparison(a, b, sides, by.procuratorate, timezone.localdate()),
    }
    return render(request, "modelling/compare.html", context)
