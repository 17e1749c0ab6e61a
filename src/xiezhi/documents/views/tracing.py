"""The trace of a document: one page, and the same as Word or PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xiezhi.documents.rules import refused
from xiezhi.documents.trace.printed import printed
from xiezhi.documents.trace.reading import trace_of
from xiezhi.documents.views.paper import WORD, file_named
from xiezhi.dossier.drafting import PdfUnavailable, can_convert, to_pdf


@require_GET
def trace(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show who decided, by which rule, on what, and the entries that prove it."""
    on = timezone.localdate()
    found = trace_of(request.user, document_id, on)
    return render(
        request, "documents/trace.html", {"trace": found, "on": on, "pdf": can_convert()}
    )


@require_GET
def word(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Download the trace as a Word file."""
    content, name = printed(trace_of(request.user, document_id, timezone.localdate()))
    return file_named(content, WORD, f"{name}.docx")


@require_GET
def pdf(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Download the same as PDF, where LibreOffice is installed."""
    content, name = printed(trace_of(request.user, document_id, timezone.localdate()))
    try:
        return file_named(to_pdf(content), "application/pdf", f"{name}.pdf")
    except PdfUnavailable as problem:
        raise refused("pdf.unavailable", str(problem)) from problem
