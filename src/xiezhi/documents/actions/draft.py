"""Draft a document 拟制文书: fields filled from the case, each with its source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import must_see
from xiezhi.documents.access import must_draft
from xiezhi.documents.due import Due, due_in
from xiezhi.documents.gather import gather
from xiezhi.documents.models import Document
from xiezhi.documents.recording import record_about
from xiezhi.documents.rules import refused
from xiezhi.documents.templates_in_force import template as template_of
from xiezhi.documents.typed import typed_values
from xiezhi.dossier.drafting import Template


def draft(
    person: Any,
    proceeding_id: UUID,
    template_id: str,
    *,
    matter: str = "",
    subject: str = "",
    values: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> UUID:
    """Draft a document that the proceeding owes, and return its id.

    `values` are contents typed by the drafter; they win over what the case holds. A draft has no
    number. `matter` and `subject` choose among several of the same kind.

    Raises:
        Refused: 403 outside the team; 409 when no such document is due or a draft of it exists,
            or when a typed value cannot stand in its field.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    template = template_of(template_id, on)
    with transaction.atomic():
        proceeding = must_see(person, proceeding_id, on)
        role = must_draft(person, proceeding, on)
        due = _chosen(proceeding, template, matter, subject)
        filled = gather(template, proceeding, due.matter, due.subject)
        given = typed_values(template, values or {}, by=person.code, case_id=proceeding.case_id)
        document = _started(template, proceeding, due)
        document.values = {name: one.to_json() for name, one in {**filled, **given}.items()}
        document.drafted_by_id = person.code
        document.drafted_at = document.revised_at = at
        document.save(force_insert=True)
        data = {"proceeding": str(proceeding_id), "matter": due.matter, "subject": due.subject}
        record_about(document, "draft_document", data, by=person.code, capacity=role, at=at)
    return document.pk


def _chosen(proceeding: Any, template: Template, matter: str, subject: str) -> Due:
    """Return the document that is due; a second draft of it is refused."""
    for due in due_in(proceeding):
        if due.template != template.id:
            continue
        if matter in ("", due.matter) and subject in ("", due.subject):
            if _drafts(proceeding, due).exists():
                raise refused("draft.twice", template.label)
            return due
    raise refused("draft.not_due", template.label)


def _drafts(proceeding: Any, due: Due) -> Any:
    return Document.objects.filter(
        proceeding=proceeding,
        template=due.template,
        matter=due.matter,
        subject=due.subject,
        status=Document.Status.DRAFT,
    )


def _started(template: Template, proceeding: Any, due: Due) -> Document:
    return Document(
        proceeding=proceeding,
        template=template.id,
        template_version=template.version,
        template_digest=template.digest,
        matter=due.matter,
        subject=due.subject,
        has_legal_effect=template.legal_effect,
    )
