"""The digest of what a clue rests on, as the ledger remembers it."""

from typing import Any

from xiezhi.clues.models import Clue
from xiezhi.ledger import canonical, digests


def evidence_digest(clue: Clue) -> str:
    """Return the SHA-256 of a clue's finding: subject, values, rows, day, model and reports."""
    finding: dict[str, Any] = {
        "model": clue.model,
        "model_version": clue.model_version,
        "as_of": clue.as_of,
        "title": clue.title,
        "subject": clue.subject,
        "values": clue.values,
        "rows": clue.rows,
    }
    reports = [
        [one.kind, one.matter, one.text, one.reference, one.sender, one.values, one.rows]
        for one in clue.reports.all()
    ]
    if reports:
        finding |= {"breach": clue.breach, "reports": reports}
    return digests.sha256(canonical.data_text(finding).encode())
