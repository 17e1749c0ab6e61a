"""The documents of a proceeding as rows: what is due, issued, served, answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

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
    url: str = ""


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A document as the room of documents keeps it: a draft, or one that was issued."""

    id: str
    template: str
    matter: str
    subject: str
    is_draft: bool
    status: str
    url: str


Keeper = Callable[[UUID], Sequence[KeptPaper]]
_keepers: list[Keeper] = []


def tell_papers(keeper: Keeper) -> None:
    """Let a room above tell the drafts and the pages of a proceeding's documents."""
    _keepers.append(keeper)


def papers_of(state: State, names: Mapping[str, str], proceeding_id: UUID) -> tuple[Paper, ...]:
    """Return the documents, those still to be made first; `names` of parties by code."""
    kept = [paper for keeper in _keepers for paper in keeper(proceeding_id)]
    rows = sorted(state.documents, key=lambda d: d.status != "due")
    found = [_paper(document, names, _kept_as(document, kept)) for document in rows]
    return (*_other_drafts(state, kept, names), *found)


def _kept_as(document: DocumentState, kept: Sequence[KeptPaper]) -> KeptPaper | None:
    """Return the draft of a document that is due, or the issued one."""
    asked = (document.template, document.matter or "", document.subject or "")
    for paper in kept:
        is_this = paper.is_draft and document.status == "due"
        if paper.id == document.document or (
            is_this and (paper.template, paper.matter, paper.subject) == asked
        ):
            return paper
    return None


def _other_drafts(
    state: State, kept: Sequence[KeptPaper], names: Mapping[str, str]
) -> Iterator[Paper]:
    """Yield the drafts that no decision asks for: reports and other working papers."""
    owed = {(d.template, d.matter or "", d.subject or "") for d in state.documents
            if d.status == "due"}  # fmt: skip
    for one in kept:
        if one.is_draft and (one.template, one.matter, one.subject) not in owed:
            yield Paper(
                one.id, PAPERS.get(one.template, one.template), one.template,
                names.get(one.subject, ""), one.status, "draft", True, "", "", None, one.url,
            )  # fmt: skip


def _paper(document: DocumentState, names: Mapping[str, str], kept: KeptPaper | None) -> Paper:
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
        status=kept.status
        if kept and kept.is_draft
        else str(STATUS.get(document.status, document.status)),
        state=document.status,
        required=document.required,
        number=document.number,
        served="；".join(served),
        issued_on=document.issued_on,
        url=kept.url if kept else "",
    )
