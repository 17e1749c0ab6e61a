"""Typed reads for pages: the list, one matter as its reader may see it, a person's record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from xiezhi.accountability import access
from xiezhi.accountability.admitting import unmet
from xiezhi.accountability.choices import offered
from xiezhi.accountability.course import PersonCourse
from xiezhi.accountability.matter import Matter, matter_of
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.refusing import BOOK
from xiezhi.accountability.steps import steps
from xiezhi.accountability.telling import Told, told_of
from xiezhi.casework.selectors.paging import Leaf, leaf
from xiezhi.law import Citation, Refusal
from xiezhi.law.acts import date_in
from xiezhi.law.liability import Proposal, rules_of
from xiezhi.ledger import packs
from xiezhi.organs.directory import standing_of
from xiezhi.organs.models import Person

# refusals about one person, which do not matter before the person is chosen
ABOUT_ONE = frozenset({"inquiry.opened", "untrue.found"})
# there is nothing to do: no step to show, not even as refused
IDLE = frozenset({"commission.none", "hand_over.none", "hand_over.not_sent", "clarify.none",
                  "review.none", "discipline.not_submitted", "discipline.done",
                  "handling.done"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter on the list; ``decide_by`` is the day until which a notice wants a decision."""

    id: UUID
    number: str
    title: str
    stage: str
    opened_at: datetime
    decide_by: date | None


@dataclass(frozen=True, slots=True)
class MatterList:
    """One page of the list, and how many matters there are."""

    lines: tuple[MatterLine, ...]
    total: int
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step that is the reader's to take: now, or what keeps it from being taken."""

    kind: str
    label: str
    citation: Citation | None
    refusals: tuple[Refusal, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person in a matter: office now, everything done, proposals, steps; the own part."""

    code: str
    name: str
    office: str
    told: tuple[Told, ...]
    proposals: tuple[Proposal, ...]
    offers: tuple[StepOffer, ...]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter; ``whole`` is false for the person concerned, who sees the own card alone."""

    line: MatterLine
    proceeding: UUID | None
    whole: bool
    told: tuple[Told, ...]
    persons: tuple[PersonCard, ...]
    offers: tuple[StepOffer, ...]


def matters(person: Person, page: int = 1) -> MatterList:
    """A page of the matters a person may know of, the newest first."""
    found = access.visible_cases(person).order_by("-opened_at", "pk")
    total = found.count()
    part = leaf(total, page)
    lines = tuple(_line(one, person) for one in found[part.first : part.until])
    return MatterList(lines, total, part)


def must_see(person: Person, case_id: UUID) -> LiabilityCase:
    """The matter. Raises Http404 for whoever may not know of it."""
    found = access.visible_cases(person).filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found


def matter_page(person: Person, case_id: UUID) -> MatterPage:
    """One matter as the person may read it. Raises Http404."""
    case = must_see(person, case_id)
    matter, whole = matter_of(case, person), access.reads_whole(person, case)
    held = access.standings(person, case)
    people = matter.course.persons if whole else (person.code,)
    cards = tuple(_card(matter, matter.course.of(code), held, whole) for code in people)
    told = told_of(matter, (a for a in matter.course.acts if not a.data.get("person")))
    reporter = access.reads_reporter(person, case)
    told = tuple(one.without("" if reporter else "reporter") for one in told) if whole else ()
    offers = tuple(_offers(matter, matter.course.of(""), held, "case")) if whole else ()
    return MatterPage(_line(case, person), case.proceeding, whole, told, cards, offers)


def _line(case: LiabilityCase, person: Person) -> MatterLine:
    # after the analysis there is no such day: the course is read for new matters alone
    is_new = case.stage == LiabilityCase.Stage.RECEIVED
    return MatterLine(
        case.pk, case.number, case.title, str(case.get_stage_display()), case.opened_at,
        decide_by(matter_of(case, person)) if is_new else None,
    )  # fmt: skip


def decide_by(matter: Matter) -> date | None:
    """The day by which a sanction notice wants a reasoned decision, until one is made."""
    course = matter.course
    if course.closed or course.analysis is not None:
        return None
    notices = [a for a in course.clues if a.data.get("source") == "commission_notice"]
    days = rules_of(packs.in_force()).settings["commission_notice_days"].value
    received = [date_in(a.data.get("received_on")) for a in notices]
    known = [on for on in received if on is not None]
    return min(known) + timedelta(days=int(days)) if known else None


def _card(matter: Matter, one: PersonCourse, held: frozenset[str], whole: bool) -> PersonCard:
    person = Person.objects.filter(code=one.person).first()
    standing = standing_of(person, timezone.localdate()) if person else None
    office = f"{standing.unit} {standing.role}".strip() if standing else ""
    return PersonCard(
        one.person,
        person.name if person else one.person,
        office,
        told_of(matter, one.acts),
        matter.worksheet.of(one.person) if whole else (),
        tuple(_offers(matter, one, held, "person")),
    )


def _offers(
    matter: Matter, one: PersonCourse, held: frozenset[str], about: str
) -> Iterator[StepOffer]:
    """The allowed first, then the refused; what begins with a choice of person is of the case."""
    found = []
    for kind, step in steps().items():
        names_person = any(field.name == "person" for field in step.fields)
        mine = "case" if names_person else step.about
        if kind == "accept_breach_clue" or mine != about or not held & set(step.by):
            continue
        if kind == "decide_review" and "reviewer" not in held:
            continue
        against = [r for r in unmet(kind, matter, one) if r not in ABOUT_ONE or not names_person]
        if IDLE & set(against):
            continue
        refusals = tuple(BOOK.refusal(rule) for rule in against)
        found.append(StepOffer(kind, step.label, step.citation, refusals, one.person))
    yield from sorted(found, key=lambda offer: bool(offer.refusals))


def offer_of(person: Person, case_id: UUID) -> tuple[Matter, Any]:
    """The matter, and the choices that its forms offer. Raises Http404."""
    matter = matter_of(must_see(person, case_id), person)
    return matter, offered(matter)
