"""The documents of a proceeding as rows: what is due, issued, served, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.law import State
from xiezhi.law.forms import PAPERS
from xiezhi.law.state import DocumentState

STATUS = {
    "due": gettext_lazy("待制作"),
    "issued": gettext_lazy("已签发"),
    "served": gettext_lazy("已送达"),
    "replied": gettext_lazy("已回复"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document; `label` is its template's name."""

    id: str
    label: str
    template: str
    subject: str
    status: str
    state: str
    required: bool
    number: str
    served: str
    issued_on: date | None


def papers_of(state: State, names: Mapping[str, str]) -> tuple[Paper, ...]:
    """Return the documents, those still to be made first; `names` of parties by code."""
    rows = sorted(state.documents, key=lambda d: d.status != "due")
    return tuple(_paper(document, names) for document in rows)


def _paper(document: DocumentState, names: Mapping[str, str]) -> Paper:
    served = [
        f"{one.to} {one.served_on.month}月{one.served_on.day}日" for one in document.services
    ]
    served += [
        _("%(m)d月%(d)d日 回复") % {"m": one.received_on.month, "d": one.received_on.day}
        for one in document.replies
    ]
    return Paper(
        id=document.document,
        label=PAPERS.get(document.template, document.template),
        template=document.template,
        subject=names.get(document.subject or "", ""),
        status=str(STATUS.get(document.status, document.status)),
        state=document.status,
        required=document.required,
        number=document.number,
        served="；".join(served),
        issued_on=document.issued_on,
    )
