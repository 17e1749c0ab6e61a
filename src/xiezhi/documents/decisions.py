"""The one decision that a document rests on, named by its entry in the ledger."""

from datetime import datetime
from uuid import UUID

from xiezhi.casework.engine import subject_of
from xiezhi.documents.rules import refused
from xiezhi.ledger.selectors import entries_of

DECIDING = ("decide", "resolve", "receive_order")


def decision_seq(proceeding_id: UUID, at: datetime) -> int:
    """Return the place in the chain of the decision made at an instant in a proceeding.

    Raises:
        Refused: 409 when no entry decides at that instant.
    """
    for entry in reversed(entries_of(subject_of(proceeding_id))):
        if entry.kind in DECIDING and entry.at == at:
            return entry.seq
    raise refused("issue.no_decision")
