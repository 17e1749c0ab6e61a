"""What a trace shows: frozen rows for the page and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.casework.figures.path_branches import Entrusting
from xiezhi.casework.figures.words import LEVELS, capacity_label
from xiezhi.law import Citation
from xiezhi.law.authority import Ground
from xiezhi.law.contents import shortened
from xiezhi.law.power_lists import ListInForce
from xiezhi.law.state import Note


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who had to decide on a day: rule, level, every ground, lists, and the pack's version."""

    on: date
    rule: str
    label: str
    level: str
    citation: Citation | None
    grounds: tuple[Ground, ...]
    lists: tuple[ListInForce, ...]
    version: str

    @property
    def short_version(self) -> str:
        """The pack's version as pages show it."""
        return shortened(self.version)


@dataclass(frozen=True, slots=True)
class Decided:
    """The one decision: what, by whom, in which capacity, by whose power, under which rule."""

    label: str
    decider: str
    capacity: str
    level: str
    at: datetime
    reasons: str
    seq: int
    ruling: Ruling
    entrusting: Entrusting | None
    by_delegation: bool
    handlers: tuple[str, ...]

    @property
    def capacity_said(self) -> str:
        """The capacity in words."""
        return capacity_label(self.capacity)

    @property
    def level_said(self) -> str:
        """The level of the decision in words."""
        return str(LEVELS.get(self.level, self.level))


@dataclass(frozen=True, slots=True)
class TraceAct:
    """One entry of the chain; one of the internal volume is empty for who may not read it."""

    seq: int
    at: datetime
    label: str
    who: str
    capacity: str
    said: str
    rule: str
    version: str
    sha256: str
    sm3: str
    is_internal: bool
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Dissent:
    """Somebody who held otherwise, or was heard: in which step, who, what."""

    at: datetime
    step: str
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class HeldItem:
    """A piece of the file at a moment: an item of evidence, a document or a fact."""

    no: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the file held when the decision was made."""

    at: datetime
    evidence: tuple[HeldItem, ...]
    documents: tuple[HeldItem, ...]
    facts: tuple[HeldItem, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole trace of one document of legal effect."""

    document_id: UUID
    document: str
    number: str
    issued_by: str
    issued_at: datetime | None
    sha256: str
    proceeding_id: UUID
    proceeding_number: str
    case_title: str
    procuratorate: str
    decided: Decided
    proposed: Ruling | None
    acts: tuple[TraceAct, ...]
    heard: tuple[Dissent, ...]
    dissent: tuple[Dissent, ...]
    held: Held
    defaults: tuple[Note, ...]
    reads_internal: bool
    chain: str
    broken: str

    @property
    def first_seq(self) -> int:
        """The first entry of the trace in its chain."""
        return self.acts[0].seq

    @property
    def last(self) -> TraceAct:
        """The last entry of the trace."""
        return self.acts[-1]
