"""One record with what came after, and the steps that add to it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from xiezhi.interference.actions import hand_over as handing
from xiezhi.interference.actions.supplement import supplement
from xiezhi.interference.actions.verify import verify
from xiezhi.interference.data import reporting
from xiezhi.interference.forms import hand_over_form, verify_form
from xiezhi.interference.selectors.records import record_page


@require_GET
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show one record; 404 for whoever may not know of it. Another's reading is written down."""
    page = record_page(request.user, record_id)
    context = {"page": page, "verify": verify_form(), "handing": hand_over_form(),
               "sources": reporting()}  # fmt: skip
    return render(request, "interference/record.html", context)


@require_POST
def step(request: HttpRequest, record_id: UUID, step: str) -> HttpResponse:
    """Add a step to a record; who may, the action decides."""
    if step not in STEPS:
        raise Http404
    perform, said = STEPS[step]
    perform(request.user, record_id, request.POST)
    messages.success(request, said)
    return redirect("interference-record", record_id)


def _supplement(person: Any, record_id: UUID, sent: Any) -> None:
    supplement(person, record_id, sent.get("text", ""))


def _verify(person: Any, record_id: UUID, sent: Any) -> None:
    given = {name: sent.get(f"verify-{name}", "") for name in ("evidence", "reason", "follow_up")}
    verify(person, record_id, sent.get("verify-verdict", ""), **given)


def _hand_over(person: Any, record_id: UUID, sent: Any) -> None:
    given = (sent.get(f"handover-{name}", "") for name in ("purpose", "receiver", "content"))
    once = _id(sent, "handover-once") if sent.get("handover-once") else None
    handing.hand_over(person, record_id, *given, once=once)


def _receive(person: Any, _record_id: UUID, sent: Any) -> None:
    handing.receive(person, _id(sent), sent.get("text", ""))


def _outcome(person: Any, _record_id: UUID, sent: Any) -> None:
    handing.note_outcome(person, _id(sent), sent.get("text", ""))


def _id(sent: Any, name: str = "hand_over") -> UUID:
    try:
        return UUID(sent.get(name, ""))
    except ValueError as wrong:
        raise Http404 from wrong


STEPS: dict[str, tuple[Callable[[Any, UUID, Any], None], Any]] = {
    "supplement": (_supplement, gettext_lazy("补充已记录，原记录不变")),
    "verify": (_verify, gettext_lazy("核查结果已记录")),
    "hand-over": (_hand_over, gettext_lazy("已移交，等待签收")),
    "receive": (_receive, gettext_lazy("签收已登记")),
    "outcome": (_outcome, gettext_lazy("处理结果已登记")),
}
