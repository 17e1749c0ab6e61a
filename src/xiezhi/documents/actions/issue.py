"""Issue a document 签发: the last check, the number, the paper that never changes again."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.numbering import next_number
from xiezhi.documents.access import must_read
from xiezhi.documents.checking import must_be_complete, must_cite_lawfully, values_of
from xiezhi.documents.models import Document
from xiezhi.documents.rules import refused
from xiezhi.documents.templates_in_force import template as template_of
from xiezhi.dossier.drafting import Template, Value, ValueRefused, preview, render


def issue(person: Any, document_id: UUID, *, at: datetime | None = None) -> str:
    """Issue a draft and return its number.

    The number is taken in the transaction of the act, so a refusal leaves no gap. The act carries
    the digest of the file, so the ledger vouches for the paper.

    Raises:
        Refused: 403 whoever may not issue; 409 while a field, the decision or the answer to an
            objection is missing, or excluded evidence is cited.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with transaction.atomic():
        must_read(person, document_id, on)
        document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        if document.status != Document.Status.DRAFT:
            raise refused("draft.not_draft", document.number or "")
        template, values = _checked(document)
        number = _number(document, template, on.year)
        values["number"] = Value(number, "document.number")
        values["issued_on"] = Value(on, "document.issued_on")
        content = render(template, values).content
        document.values = {name: value.to_json() for name, value in values.items()}
        document.content = content
        document.save(update_fields=["values", "content"])
        perform(person, document.proceeding_id, "issue_document", _act(document, number), at=at)
    return number


def _checked(document: Document) -> tuple[Template, dict[str, Value]]:
    template = template_of(document.template)
    if document.template_digest != template.digest:
        raise refused("issue.template_changed", template.label)
    values = values_of(document)
    try:
        must_be_complete(preview(template, values))
    except ValueRefused as problem:
        raise refused("draft.value", str(problem)) from problem
    must_cite_lawfully(template, values, document.proceeding.case_id)
    return template, values


def _number(document: Document, template: Template, year: int) -> str:
    office, case_id = document.proceeding.procuratorate, document.proceeding.case_id
    return next_number(
        office.code, office.short_name, template.word, year, case_id, document.proceeding_id
    )


def _act(document: Document, number: str) -> dict[str, Any]:
    data = {
        "document": str(document.pk),
        "template": document.template,
        "number": number,
        "sha256": hashlib.sha256(bytes(document.content)).hexdigest(),
        "drafted_by": document.drafted_by_id,
    }
    if document.matter:
        data["matter"] = document.matter
    if document.subject:
        data["subject"] = document.subject
    return data
