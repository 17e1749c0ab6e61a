"""Records what is done to a draft on the chain of its procuratorate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xiezhi.documents.models import Document
from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record


def record_about(
    document: Document, kind: str, data: Mapping[str, Any], *, by: str, capacity: str, at: datetime
) -> None:
    """Add the entry, in the caller's transaction; values stay in the table, only names go here."""
    act = Act(kind, at, by, capacity, {"template": document.template, **data})
    record(
        chain=document.proceeding.procuratorate_id,
        subject=("document", str(document.pk)),
        act=act,
        rule=f"templates.{document.template}",
        rule_version=f"{document.template_version}:{document.template_digest[:12]}",
    )
