"""The worksheet for its page: rows that matched, rows that did not, and the file beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accountability import access
from xiezhi.accountability.choices import KIND_LABELS
from xiezhi.accountability.matter import matter_of
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.refusing import refused
from xiezhi.accountability.selectors import must_see
from xiezhi.accountability.worksheet import Worksheet
from xiezhi.casework.figures.opinions import REPLIES
from xiezhi.casework.figures.timeline import said
from xiezhi.casework.figures.words import act_label, capacity_label, do_label
from xiezhi.interference.selectors.lenient import truthful_records
from xiezhi.law import Act, Procedure
from xiezhi.law.contents import shortened
from xiezhi.law.liability import Proposal, RowResult
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One person in one capacity: the proposal and its rows; ``lenient`` is a count of records."""

    person: str
    name: str
    capacity: str
    capacity_label: str
    kinds: tuple[str, ...]
    is_liability: bool
    notes: tuple[str, ...]
    matched: tuple[RowResult, ...]
    fallen: tuple[RowResult, ...]
    unmatched: tuple[RowResult, ...]
    lenient: int


@dataclass(frozen=True, slots=True)
class FileLine:
    """One act of the file, to the millisecond."""

    at: datetime
    label: str
    who: str
    capacity: str
    said: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The worksheet of one matter; ``pack`` is the short version of the rules applied."""

    id: UUID
    number: str
    title: str
    parts: tuple[SheetPart, ...]
    file: tuple[FileLine, ...]
    capacities: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    pack: str
    decided: str
    may_find: bool


def sheet_page(person: Person, case_id: UUID) -> SheetPage:
    """The worksheet. Raises Http404, and Refused (403) for the person concerned."""
    case = must_see(person, case_id)
    if not access.reads_whole(person, case):
        raise refused("access.yourself")
    matter = matter_of(case, person)
    sheet = matter.worksheet
    codes = {p.person for p in sheet.proposals} | {a.by for a in sheet.acts}
    known = names(codes | set(matter.course.persons))
    inquired = [c for c in matter.course.persons if matter.course.of(c).inquired]
    lenient = _lenient(sheet, case)
    return SheetPage(
        case.pk, case.number, case.title,
        tuple(_part(one, sheet, known, lenient) for one in sheet.proposals),
        tuple(_line(act, known, sheet.procedure) for act in sheet.acts),
        tuple(sheet.rules.questions["capacity"].choices.items()),
        tuple((code, known.get(code, code)) for code in inquired),
        shortened(sheet.pack),
        sheet.rules.questions["decision_by"].choices.get(sheet.trail.decision_by, ""),
        "inspection" in access.standings(person, case),
    )  # fmt: skip


def _lenient(sheet: Worksheet, case: LiabilityCase) -> dict[str, int]:
    """How many truthful records each person made of the case before it was examined (意见 37)."""
    if case.proceeding is None:
        return {}
    people = {one.person for one in sheet.proposals}
    return {code: len(truthful_records(code, case.proceeding, case.opened_at)) for code in people}


def _part(
    one: Proposal, sheet: Worksheet, known: dict[str, str], lenient: dict[str, int]
) -> SheetPart:
    rows = one.rows
    return SheetPart(
        one.person,
        known.get(one.person, one.person),
        one.capacity,
        sheet.rules.questions["capacity"].choices.get(one.capacity, one.capacity),
        tuple(str(KIND_LABELS[kind]) for kind in one.kinds),
        one.is_liability,
        one.notes,
        tuple(r for r in rows if r.stands),
        tuple(r for r in rows if r.fell_to),
        tuple(r for r in rows if not r.holds and _concerns(r, one.capacity)),
        lenient.get(one.person, 0),
    )


def _concerns(result: RowResult, capacity: str) -> bool:
    return not result.row.of or capacity in result.row.of


def _line(act: Act, known: dict[str, str], procedure: Procedure | None) -> FileLine:
    return FileLine(
        act.at,
        act_label(act.kind),
        known.get(act.by, act.by),
        capacity_label(act.capacity),
        _said(act, known, procedure),
    )


def _said(act: Act, known: dict[str, str], procedure: Procedure | None) -> str:
    if act.kind == "answer_objection":
        return str(REPLIES.get(act.data.get("reply"), ""))
    do = str(act.data.get("do") or "")
    return said(act.kind, act.data, do_label(procedure, do) if procedure else do, known)
