"""Registering that a party's compulsory measure changed: form, confirmation, act."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.access import must_see
from xiezhi.casework.actions.change_custody import change_custody
from xiezhi.casework.forms.custody import CustodyForm
from xiezhi.casework.rules import refused
from xiezhi.casework.views.acting import refusal_page, scene_of, shown
from xiezhi.law import Offer, Refused
from xiezhi.organs.selectors import actor_of


def change(request: HttpRequest, proceeding_id: UUID, party_code: str) -> HttpResponse:
    """Show the form filled with the measure on record, then the confirmation; register it."""
    on = timezone.localdate()
    proceeding = must_see(request.user, proceeding_id, on)
    party = proceeding.case.parties.filter(code=party_code, kind="person").first()
    if party is None:
        raise Http404
    scene = scene_of(proceeding, on)
    label = _("登记强制措施变更：%(name)s") % {"name": party.name}
    offer = _noting(request, proceeding, on)
    if offer is None:
        return refusal_page(request, scene, label, refused("act.not_offered"))
    if not offer.allowed:
        return refusal_page(request, scene, label, Refused(offer.refusals))
    home = reverse("case-page", args=[proceeding_id])
    step = request.POST.get("step")
    form = CustodyForm(request.POST if request.method == "POST" else None, party, home)
    button = _("登记变更")
    named = replace(offer, label=label, subject=party.code, documents=())
    context = {**shown(request, scene, named, form), "button": button}
    if request.method != "POST" or step == "again" or not form.is_valid():
        status = 422 if form.is_bound and step != "again" else 200
        return render(request, "casework/act.html", context, status=status)
    if step != "confirmed":
        return render(request, "casework/confirm.html", context)
    given = form.cleaned_data
    try:
        change_custody(
            request.user, proceeding_id, party.code, given["custody"], given["source"],
            **form.measure(),
        )  # fmt: skip
    except Refused as refusal:
        return refusal_page(request, scene, label, refusal, kept=True)
    messages.success(request, _("已登记，期限已按新的强制措施重新计算。"))
    return redirect("case-page", proceeding_id)


def _noting(request: HttpRequest, proceeding: object, on: object) -> Offer | None:
    """Return the offer to note facts, which is what a changed measure is."""
    offers = engine.offers_to(proceeding, actor_of(request.user, on), on)
    return next((offer for offer in offers if offer.kind == "note_facts"), None)
