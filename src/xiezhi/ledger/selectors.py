"""Reads of the ledger: the acts of a subject, its entries, the head of a chain."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from xiezhi.law.acts import Act
from xiezhi.ledger import canonical
from xiezhi.ledger.models import Entry, Head


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry for display; instants are aware UTC, digests 64 hexadecimal digits."""

    chain: str
    seq: int
    subject: tuple[str, str]
    kind: str
    at: dt.datetime
    recorded_at: dt.datetime
    by: str
    capacity: str
    rule: str
    rule_version: str
    data: Mapping[str, Any]
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The last entry of a chain: its number and digests (`sm3` empty where SM3 is missing)."""

    chain: str
    seq: int
    sha256: str
    sm3: str


def acts_of(subject: tuple[str, str]) -> list[Act]:
    """Return the acts of a subject in the order of its chain; dates in `data` are ISO text."""
    return [act for act, _ in history_of(subject)]


def history_of(subject: tuple[str, str]) -> list[tuple[Act, str]]:
    """Return the acts of a subject in order, each with the version of the rules of its day."""
    rows = _of(subject).values_list("kind", "at", "by", "capacity", "data", "rule_version")
    return [
        (Act(kind, canonical.instant(at), by, capacity, json.loads(data)), version)
        for kind, at, by, capacity, data, version in rows
    ]


def entries_of(subject: tuple[str, str]) -> list[EntryRow]:
    """Return the entries of a subject in the order of its chain."""
    return [row_of(entry) for entry in _of(subject)]


def subjects_of(kind: str) -> set[str]:
    """Return the ids of every subject of a kind that has an entry in any chain."""
    found = Entry.objects.filter(subject_kind=kind).order_by()
    return set(found.values_list("subject_id", flat=True).distinct())


def entries_about(kind: str) -> Iterator[EntryRow]:
    """Yield the entries of every subject of a kind, chain by chain, in their order."""
    found = Entry.objects.filter(subject_kind=kind).order_by("chain", "seq")
    return (row_of(entry) for entry in found.iterator())


def entries_among(kind: str, ids: Iterable[str]) -> dict[str, list[EntryRow]]:
    """Return the entries of several subjects of a kind, by id, each in the order of its chain."""
    found: dict[str, list[EntryRow]] = {}
    wanted = Entry.objects.filter(subject_kind=kind, subject_id__in=list(ids))
    for entry in wanted.order_by("chain", "seq"):
        found.setdefault(entry.subject_id, []).append(row_of(entry))
    return found


def subjects_by(chain: str, kind: str, by: str) -> set[str]:
    """Return the ids of the subjects of a kind in which a person acted, by one chain."""
    found = Entry.objects.filter(chain=chain, subject_kind=kind, by=by).order_by()
    return set(found.values_list("subject_id", flat=True).distinct())


def acts_by(chain: str, kind: str, by: str) -> list[tuple[str, Act]]:
    """Return what a person did to the subjects of a kind by one chain: subject's id and act."""
    found = Entry.objects.filter(chain=chain, subject_kind=kind, by=by).order_by("seq")
    return [
        (entry.subject_id, Act(entry.kind, row.at, row.by, row.capacity, row.data))
        for entry in found
        for row in (row_of(entry),)
    ]


def data_saying(
    chain: str, kind: str, acts: Iterable[str], word: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield subject and data of the acts of some kinds, by one chain, that hold a text whole."""
    quoted = json.dumps(word, ensure_ascii=False)
    found = Entry.objects.filter(
        chain=chain, subject_kind=kind, kind__in=list(acts), data__contains=quoted
    )
    for subject, data in found.order_by("seq").values_list("subject_id", "data").iterator():
        yield subject, json.loads(data)


# Subjects of which not even the existence is told: their entries stand in the chain, in no list
UNLISTED = ("restricted_clue", "interference", "interference_month", "interference_register",
            "reverse_check", "limited_person", "counsel_warning", "liability_case",
            "life_record")  # fmt: skip


def latest(chain: str, count: int) -> list[EntryRow]:
    """Return the last `count` entries of a chain that a list may show, the newest first."""
    listed = Entry.objects.filter(chain=chain).exclude(subject_kind__in=UNLISTED)
    return [row_of(entry) for entry in listed.order_by("-seq")[:count]]


def head(chain: str) -> HeadRow | None:
    """Return the head of a chain, or None before its first entry."""
    found = Head.objects.filter(chain=chain).first()
    return None if found is None else HeadRow(found.chain, found.seq, found.sha256, found.sm3)


def heads() -> list[HeadRow]:
    """Return the head of every chain, by chain."""
    return [HeadRow(h.chain, h.seq, h.sha256, h.sm3) for h in Head.objects.order_by("chain")]


def row_of(entry: Entry) -> EntryRow:
    """Return the entry as it is shown outside the ledger."""
    return EntryRow(
        chain=entry.chain,
        seq=entry.seq,
        subject=(entry.subject_kind, entry.subject_id),
        kind=entry.kind,
        at=canonical.instant(entry.at),
        recorded_at=canonical.instant(entry.recorded_at),
        by=entry.by,
        capacity=entry.capacity,
        rule=entry.rule,
        rule_version=entry.rule_version,
        data=json.loads(entry.data),
        sha256=entry.sha256,
        sm3=entry.sm3,
    )


def _of(subject: tuple[str, str]) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_kind=subject[0], subject_id=subject[1])
