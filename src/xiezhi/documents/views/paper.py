"""One document: its paper with every field marked, revision, issue, download."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.casework.forms.act_form import Mendable
from xiezhi.documents import selectors
from xiezhi.documents.access import must_read
from xiezhi.documents.actions.issue import issue as issue_document
from xiezhi.documents.actions.revise import revise as revise_document
from xiezhi.documents.checking import values_of
from xiezhi.documents.content import word_of
from xiezhi.documents.forms import FieldsForm
from xiezhi.documents.rows import DocumentPage
from xiezhi.documents.rules import refused
from xiezhi.documents.templates_in_force import template
from xiezhi.dossier.drafting import PdfUnavailable, can_convert, to_pdf
from xiezhi.law import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show the document as it will be printed, each value tied to its source."""
    page = selectors.document_page(request.user, document_id, timezone.localdate())
    return render(request, "documents/document.html", _context(page))


@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Change the fields of a draft."""
    on = timezone.localdate()
    page = selectors.document_page(request.user, document_id, on)
    if not page.may_revise:
        return redirect("document", document_id)
    row = must_read(request.user, document_id, on)
    found = template(row.template)
    values = {name: one for name, one in values_of(row).items() if name in found.fields}
    form = FieldsForm(
        request.POST or None,
        template=found,
        values=values,
        proceeding_id=row.proceeding_id,
        case_id=row.proceeding.case_id,
    )
    if request.method == "POST" and form.is_valid():
        try:
            revise_document(request.user, document_id, form.changes())
        except Refused as refusal:
            for one in refusal.refusals:
                form.add_error(None, Mendable(one.reason, one.cure))
        else:
            messages.success(request, _("已保存草稿。"))
            return redirect("document", document_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "documents/revise.html", {**_context(page), "form": form}, status=status
    )


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show the whole paper once more, then issue it."""
    page = selectors.document_page(request.user, document_id, timezone.localdate())
    if request.method == "GET":
        return render(request, "documents/issue.html", _context(page))
    number = issue_document(request.user, document_id)
    messages.success(request, _("已签发，文号 %(number)s。") % {"number": number})
    return redirect("document", document_id)


@require_GET
def word(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Download the Word file: what was issued, or the draft as it stands."""
    content, name = word_of(request.user, document_id, timezone.localdate())
    return file_named(content, WORD, f"{name}.docx")


@require_GET
def pdf(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Download the same as PDF, where LibreOffice is installed."""
    content, name = word_of(request.user, document_id, timezone.localdate())
    try:
        return file_named(to_pdf(content), "application/pdf", f"{name}.pdf")
    except PdfUnavailable as problem:
        raise refused("pdf.unavailable", str(problem)) from problem


def _context(page: DocumentPage) -> dict[str, Any]:
    return {"page": page, "row": page.row, "on": timezone.localdate(), "pdf": can_convert()}


def file_named(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be downloaded under a name, which may be Chinese."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
