"""Addresses of documents, and where casework's acts on documents lead."""

from collections.abc import Callable
from uuid import UUID

from django.urls import path, reverse

from xiezhi.casework.figures.papers import tell_papers
from xiezhi.casework.views import acting
from xiezhi.documents.selectors import draft_of, is_drafted_here
from xiezhi.documents.shelf import kept_papers
from xiezhi.documents.views import listing, paper, sending, tracing
from xiezhi.law import Offer

DRAFTED = ("template", "matter", "subject")  # what tells one document of a proceeding from another

urlpatterns = [
    path("cases/<uuid:proceeding_id>/documents/", listing.documents, name="documents"),
    path("cases/<uuid:proceeding_id>/documents/draft/", listing.draft, name="document-draft"),
    path("documents/<uuid:document_id>/", paper.document, name="document"),
    path("documents/<uuid:document_id>/revise/", paper.revise, name="document-revise"),
    path("documents/<uuid:document_id>/issue/", paper.issue, name="document-issue"),
    path("documents/<uuid:document_id>/word/", paper.word, name="document-word"),
    path("documents/<uuid:document_id>/pdf/", paper.pdf, name="document-pdf"),
    path("documents/<uuid:document_id>/trace/", tracing.trace, name="document-trace"),
    path("documents/<uuid:document_id>/trace/word/", tracing.word, name="document-trace-word"),
    path("documents/<uuid:document_id>/trace/pdf/", tracing.pdf, name="document-trace-pdf"),
    path("documents/<uuid:document_id>/serve/", sending.serve, name="document-serve"),
    path("documents/<uuid:document_id>/reply/", sending.reply, name="document-reply"),
]


def _documents(offer: Offer, proceeding_id: UUID) -> str:
    """Lead to the draft of the document offered, else to where it is drafted."""
    template, matter, subject = (str(offer.data.get(name) or "") for name in DRAFTED)
    draft = draft_of(proceeding_id, template, matter, subject)
    return (
        reverse("document", args=[draft]) if draft else reverse("documents", args=[proceeding_id])
    )


def _own_page(name: str) -> Callable[[Offer, UUID], str]:
    """Lead to the page of the document; one that was not drafted here keeps casework's form."""

    def url_of(offer: Offer, _proceeding_id: UUID) -> str:
        document = str(offer.data.get("document") or "")
        return reverse(name, args=[document]) if is_drafted_here(document) else ""

    return url_of


# A document is drafted, read and then issued on its own pages, not from a bare form
acting.leads_to("issue_document", _documents)
acting.leads_to("serve", _own_page("document-serve"))
acting.leads_to("reply", _own_page("document-reply"))
tell_papers(kept_papers)
