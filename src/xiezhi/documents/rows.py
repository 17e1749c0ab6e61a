"""What pages show of documents: frozen rows, and one document in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.documents.origins import Origin
from xiezhi.documents.paper import PaperLine
from xiezhi.dossier.drafting import Missing
from xiezhi.law import Citation, Refusal


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of a proceeding; `missing` counts the gaps of a draft."""

    id: UUID
    template: str
    label: str
    subject: str
    status: str
    status_label: str
    number: str
    drafted_by: str
    issued_by: str
    issued_at: datetime | None
    missing: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """A document that may be drafted now."""

    template: str
    label: str
    matter: str
    subject: str
    subject_name: str
    to: tuple[str, ...]
    is_required: bool
    may_draft: bool


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service, with the name of its mode."""

    to: str
    mode: str
    proof: str
    served_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One reply."""

    received_on: date
    content: str
    accepted: bool
    proof: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document in full: its lines with marked fields, what is missing, what may be done."""

    row: DocumentRow
    proceeding_id: UUID
    case_title: str
    proceeding_number: str
    template_version: int
    lines: tuple[PaperLine, ...]
    asks_for_ethnicity: bool
    missing: tuple[Missing, ...]
    origins: tuple[Origin, ...]
    problem: str
    citation: Citation
    may_revise: bool
    refusals: tuple[Refusal, ...]
    to: tuple[str, ...]
    recipient: str
    services: tuple[ServiceRow, ...]
    replies: tuple[ReplyRow, ...]
    has_legal_effect: bool
    awaits_reply: bool
    sha256: str

    @property
    def may_issue(self) -> bool:
        """Whether this reader may issue it now."""
        return self.row.status == "draft" and not self.refusals and not self.missing
