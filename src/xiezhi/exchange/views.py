"""Case management's pages: the inbox, one message, accepting it or sending it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.exchange import selectors
from xiezhi.exchange.access import visible_messages
from xiezhi.exchange.actions.accept_message import accept_message
from xiezhi.exchange.actions.refuse_message import refuse_message
from xiezhi.exchange.models import Message

NEW_CASES = (Message.Kind.ARREST_REQUEST, Message.Kind.PROSECUTION_TRANSFER)


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """List the messages; the filter is a state."""
    state = request.GET.get("state", Message.State.RECEIVED)
    found = selectors.inbox(request.user, "" if state == "all" else state)
    address = reverse("inbox")
    states = [
        {"label": label, "url": f"{address}?state={value}", "current": state == value, "count": n}
        for value, label, n in found.states
    ] + [{"label": _("全部"), "url": f"{address}?state=all", "current": state == "all"}]
    return render(request, "exchange/inbox.html", {"inbox": found, "states": states})


@require_GET
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Show what one message hands over."""
    page = selectors.message_page(request.user, message_id)
    context = {"page": page, "message": page.message, "on": timezone.localdate()}
    return render(request, "exchange/message.html", context)


@require_POST
def accept(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Accept it; a new case goes on to be assigned."""
    _must_be_shown(request, message_id)
    done = accept_message(request.user, message_id)
    number = done.proceeding_number
    messages.success(request, _("已受理：%(n)s。来件的内容已全部转入。") % {"n": number})
    return redirect("draw" if done.kind in NEW_CASES else "message", _goes_to(done))


def _goes_to(done: Message) -> UUID | None:
    return done.proceeding if done.kind in NEW_CASES else done.pk


@require_POST
def refuse(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Send it back."""
    _must_be_shown(request, message_id)
    refuse_message(request.user, message_id, request.POST.get("reason", ""))
    messages.success(request, _("已退回，原因写在回执里。"))
    return redirect("inbox")


def _must_be_shown(request: HttpRequest, message_id: UUID) -> None:
    """Answer 404 for a message that was sent to another unit or does not exist."""
    if not visible_messages(request.user).filter(pk=message_id).exists():
        raise Http404
