"""Reads of the dossier: evidence, the proof map, texts with anchors, search."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework.access import must_see, visible_cases
from xiezhi.evidence import fulltext
from xiezhi.evidence.access import visible_texts
from xiezhi.evidence.models import EvidenceItem, Fact, SearchPage, Text
from xiezhi.evidence.rules import refused
from xiezhi.evidence.unseen import met_by_unseen

AROUND = 40  # characters shown on each side of a hit
READ = 200  # pages read at once: most searches need no more


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of evidence as a page shows it."""

    id: UUID
    no: int
    kind: str
    kind_label: str
    name: str
    source: str
    collected_by: str
    collected_on: date | None
    is_key: bool
    is_excluded: bool
    excluded_reason: str
    text_id: UUID | None


@dataclass(frozen=True, slots=True)
class Proof:
    """One item's bearing on a fact: supports or contradicts."""

    item_no: int
    item_name: str
    bearing: str
    note: str
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact to be proved with everything tied to it; `is_proved_by` counts what may be cited."""

    no: int
    statement: str
    party: str
    proofs: tuple[Proof, ...]

    @property
    def is_supported_by(self) -> tuple[int, ...]:
        """Numbers of citable items that support the fact."""
        return tuple(
            p.item_no for p in self.proofs if p.bearing == "supports" and not p.is_excluded
        )


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its fields and where each stands: `spans` is `{field path: [start, end]}`."""

    id: UUID
    title: str
    kind: str
    kind_label: str
    key: str
    content: str
    fields: dict[str, Any]
    spans: dict[str, Any]
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit: kind case, party or text; `before`, `found`, `after` surround the place."""

    kind: str
    ref: str
    case_id: UUID | None
    title: str
    before: str
    found: str
    after: str


def items_of(person: Any, proceeding_id: UUID, on: date) -> tuple[ItemRow, ...]:
    """Return all evidence of a proceeding's case, excluded items too, by number.

    Raises:
        Refused: 403 when the person may not see the proceeding.
    """
    return _items(must_see(person, proceeding_id, on).case_id)


def citable(case_id: UUID) -> tuple[ItemRow, ...]:
    """Return the items a document of the case may cite: those not excluded."""
    return tuple(item for item in _items(case_id) if not item.is_excluded)


def items_excluded(case_id: UUID) -> tuple[ItemRow, ...]:
    """Return the items that no document of the case may cite or name."""
    return tuple(item for item in _items(case_id) if item.is_excluded)


def must_be_citable(case_id: UUID, numbers: list[int]) -> tuple[ItemRow, ...]:
    """Return the items of these numbers.

    Raises:
        Refused: 409 naming the first item that is excluded or unknown.
    """
    known = {item.no: item for item in _items(case_id)}
    for no in numbers:
        if no not in known:
            raise refused("evidence.unknown", f"证据{no}")
        if known[no].is_excluded:
            raise refused("evidence.excluded", f"证据{no}{known[no].name}")
    return tuple(known[no] for no in numbers)


def proof_map(case_id: UUID) -> tuple[FactRow, ...]:
    """Return the case's facts with their proof; every proceeding of the case shares it."""
    facts = Fact.objects.filter(case_id=case_id).prefetch_related("links__item")
    return tuple(
        FactRow(
            fact.no,
            fact.statement,
            fact.party,
            tuple(
                Proof(
                    link.item.no,
                    link.item.name,
                    link.bearing,
                    link.note,
                    link.item.state == EvidenceItem.State.EXCLUDED,
                )
                for link in sorted(fact.links.all(), key=lambda one: one.item.no)
            ),
        )
        for fact in facts
    )


def text_view(person: Any, text_id: UUID, on: date) -> TextView | None:
    """Return a text the person may read, or None."""
    text = visible_texts(person, on).filter(pk=text_id).first()
    return _view(text) if text else None


def text_keyed(key: str) -> TextView | None:
    """Return the latest public text kept under a key, e.g. `judgments:12`."""
    found = Text.objects.filter(key=key, case__isnull=True, restricted=False)
    text = found.order_by("-added_at").first()
    return _view(text) if text else None


def search(person: Any, query: str, on: date, *, limit: int = 50) -> tuple[Hit, ...]:
    """Return hits in cases, parties and texts the person may read, the newest first.

    Words separated by blanks must all be on the page; restricted texts are not indexed. A case is
    not found by the number of a proceeding that the person may not read.
    """
    cases = visible_cases(person, on).values("pk").order_by()
    public = SearchPage.objects.filter(case__isnull=True, kind="text").values("pk")
    own = SearchPage.objects.filter(case__in=cases).values("pk")
    ids = fulltext.find(query, *(seen.query.sql_with_params() for seen in (own, public)))
    hits: dict[tuple[str, str], Hit] = {}
    for first in range(0, len(ids), READ):
        some = ids[first : first + READ]
        pages = SearchPage.objects.in_bulk(some)
        hidden = met_by_unseen(person, query, pages.values(), on)
        for page in (pages[pk] for pk in some if pk not in hidden):
            hits.setdefault((page.kind, page.ref), _hit(page, query))
            if len(hits) == limit:
                return tuple(hits.values())
    return tuple(hits.values())


def _hit(page: SearchPage, query: str) -> Hit:
    word = next(iter(query.split()), "")
    at = page.body.find(word)
    if at < 0:
        before, found, after = page.body[: 2 * AROUND], "", ""
    else:
        before, found = page.body[max(at - AROUND, 0) : at], word
        after = page.body[at + len(word) : at + len(word) + AROUND]
    return Hit(page.kind, page.ref, page.case_id, page.title, before, found, after)


def _items(case_id: UUID) -> tuple[ItemRow, ...]:
    return tuple(
        ItemRow(
            item.pk,
            item.no,
            item.kind,
            str(item.get_kind_display()),
            item.name,
            item.source,
            item.collected_by,
            item.collected_on,
            item.is_key,
            item.state == EvidenceItem.State.EXCLUDED,
            item.excluded_reason,
            item.text_id,
        )
        for item in EvidenceItem.objects.filter(case_id=case_id).order_by("no")
    )


def _view(text: Text) -> TextView:
    return TextView(
        text.pk,
        text.title,
        text.kind,
        str(text.get_kind_display()),
        text.key,
        text.content,
        text.fields,
        text.spans,
        text.case_id,
    )
