"""What was done in a proceeding and when, as its entries say: for whoever monitors the conduct."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.engine import subject_of
from xiezhi.casework.models import Proceeding
from xiezhi.law.acts import date_in
from xiezhi.law.contents import digest_in
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import history_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """A proceeding with acts, as far as monitoring needs it; `seq` is its last entry's number."""

    id: UUID
    seq: int
    procedure: str
    procuratorate: str
    department_id: int
    handler: str
    case_id: UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: `name` is its kind, for a move, decision or document with what (`move:notify`)."""

    name: str
    subject: str | None
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Deeds:
    """All acts of one proceeding in order, its parties (code → name), and the moves it knows.

    `moves` are those of the procedure under the rules of acceptance: what these did not have
    could not be done. `closed_on` is the day of closing.
    """

    done: tuple[Deed, ...]
    parties: dict[str, str]
    moves: frozenset[str]
    closed_on: date | None


def recorded(procedures: Collection[str]) -> Iterator[Recorded]:
    """Yield every accepted proceeding of these procedures, open or closed."""
    found = Proceeding.objects.filter(procedure_id__in=procedures).exclude(last_sha256="")
    names = ("id", "last_seq", "procedure_id", "procuratorate_id", "department_id", "handler_id",
             "case_id", "number", "title")  # fmt: skip
    for row in found.order_by("pk").values_list(*names).iterator(chunk_size=1000):
        yield Recorded(*row[:5], row[5] or "", *row[6:])


def deeds_of(proceeding_id: UUID) -> Deeds:
    """Return what was done in a proceeding."""
    done: list[Deed] = []
    parties: dict[str, str] = {}
    moves: frozenset[str] = frozenset()
    papers: dict[str, str] = {}
    for act, version in history_of(subject_of(proceeding_id)):
        data, on = act.data, timezone.localdate(act.at)
        what = data.get("do") if act.kind in ("move", "decide", "resolve") else None
        if act.kind == "accept":
            moves = _moves(proceeding_id, version)
            parties = {str(p["id"]): str(p.get("name", "")) for p in data.get("parties") or ()}
            on = date_in(data.get("received_on")) or on
        elif act.kind == "issue_document":
            what = papers[str(data.get("document"))] = str(data.get("template"))
        elif act.kind in ("serve", "reply"):
            what = papers.get(str(data.get("document")))
        name = f"{act.kind}:{what}" if what else act.kind
        done.append(Deed(name, data.get("subject"), act.at, on))
    closed = next((deed.on for deed in done if deed.name == "close"), None)
    return Deeds(tuple(done), parties, moves, closed)


def _moves(proceeding_id: UUID, version: str) -> frozenset[str]:
    """The moves of the procedure under the rules of a version; none where no pack is named.

    An entry written before packs were kept does not say what its rules had.
    """
    if not digest_in(version):
        return frozenset()
    procedure_id = Proceeding.objects.values_list("procedure_id", flat=True).get(pk=proceeding_id)
    procedure = packs.pack_of(version).procedures.get(procedure_id)
    return frozenset(move.do for move in procedure.moves) if procedure else frozenset()
