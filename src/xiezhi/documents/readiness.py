"""May this person issue this draft now, and if not, by which rule: asked without writing."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from xiezhi.casework import engine
from xiezhi.casework.capacity import capacity_in
from xiezhi.documents.checking import must_cite_lawfully, values_of
from xiezhi.documents.models import Document
from xiezhi.documents.templates_in_force import template
from xiezhi.law import Refusal, Refused
from xiezhi.law.acts import Act
from xiezhi.organs.selectors import actor_of

UNNUMBERED = "（签发时编号）"


def readiness(person: Any, document: Document, on: date) -> tuple[Refusal, ...]:
    """Return why the person may not issue the draft on a day; empty when they may."""
    proceeding = document.proceeding
    state, actor = engine.state_of(proceeding), actor_of(person, on)
    data: dict[str, Any] = {
        "document": str(document.pk),
        "template": document.template,
        "number": UNNUMBERED,
    }
    data |= {k: getattr(document, k) for k in ("matter", "subject") if getattr(document, k)}
    at = datetime.combine(on, time(23, 59), timezone.get_current_timezone())
    role = capacity_in(state, actor, "issue_document", data)
    refusals: tuple[Refusal, ...] = ()
    try:
        engine.admitted(
            proceeding, state, Act("issue_document", at, actor.code, role, data), actor
        )
    except Refused as refused:
        refusals = refused.refusals
    try:
        must_cite_lawfully(template(document.template), values_of(document), proceeding.case_id)
    except Refused as refused:
        refusals = (*refusals, *refused.refusals)
    return refusals
