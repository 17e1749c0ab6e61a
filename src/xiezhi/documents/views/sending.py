"""After the issue: services and replies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.documents import selectors
from xiezhi.documents.actions.receive_reply import receive_reply
from xiezhi.documents.actions.serve import serve as serve_document
from xiezhi.documents.forms import ReplyForm, ServiceForm
from xiezhi.documents.modes import modes


@require_http_methods(["GET", "POST"])
def serve(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Record a service of the document."""
    on = timezone.localdate()
    page = selectors.document_page(request.user, document_id, on)
    known = {"served_on": on, "to": "" if page.services else page.recipient}
    form = ServiceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        serve_document(request.user, document_id, **form.cleaned_data)
        messages.success(request, _("已登记送达，受送达人的期限自送达之日起算。"))
        return redirect("document", document_id)
    context = {"page": page, "row": page.row, "form": form, "modes": modes().values(), "on": on}
    status = 422 if form.is_bound else 200
    return render(request, "documents/serve.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Record the addressee's reply."""
    on = timezone.localdate()
    page = selectors.document_page(request.user, document_id, on)
    form = ReplyForm(request.POST or None, initial={"received_on": on})
    if request.method == "POST" and form.is_valid():
        receive_reply(request.user, document_id, **form.cleaned_data)
        messages.success(request, _("已登记回复。收到回复不等于已经纠正，按认定的结果跟进。"))
        return redirect("document", document_id)
    status = 422 if form.is_bound else 200
    context = {"page": page, "row": page.row, "form": form, "on": on}
    return render(request, "documents/reply.html", context, status=status)
