"""The documents of one proceeding: drafts, issued ones, and what may be drafted now."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.casework.access import must_see
from xiezhi.documents import selectors
from xiezhi.documents.actions.draft import draft as draft_document


@require_GET
def documents(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Show every document of a proceeding and what may be drafted."""
    on = timezone.localdate()
    context: dict[str, Any] = {
        "proceeding": must_see(request.user, proceeding_id, on),
        "documents": selectors.documents_of(request.user, proceeding_id, on),
        "due": selectors.due_of(request.user, proceeding_id, on),
        "on": on,
    }
    return render(request, "documents/documents.html", context)


@require_POST
def draft(request: HttpRequest, proceeding_id: UUID) -> HttpResponse:
    """Draft the document chosen and open it; first of all the case must be the person's."""
    must_see(request.user, proceeding_id, timezone.localdate())
    key = draft_document(
        request.user,
        proceeding_id,
        request.POST.get("template", ""),
        matter=request.POST.get("matter", ""),
        subject=request.POST.get("subject", ""),
    )
    page = selectors.document_page(request.user, key, timezone.localdate())
    if page.missing:
        said = _("已拟稿，案件里有的都填好了；还有 %(n)d 项要你填。")
        messages.success(request, said % {"n": len(page.missing)})
        return redirect("document-revise", key)
    messages.success(request, _("已拟稿，各项都取自案件，请核对。"))
    return redirect("document", key)
