"""The pages on which the team arranges evidence: items, facts to be proved, what proves them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import access as casework_access
from xiezhi.casework import selectors as casework
from xiezhi.casework.forms import Filled
from xiezhi.evidence import selectors
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item, readmit_item
from xiezhi.evidence.actions.link_proof import link_proof, state_fact
from xiezhi.evidence.forms import ExclusionForm, FactForm, ItemForm, ProofForm, ReadmissionForm

SHOWN = 40  # characters of a fact in a list of choices


def _arranged(request: HttpRequest, proceeding_id: UUID) -> Any:
    """Return the proceeding of somebody who handles it; raise Refused (403)."""
    on = timezone.localdate()
    proceeding = casework_access.must_see(request.user, proceeding_id, on)
    casework.must_handle_case(request.user, proceeding.case_id, on)
    return proceeding


def _form(
    request: HttpRequest, proceeding: Any, form: Any, title: str, button: str
) -> HttpResponse:
    context = {"proceeding": proceeding, "form": form, "title": title, "button": button}
    return render(request, "evidence/form.html", context, status=422 if form.is_bound else 200)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def add(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Enter an item of evidence."""
    proceeding = _arranged(request, proceeding_id)
    form = ItemForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        given = {
            name: value for name, value in form.cleaned_data.items() if value not in ("", None)
        }
        try:
            no = add_item(request.user, proceeding.case_id, ItemGiven(**given))
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
        else:
            messages.success(request, _("已登记证据%(no)d。") % {"no": no})
            return redirect("case-evidence", proceeding_id)
    return _form(request, proceeding, form, _("登记证据"), _("登记证据"))


def exclude(request: HttpRequest, proceeding_id: UUID, no: int) -> HttpResponse:
    """Exclude an item with its reason, or admit an excluded one again; it stays on file."""
    on = timezone.localdate()
    proceeding = _arranged(request, proceeding_id)
    items = selectors.items_of(request.user, proceeding_id, on)
    item = next((one for one in items if one.no == no), None)
    if item is None:
        raise Http404
    form = (ReadmissionForm if item.is_excluded else ExclusionForm)(_sent(request))
    if request.method == "POST" and form.is_valid():
        change = readmit_item if item.is_excluded else exclude_item
        change(request.user, proceeding.case_id, no, form.cleaned_data["reason"])
        said = (
            _("已恢复采纳证据%(no)d。")
            if item.is_excluded
            else _("已排除证据%(no)d，此后不能引用。")
        )
        messages.success(request, said % {"no": no})
        return redirect("case-evidence", proceeding_id)
    named = {"no": no, "name": item.name}
    if item.is_excluded:
        title, button = _("恢复采纳证据%(no)d：%(name)s") % named, _("恢复采纳")
    else:
        title, button = _("排除证据%(no)d：%(name)s") % named, _("排除证据")
    return _form(request, proceeding, form, title, button)


def add_fact(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """State a fact to be proved."""
    proceeding = _arranged(request, proceeding_id)
    parties = [(party.code, party.name) for party in casework.parties_of(proceeding.case_id)]
    form = FactForm(_sent(request), parties=parties)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        no = state_fact(request.user, proceeding.case_id, given["statement"], party=given["party"])
        messages.success(request, _("已登记待证事实%(no)d。接着登记证明它的证据。") % {"no": no})
        return redirect(f"{reverse('proof-link', args=[proceeding_id])}?fact={no}")
    return _form(request, proceeding, form, _("登记待证事实"), _("登记待证事实"))


def link(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Say what an item proves; the address may name the fact and the item."""
    proceeding = _arranged(request, proceeding_id)
    facts, items = selectors.proof_map(proceeding.case_id), selectors.citable(proceeding.case_id)
    form = ProofForm(
        _sent(request),
        facts=[(str(one.no), f"{one.no} {one.statement[:SHOWN]}") for one in facts],
        items=[(str(one.no), f"{one.no} {one.name}（{one.source}）") for one in items],
        filled=_named(request, proceeding_id, facts, items),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        numbers = int(given["fact"]), int(given["item"])
        link_proof(
            request.user, proceeding.case_id, *numbers, given["bearing"], note=given["note"]
        )
        messages.success(request, _("已登记：证据%(item)s与事实%(fact)s的证明关系。") % given)
        return redirect("case-evidence", proceeding_id)
    return _form(request, proceeding, form, _("登记证明关系"), _("登记证明关系"))


def _named(request: HttpRequest, proceeding_id: UUID, facts: Any, items: Any) -> dict[str, Filled]:
    """Return the fact and the item of the address, each with the place that shows it."""
    found = {}
    home = reverse("case-evidence", args=[proceeding_id])
    fact = next((one for one in facts if str(one.no) == request.GET.get("fact")), None)
    if fact is not None:
        found["fact"] = Filled(
            str(fact.no), _("待证事实%(no)d") % {"no": fact.no}, home + "#facts"
        )
    item = next((one for one in items if str(one.no) == request.GET.get("item")), None)
    if item is not None:
        url = reverse("text", args=[item.text_id]) if item.text_id else f"{home}#e{item.no}"
        found["item"] = Filled(str(item.no), item.source, url)
    return found
