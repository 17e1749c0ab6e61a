"""The digest of what a clue rests on, as the ledger remembers it."""

from xiezhi.clues.models import Clue
from xiezhi.ledger import canonical, digests


def evidence_digest(clue: Clue) -> str:
    """Return the SHA-256 of a clue's finding: subject, values, rows, day and model."""
    finding = {
        "model": clue.model,
        "model_version": clue.model_version,
        "as_of": clue.as_of,
        "title": clue.title,
        "subject": clue.subject,
        "values": clue.values,
        "rows": clue.rows,
    }
    return digests.sha256(canonical.data_text(finding).encode())
