"""Reads of documents for pages and for rooms above; frozen dataclasses only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework.access import must_see
from xiezhi.casework.engine import state_of
from xiezhi.casework.selectors import parties_of
from xiezhi.documents.access import may_draft, must_read
from xiezhi.documents.checking import values_of
from xiezhi.documents.due import due_in
from xiezhi.documents.models import Document
from xiezhi.documents.modes import modes
from xiezhi.documents.origins import Origin, origin_of
from xiezhi.documents.paper import asks_for_ethnicity, paper_of
from xiezhi.documents.readiness import readiness
from xiezhi.documents.rows import DocumentPage, DocumentRow, DueRow, ReplyRow, ServiceRow
from xiezhi.documents.templates_in_force import label, template
from xiezhi.dossier.drafting import Line, Template, Value, ValueRefused, preview
from xiezhi.law import Citation
from xiezhi.organs.directory import names


def is_drafted_here(document_id: str) -> bool:
    """Tell whether an id that an act names is a document of this room."""
    try:
        key = UUID(document_id)
    except ValueError:
        return False
    return Document.objects.filter(pk=key).exists()


def draft_of(proceeding_id: UUID, template_id: str, matter: str, subject: str) -> UUID | None:
    """Return the draft of a document of a proceeding, None while nobody has drafted it."""
    drafts = Document.objects.filter(
        proceeding_id=proceeding_id,
        template=template_id,
        matter=matter,
        subject=subject,
        status=Document.Status.DRAFT,
    )
    return drafts.values_list("pk", flat=True).first()


def documents_of(person: Any, proceeding_id: UUID, on: date) -> tuple[DocumentRow, ...]:
    """Return the documents of a proceeding, drafts first.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    proceeding = must_see(person, proceeding_id, on)
    found = list(Document.objects.filter(proceeding=proceeding).defer("content"))
    named = _names(found, proceeding.case_id)
    rows = [_row(document, named) for document in found]
    return tuple(sorted(rows, key=lambda row: row.status != "draft"))


def due_of(person: Any, proceeding_id: UUID, on: date) -> tuple[DueRow, ...]:
    """Return what may be drafted in a proceeding now and has no draft yet.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    proceeding = must_see(person, proceeding_id, on)
    parties = {party.code: party.name for party in parties_of(proceeding.case_id)}
    drafts = set(
        Document.objects.filter(proceeding=proceeding, status="draft").values_list(
            "template", "matter", "subject"
        )
    )
    return tuple(
        DueRow(
            due.template,
            label(due.template),
            due.matter,
            due.subject,
            parties.get(due.subject, ""),
            due.to,
            due.is_required,
            may_draft(person, proceeding, on),
        )
        for due in due_in(proceeding)
        if (due.template, due.matter, due.subject) not in drafts
    )


def document_page(person: Any, document_id: UUID, on: date) -> DocumentPage:
    """Return one document.

    Raises:
        Refused: 403 when the person may not see its proceeding.
    """
    document = must_read(person, document_id, on)
    proceeding, found = document.proceeding, template(document.template)
    values, problem = values_of(document), ""
    values = {name: value for name, value in values.items() if name in found.fields}
    try:
        drafted = preview(found, values)
    except ValueRefused as refused:
        drafted, problem = preview(found, {}), str(refused)
    is_draft = document.status == Document.Status.DRAFT
    return DocumentPage(
        row=_row(document, _names([document], proceeding.case_id)),
        proceeding_id=proceeding.pk,
        case_title=proceeding.case.title,
        proceeding_number=proceeding.number,
        template_version=document.template_version,
        lines=paper_of(drafted.lines, found, proceeding.pk),
        asks_for_ethnicity=asks_for_ethnicity(drafted.lines),
        missing=drafted.missing if is_draft else (),
        origins=_origins(drafted.lines, proceeding.pk),
        problem=problem,
        citation=Citation(found.cite, found.quote, verified=True),
        may_revise=is_draft and may_draft(person, proceeding, on),
        refusals=readiness(person, document, on) if is_draft else (),
        to=_addressees(document),
        recipient=recipient_of(found, values),
        services=_services(document),
        replies=tuple(
            ReplyRow(one.received_on, one.content, one.accepted, one.proof)
            for one in document.replies.all()
        ),
        has_legal_effect=document.has_legal_effect,
        awaits_reply=found.awaits_reply,
        sha256=document.sha256,
    )


def recipient_of(found: Template, values: Mapping[str, Value]) -> str:
    """Return the name that the document gives of its first addressee, '' when it gives none."""
    value = values.get(found.recipient)
    return str(value.content) if value else ""


def _addressees(document: Document) -> tuple[str, ...]:
    """Return to whom the procedure sends the document, as the law names them."""
    issued = state_of(document.proceeding).document(str(document.pk))
    return issued.to if issued else ()


def _row(document: Document, named: dict[str, str]) -> DocumentRow:
    return DocumentRow(
        id=document.pk,
        template=document.template,
        label=label(document.template),
        subject=named.get(document.subject, ""),
        status=document.status,
        status_label=str(document.get_status_display()),
        number=document.number or "",
        drafted_by=named.get(document.drafted_by_id, ""),
        issued_by=named.get(document.issued_by_id or "", ""),
        issued_at=document.issued_at,
        missing=gaps_of(document),
    )


def gaps_of(document: Document) -> int:
    """Return how many fields a draft still lacks; none for what was issued."""
    if document.status != Document.Status.DRAFT:
        return 0
    found = template(document.template)
    values = {n: v for n, v in values_of(document).items() if n in found.fields}
    try:
        return len(preview(found, values).missing)
    except ValueRefused:
        return 1


def _names(documents: list[Document], case_id: UUID) -> dict[str, str]:
    people = {d.drafted_by_id for d in documents} | {d.issued_by_id or "" for d in documents}
    return names(people) | {party.code: party.name for party in parties_of(case_id)}


def _origins(lines: Iterable[Line], proceeding_id: UUID) -> tuple[Origin, ...]:
    found: dict[str, Origin] = {}
    for line in lines:
        for piece in line.pieces:
            if piece.source:
                origin = origin_of(piece.source, proceeding_id)
                found.setdefault(origin.label, origin)
    return tuple(found.values())


def _services(document: Document) -> tuple[ServiceRow, ...]:
    named = names({one.recorded_by for one in document.services.all()})
    return tuple(
        ServiceRow(
            one.to,
            modes()[one.mode].label if one.mode in modes() else one.mode,
            one.proof,
            one.served_on,
            named.get(one.recorded_by, one.recorded_by),
        )
        for one in document.services.all()
    )
