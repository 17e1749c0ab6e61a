"""Case management: registering a case, drawing or designating its handler, checking the draw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.access import must_manage, must_see
from xiezhi.casework.actions import assign as assigning
from xiezhi.casework.actions import designate as designating
from xiezhi.casework.actions.accept import accept as accept_case
from xiezhi.casework.figures.draws import draw_view
from xiezhi.casework.forms.intake import MOST_PARTIES, CaseForm, DesignationForm
from xiezhi.law import national
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import PROSECUTOR_ROLES, Role


def _managed(request: HttpRequest) -> str:
    """Return the procuratorate for which this person accepts cases; raise Refused (403)."""
    on = timezone.localdate()
    actor = organs.actor_of(request.user, on)
    return must_manage(request.user, actor.procuratorate, on).procuratorate


def choose(request: HttpRequest) -> HttpResponse:
    """List the procedures in which a case can be accepted."""
    _managed(request)
    on = timezone.localdate()
    procedures = [p for p in national().procedures.values() if p.in_force.covers(on)]
    return render(request, "casework/choose.html", {"procedures": procedures})


def accept(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """Show the acceptance form of a procedure, or accept what was filled in."""
    unit = _managed(request)
    procedure = national().procedures.get(procedure_id)
    if procedure is None:
        raise Http404
    count = _count(request)
    adding = request.POST.get("step") == "add-party"
    form = CaseForm(
        request.POST if request.method == "POST" else None, procedure, count, timezone.localdate()
    )
    context = {"form": form, "procedure": procedure, "parties": count}
    if request.method != "POST" or adding or not form.is_valid():
        context["show_errors"] = request.method == "POST" and not adding
        status = 422 if context["show_errors"] else 200
        return render(request, "casework/accept.html", context, status=status)
    try:
        proceeding = accept_case(
            request.user,
            procedure_id,
            unit,
            form.given(),
            received_on=form.cleaned_data["received_on"],
            facts=form.facts(),
        )
    except ValidationError as wrong:
        context |= {"show_errors": True, "wrong": wrong.messages}
        return render(request, "casework/accept.html", context, status=422)
    messages.success(request, _("已受理：%(n)s。下一步分案。") % {"n": proceeding.number})
    return redirect("draw", proceeding.pk)


def _count(request: HttpRequest) -> int:
    text = request.POST.get("parties", "1")
    count = int(text) if text.isdigit() else 1
    adding = request.POST.get("step") == "add-party"
    return min(max(count + adding, 1), MOST_PARTIES)


def draw(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Show how a proceeding was assigned so that anybody can check it; draw or designate first."""
    on = timezone.localdate()
    proceeding = must_see(request.user, proceeding_id, on)
    if request.method == "POST":
        return _assign(request, proceeding, on)
    view = draw_view(proceeding, on)
    context: dict[str, Any] = {"proceeding": proceeding, "draw": view}
    if view is None:
        context["form"] = _designation(None, proceeding, on)
    return render(request, "casework/draw.html", context)


def _assign(request: HttpRequest, proceeding: Any, on: Any) -> HttpResponse:
    if request.POST.get("method") == "designated":
        form = _designation(request.POST, proceeding, on)
        if not form.is_valid():
            context = {"proceeding": proceeding, "draw": None, "form": form}
            return render(request, "casework/draw.html", context, status=422)
        designating.designate(request.user, proceeding.pk, **form.cleaned_data)
    else:
        assigning.assign(request.user, proceeding.pk)
    messages.success(request, _("已分案。种子与人选范围在下面，任何人都可以重算。"))
    return redirect("draw", proceeding.pk)


def _designation(data: Any, proceeding: Any, on: Any) -> DesignationForm:
    code, department = proceeding.procuratorate_id, proceeding.department.code
    staff = organs.persons(code, on, roles=PROSECUTOR_ROLES, department_code=department)
    chiefs = organs.persons(code, on, roles=[Role.CHIEF, Role.DEPUTY_CHIEF])
    return DesignationForm(
        data, [(p.code, p.name) for p in staff], [(p.code, p.name) for p in chiefs]
    )
