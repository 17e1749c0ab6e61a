"""Acts: the form of an offer, the confirmation before what cannot be undone, the act itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.access import must_see
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.asides import asides
from xiezhi.casework.figures.case_view import names_in
from xiezhi.casework.figures.grounds import facts_behind
from xiezhi.casework.figures.moves import BUTTONS, TOLD_APART, named
from xiezhi.casework.figures.moves import send_to as leads_to
from xiezhi.casework.figures.parties import nearest
from xiezhi.casework.forms.act_form import ActForm
from xiezhi.casework.forms.kinds import ALTERING, data_of
from xiezhi.casework.forms.prefill import filled
from xiezhi.casework.forms.questions import Scene, choices, questions
from xiezhi.casework.rules import refused
from xiezhi.law import Offer, Refused
from xiezhi.organs.selectors import actor_of

__all__ = ["act", "leads_to", "performs", "refusal_page", "scene_of", "shown"]

CONFIRMED_FIRST = frozenset(
    {"decide", "resolve", "close", "refuse_acceptance", "hold_meeting", "answer_objection"}
)
Performer = Callable[[Any, UUID, dict[str, Any], str], Any]
_performers: dict[str, Performer] = {}


def performs(kind: str, performer: Performer) -> None:
    """Let a room above perform a kind of act by its own verb."""
    _performers[kind] = performer


def act(request: HttpRequest, proceeding_id: UUID, kind: str) -> HttpResponse:
    """Show the form of an offer, or carry out what was filled in."""
    on = timezone.localdate()
    proceeding = must_see(request.user, proceeding_id, on)
    scene = scene_of(proceeding, on)
    offer = _offer(request, scene, kind)
    if offer is None:
        return refusal_page(request, scene, "", refused("act.not_offered"))
    if not offer.allowed:
        return refusal_page(request, scene, offer.label, Refused(offer.refusals))
    specs = questions(scene, offer)
    form = ActForm(
        request.POST if request.method == "POST" else None,
        specs=specs,
        choices=choices(scene),
        filled=filled(scene, specs, offer.subject, offer),
    )
    context = shown(request, scene, offer, form)
    if request.method != "POST" or request.POST.get("step") == "again" or not form.is_valid():
        status = 422 if form.is_bound and request.POST.get("step") != "again" else 200
        return render(request, "casework/act.html", context, status=status)
    if kind in CONFIRMED_FIRST and request.POST.get("step") != "confirmed":
        return render(request, "casework/confirm.html", context)
    return _carry_out(request, scene, offer, form)


def _carry_out(request: HttpRequest, scene: Scene, offer: Offer, form: ActForm) -> HttpResponse:
    data = data_of(offer.kind, offer.data, form.values())
    sent = ALTERING.get(offer.kind, ())
    data |= {name: request.POST[name] for name in sent if name in request.POST}
    performer = _performers.get(offer.kind) or _perform(offer.kind)
    try:
        performer(request.user, scene.proceeding.pk, data, offer.capacity)
    except Refused as refusal:
        return refusal_page(request, scene, offer.label, refusal, kept=True)
    said = _("已办：%(what)s，已记入账本。写错的另行更正，原记录保留。")
    messages.success(request, said % {"what": offer.label})
    return redirect("case-page", scene.proceeding.pk)


def _perform(kind: str) -> Performer:
    def performer(person: Any, proceeding_id: UUID, data: dict[str, Any], capacity: str) -> Any:
        return perform(person, proceeding_id, kind, data, capacity=capacity)

    return performer


def scene_of(proceeding: Any, on: Any) -> Scene:
    """Return where a form is asked: the proceeding with its state, procedure and names."""
    state = engine.state_of(proceeding)
    names = names_in(state, list(proceeding.case.parties.all()), set())
    return Scene(proceeding, state, engine.procedure_of(proceeding), names, on)


def _offer(request: HttpRequest, scene: Scene, kind: str) -> Offer | None:
    """Return the offer that the address names, of those made today; None when there is none."""
    actor = actor_of(request.user, scene.on)
    asked = {name: value for name, value in request.GET.items() if name in TOLD_APART and value}
    for offer in engine.offers_to(scene.proceeding, actor, scene.on):
        known = named(offer)
        if offer.kind == kind and all(known.get(name) == asked[name] for name in asked):
            return offer
    return None


def shown(request: HttpRequest, scene: Scene, offer: Offer, form: ActForm) -> dict[str, Any]:
    """Return what the pages of an act show: form and confirmation."""
    return {
        "proceeding": scene.proceeding,
        "offer": offer,
        "form": form,
        "who": scene.names.get(offer.subject or "", "") or _("全案"),
        "clock": nearest(scene.state, offer.subject),
        "matter": scene.state.matters.get(offer.matter or ""),
        "names": scene.names,
        "button": str(BUTTONS.get(offer.kind, offer.label)),
        "sent": [(n, v) for n, values in request.POST.lists() for v in values if n != "step"],
        "form_url": request.get_full_path(),
        "asides": asides("act", request.user, scene.proceeding.pk, offer),
        "on": scene.on,
    }


def refusal_page(
    request: HttpRequest, scene: Scene, what: str, refusal: Refused, *, kept: bool = False
) -> HttpResponse:
    """Show the refusal of this act with the case it is about; what was typed comes along."""
    level = refusal.level
    context = {
        "refusals": refusal.refusals,
        "what": what,
        "proceeding": scene.proceeding,
        "nearest": nearest(scene.state, request.GET.get("subject")),
        "facts": facts_behind(scene.proceeding, scene.on, request.GET.dict()),
        "kept": kept,
        "sent": [(n, v) for n, values in request.POST.lists() for v in values if n != "step"],
        "form_url": request.get_full_path() if kept else "",
        "case_url": reverse("case-page", args=[scene.proceeding.pk]),
        "on": scene.on,
    }
    return render(request, f"web/refusal-{level}.html", context, status=level)
