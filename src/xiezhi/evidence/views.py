"""The dossier's pages: evidence of a case, a text with its spans, search."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import access as casework_access
from xiezhi.casework import selectors as casework
from xiezhi.evidence import selectors
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item
from xiezhi.evidence.forms import ExclusionForm, ItemForm
from xiezhi.law import Refused

HITS = 100  # of cases, parties and texts together


def evidence(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """List the evidence and the proof map of a case; a part alone when htmx asks."""
    on = timezone.localdate()
    proceeding = casework_access.must_see(request.user, proceeding_id, on)
    items = selectors.items_of(request.user, proceeding_id, on)
    context = {
        "proceeding": proceeding,
        "items": items,
        "excluded": sum(item.is_excluded for item in items),
        "facts": selectors.proof_map(proceeding.case_id),
        "may_arrange": _may_arrange(request.user, proceeding.case_id, on),
        "on": on,
    }
    part = request.headers.get("HX-Request") and not request.headers.get(
        "HX-History-Restore-Request"
    )
    page = "evidence/parts/evidence.html" if part else "evidence/evidence.html"
    return render(request, page, context)


def _may_arrange(person: Any, case_id: UUID, on: Any) -> bool:
    try:
        casework.must_handle_case(person, case_id, on)
    except Refused:
        return False
    return True


def add(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Enter an item of evidence."""
    on = timezone.localdate()
    proceeding = casework_access.must_see(request.user, proceeding_id, on)
    casework.must_handle_case(request.user, proceeding.case_id, on)
    form = ItemForm(request.POST if request.method == "POST" else None)
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
    context = {
        "proceeding": proceeding,
        "form": form,
        "title": _("登记证据"),
        "button": _("登记证据"),
    }
    return render(request, "evidence/form.html", context, status=422 if form.is_bound else 200)


def exclude(request: HttpRequest, proceeding_id: UUID, no: int) -> HttpResponse:
    """Exclude an item with its reason; it stays on file and cannot be cited any more."""
    on = timezone.localdate()
    proceeding = casework_access.must_see(request.user, proceeding_id, on)
    items = selectors.items_of(request.user, proceeding_id, on)
    item = next((one for one in items if one.no == no), None)
    if item is None:
        raise Http404
    form = ExclusionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        exclude_item(request.user, proceeding.case_id, no, form.cleaned_data["reason"])
        messages.success(request, _("已排除证据%(no)d，此后不能引用。") % {"no": no})
        return redirect("case-evidence", proceeding_id)
    title = _("排除证据%(no)d：%(name)s") % {"no": no, "name": item.name}
    context = {"proceeding": proceeding, "form": form, "title": title, "button": _("排除证据")}
    return render(request, "evidence/form.html", context, status=422 if form.is_bound else 200)


def text(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """Show a text with every field that was read out of it, tied to its span."""
    found = selectors.text_view(request.user, text_id, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "evidence/text.html", {"text": found})


def search(request: HttpRequest) -> HttpResponse:
    """Search proceedings, parties and texts that the person may read."""
    query = request.GET.get("q", "").strip()
    on = timezone.localdate()
    hits = selectors.search(request.user, query, on, limit=HITS) if query else ()
    # The index holds titles, numbers and names of cases: no table need be read through
    cases = [hit.case_id for hit in hits if hit.case_id and hit.kind != "text"]
    context = {
        "q": query,
        "proceedings": casework.proceedings_in(request.user, cases, on) if cases else (),
        "texts": [hit for hit in hits if hit.kind == "text"],
        "on": on,
    }
    return render(request, "evidence/search.html", context)
