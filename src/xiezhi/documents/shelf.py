"""What the case page shows of documents: drafts with their gaps, and the page of each."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.casework.figures.papers import KeptPaper
from xiezhi.documents.models import Document
from xiezhi.documents.selectors import gaps_of


def kept_papers(proceeding_id: UUID) -> list[KeptPaper]:
    """Return the documents of a proceeding; whoever sees the proceeding sees these."""
    found = Document.objects.filter(proceeding_id=proceeding_id).defer("content")
    return [_kept(document) for document in found]


def _kept(document: Document) -> KeptPaper:
    is_draft = document.status == Document.Status.DRAFT
    missing = gaps_of(document)
    status = str(document.get_status_display())
    if is_draft:
        status = _("草稿，还差%(n)d项") % {"n": missing} if missing else _("草稿，待签发")
    return KeptPaper(
        id=str(document.pk),
        template=document.template,
        matter=document.matter,
        subject=document.subject,
        is_draft=is_draft,
        status=status,
        url=reverse("document", args=[document.pk]),
    )
