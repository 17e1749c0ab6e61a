"""Pages of a matter: the list, a new clue, one matter, the form of a step, the committee."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accountability import access, selectors
from xiezhi.accountability.actions.accept_clue import KIND, accept_clue
from xiezhi.accountability.actions.establish_committee import establish_committee
from xiezhi.accountability.actions.take_step import take_step
from xiezhi.accountability.forms import limit_room, step_form
from xiezhi.accountability.matter import people_of
from xiezhi.accountability.models import DisciplineCommittee
from xiezhi.accountability.steps import steps
from xiezhi.casework.figures.desk import pager_of
from xiezhi.casework.forms.act_form import ActForm
from xiezhi.law import FieldSpec

FOUND_ON_SHEET = {"find_case", "find_person"}


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """List the matters that the person may know of."""
    asked = request.GET.get("page", "")
    found = selectors.matters(request.user, int(asked) if asked.isdecimal() else 1)
    context = {
        "lines": found.lines,
        "total": found.total,
        "pager": pager_of(request.GET, "page", found.leaf.page, found.leaf.pages),
        "inspects": access.inspects(request.user),
    }
    return render(request, "accountability/board.html", context)


def accept(request: HttpRequest) -> HttpResponse:
    """Accept a clue from any source."""
    access.require_inspection(request.user)
    form = step_form(request.POST if request.method == "POST" else None, steps()[KIND], None, {})
    if request.method == "POST" and form.is_valid():
        case = accept_clue(request.user, form.values())
        messages.success(request, _("线索已受理，记入账本"))
        return redirect("accountability-case", case.pk)
    context = {"form": form, "step": steps()[KIND]}
    status = 422 if form.is_bound else 200
    return render(request, "accountability/step.html", context, status=status)


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one matter; 404 for whoever may not know of it."""
    page = selectors.matter_page(request.user, case_id)
    return render(request, "accountability/matter.html", {"page": page})


def step(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Fill in and take one step; who may and when, the action decides."""
    matter, offered = selectors.offer_of(request.user, case_id)
    if kind not in steps() or kind == KIND or kind in FOUND_ON_SHEET:
        raise Http404
    known = steps()[kind]
    access.require_standing(request.user, matter.case, known.by)
    person = request.GET.get("person", "")
    form = step_form(request.POST if request.method == "POST" else None, known, matter, offered)
    if request.method == "POST" and form.is_valid():
        about = {"person": person} if known.about == "person" and person else {}
        take_step(request.user, case_id, kind, {**about, **form.values()})
        messages.success(request, _("已记入账本"))
        return redirect("accountability-case", case_id)
    name = dict(people_of(matter.case)).get(person, "")
    context = {"form": form, "step": known, "case": matter.case, "name": name}
    status = 422 if form.is_bound else 200
    return render(request, "accountability/step.html", context, status=status)


def committee(request: HttpRequest) -> HttpResponse:
    """Establish the unit's discipline committee, or its members anew."""
    access.require_inspection(request.user)
    form = ActForm(
        request.POST if request.method == "POST" else None,
        specs=(
            FieldSpec("name", "名称", "text", True, "只设在最高人民检察院和省级"),
            FieldSpec("prosecutors", "检察官代表，一行一名", "longtext", True, "不少于半数"),
            FieldSpec("others", "其他代表，一行一名", "longtext"),
        ),
    )
    limit_room(form, {"name": DisciplineCommittee})
    if request.method == "POST" and form.is_valid():
        given = form.values()
        people = [
            [one.strip() for one in str(given.get(name, "")).splitlines() if one.strip()]
            for name in ("prosecutors", "others")
        ]
        establish_committee(request.user, str(given["name"]), *people)
        messages.success(request, _("已记入账本"))
        return redirect("accountability")
    status = 422 if form.is_bound else 200
    return render(request, "accountability/step.html", {"form": form}, status=status)
