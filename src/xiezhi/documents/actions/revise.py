"""Revise a draft 修改草稿: only fields that were changed get a new source, the person's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.documents.access import must_draft, must_read
from xiezhi.documents.models import Document
from xiezhi.documents.recording import record_about
from xiezhi.documents.rules import refused
from xiezhi.documents.templates_in_force import template as template_of
from xiezhi.documents.typed import typed_values


def revise(
    person: Any, document_id: UUID, changes: Mapping[str, Any], *, at: datetime | None = None
) -> None:
    """Write the changed fields of a draft; an empty content removes the value.

    Raises:
        Refused: 403 outside the team; 409 when the document is issued or a value cannot stand.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with transaction.atomic():
        document = must_read(person, document_id, on)
        document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        role = must_draft(person, document.proceeding, on)
        if document.status != Document.Status.DRAFT:
            raise refused("draft.not_draft", document.number or "")
        template = template_of(document.template)
        kept = {n: raw for n, raw in document.values.items() if n in template.fields}
        given = {
            name: content for name, content in changes.items() if content not in (None, "", [])
        }
        case_id = document.proceeding.case_id
        made = typed_values(template, given, by=person.code, case_id=case_id)
        kept = {name: raw for name, raw in kept.items() if name not in changes}
        kept.update({name: value.to_json() for name, value in made.items()})
        document.values, document.revised_at = kept, at
        document.template_version, document.template_digest = template.version, template.digest
        document.save(
            update_fields=["values", "revised_at", "template_version", "template_digest"]
        )
        data = {"fields": sorted(changes)}
        record_about(document, "revise_document", data, by=person.code, capacity=role, at=at)
