"""What came after a record, from the ledger: supplements, verifications, hand-overs, looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from xiezhi.interference.actions.recording import RECORD
from xiezhi.interference.models import HandOver, Record
from xiezhi.interference.words import FollowUp, Verdict
from xiezhi.ledger.selectors import EntryRow, entries_among
from xiezhi.organs.directory import names


@dataclass(frozen=True, slots=True)
class Added:
    """One thing added to a record: by whom, when, in which words."""

    kind: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """A verification in words; ``verdict`` is the value of the conclusion."""

    at: datetime
    by: str
    verdict: str
    verdict_label: str
    evidence: str
    reason: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class HandOverStep:
    """A hand-over with its receipt and outcomes; ``received_at`` None until it is signed for."""

    id: UUID
    purpose: str
    receiver: str
    content: str
    at: datetime
    by: str
    received_at: datetime | None
    received_by: str
    receipt: str
    outcomes: tuple[Added, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Everything added to one record; ``looks`` are those by others than the author."""

    supplements: tuple[Added, ...]
    verifications: tuple[Verification, ...]
    hand_overs: tuple[HandOverStep, ...]
    looks: tuple[Added, ...]

    @property
    def verdict(self) -> str:
        """The conclusion that stands, '' before the first verification."""
        return self.verifications[-1].verdict if self.verifications else ""

    @property
    def verdict_label(self) -> str:
        """The conclusion that stands, in words."""
        return self.verifications[-1].verdict_label if self.verifications else ""

    def step(self, hand_over_id: UUID) -> HandOverStep:
        """Return one hand-over. Raises StopIteration for one that is not of this record."""
        return next(one for one in self.hand_overs if one.id == hand_over_id)


def course_of(record: Record) -> Course:
    """Return what was added to a record; access is the caller's question."""
    return courses_of([record])[record.pk]


def courses_of(records: Iterable[Record]) -> dict[UUID, Course]:
    """Return what was added to each of several records, by id, in two queries and the names."""
    records = list(records)
    found = entries_among(RECORD, [str(one.pk) for one in records])
    known = names({entry.by for entries in found.values() for entry in entries})
    handed: dict[UUID, list[HandOver]] = {}
    for row in HandOver.objects.filter(record__in=[one.pk for one in records]):
        handed.setdefault(row.record_id, []).append(row)
    return {
        one.pk: _course(found.get(str(one.pk), ()), handed.get(one.pk, ()), known)
        for one in records
    }


def _course(
    entries: Sequence[EntryRow], handed: Sequence[HandOver], known: Mapping[str, str]
) -> Course:
    of = {kind: [entry for entry in entries if entry.kind == kind]
          for kind in ("supplement", "verify", "receive", "note_outcome", "look")}  # fmt: skip
    return Course(
        tuple(_added(entry, known) for entry in of["supplement"]),
        tuple(_verification(entry, known) for entry in of["verify"]),
        tuple(_step(row, of["receive"], of["note_outcome"], known) for row in handed),
        tuple(_added(entry, known) for entry in of["look"]),
    )


def _added(entry: EntryRow, known: Mapping[str, str]) -> Added:
    text = str(entry.data.get("text", ""))
    return Added(entry.kind, entry.at, known.get(entry.by, entry.by), text)


def _verification(entry: EntryRow, known: Mapping[str, str]) -> Verification:
    data: Mapping[str, Any] = entry.data
    return Verification(
        entry.at, known.get(entry.by, entry.by), data["verdict"],
        str(Verdict(data["verdict"]).label), data["evidence"], data["reason"],
        str(FollowUp(data["follow_up"]).label),
    )  # fmt: skip


def _step(
    row: HandOver,
    receipts: Sequence[EntryRow],
    outcomes: Sequence[EntryRow],
    known: Mapping[str, str],
) -> HandOverStep:
    mine = [one for one in receipts if one.data["hand_over"] == str(row.pk)]
    receipt = _added(mine[0], known) if mine else None
    return HandOverStep(
        id=row.pk,
        purpose=str(row.get_purpose_display()),
        receiver=str(row.get_receiver_display()),
        content=row.content,
        at=row.handed_at,
        by=known.get(row.handed_by, row.handed_by),
        received_at=receipt.at if receipt else None,
        received_by=receipt.by if receipt else "",
        receipt=receipt.text if receipt else "",
        outcomes=tuple(
            _added(one, known) for one in outcomes if one.data["hand_over"] == str(row.pk)
        ),
    )
