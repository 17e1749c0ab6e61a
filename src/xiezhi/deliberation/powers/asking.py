"""「May this person do this now, and why」: answered by the checks that admit acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework.access import must_see
from xiezhi.casework.engine import answers_on
from xiezhi.casework.figures.words import ACTS, capacity_label
from xiezhi.casework.selectors import parties_of
from xiezhi.deliberation.access import must_ask_about, persons_asked_by
from xiezhi.law import Offer, Pack
from xiezhi.law.acts import JSON
from xiezhi.law.asking import Answer, may_act, may_decide
from xiezhi.law.conditions import Fact
from xiezhi.law.power_board import facts_read, matters_on
from xiezhi.law.power_lists import rules_in_force
from xiezhi.ledger import packs
from xiezhi.organs.selectors import DelegationRow, actor_of, delegation_of

# Acts that somebody asks about besides decisions; every other follows from the team of a case
ACTS_ASKED = (
    "opine", "review", "hold_meeting", "submit", "instruct", "object", "assign", "recuse",
    "note_facts", "issue_document", "serve", "accept",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An answer for a page; `capacity` in words, the delegation used, answers in a proceeding."""

    person: Any
    what: str
    answer: Answer
    capacity: str
    delegation: DelegationRow | None
    proceeding: Any = None
    offers: tuple[tuple[str, Offer], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked: persons, decisions and acts, and the facts that the decision reads."""

    persons: tuple[Any, ...]
    matters: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, Fact], ...]


def question(person: Any, matter: str, today: date, on: date) -> Question:
    """Return what may be asked today about a day.

    Raises:
        Refused: 403 for who holds no post today.
    """
    pack = packs.in_force()
    return Question(
        persons=tuple(persons_asked_by(person, today, on)),
        matters=tuple((row.id, row.label) for row in matters_on(on, pack)),
        acts=tuple((kind, str(ACTS[kind])) for kind in ACTS_ASKED),
        facts=_facts(matter, on, pack),
    )


def _facts(matter: str, on: date, pack: Pack) -> tuple[tuple[str, Fact], ...]:
    if matter not in pack.authority:
        return ()
    names = facts_read(rules_in_force(matter, on, pack=pack), pack)
    return tuple((n, pack.facts[n]) for n in names if pack.facts[n].type in ("bool", "text"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked about, what, for which day, and whether they handle the case."""

    about: str
    what: str
    on: date
    handles: bool
    facts: Mapping[str, JSON]


def told(person: Any, asked: Asked, today: date) -> Told:
    """Return whether somebody may decide a matter, or do an act of a kind, on a day.

    Raises:
        Refused: 403 when the person may not ask about them; the one asked about holds no post.
        KeyError: no matter or act is called so.
    """
    on, what = asked.on, asked.what
    other = must_ask_about(person, asked.about, today, on)
    pack, actor = packs.in_force(), actor_of(other, on)
    if what in ACTS_ASKED:
        answer = may_act(actor, what, on=on, pack=pack, handles=asked.handles)
        return _told(other, str(ACTS[what]), answer, on)
    answer = may_decide(actor, what, asked.facts, on=on, pack=pack, handles=asked.handles)
    return _told(other, pack.authority[what].label, answer, on)


def _told(other: Any, what: str, answer: Answer, on: date) -> Told:
    matter = answer.authority.matter if answer.authority else ""
    held = delegation_of(other.code, matter, on) if answer.by_delegation else None
    return Told(other, what, answer, capacity_label(answer.capacity), held)


def told_in(person: Any, about: str, matter: str, proceeding_id: UUID | str, on: date) -> Told:
    """Return the same for one proceeding as it stands now: every opinion and decision on it.

    Raises:
        Refused: 403 when the person may not see the proceeding or ask about somebody.
        KeyError: no matter is called so.
    """
    proceeding = must_see(person, proceeding_id, on)
    other = must_ask_about(person, about, on, on)
    actor = actor_of(other, on)
    names = {party.code: party.name for party in parties_of(proceeding.case_id)}
    found = answers_on(proceeding, actor, matter, on)
    rows = tuple((names.get(one.subject or "", ""), one) for one in found)
    best = _best(rows)
    label = packs.in_force().authority[matter].label
    return Told(other, label, best, capacity_label(best.capacity), None, proceeding, rows)


def _best(rows: tuple[tuple[str, Offer], ...]) -> Answer:
    """The decision that is allowed, else the one with the fewest refusals."""
    deciding = [one for _, one in rows if one.kind == "decide"]
    if not deciding:
        return Answer(False, "", False, ())
    best = min(deciding, key=lambda one: (not one.allowed, len(one.refusals)))
    by = bool(best.data.get("by_delegation"))
    return Answer(best.allowed, best.capacity, by, best.refusals)
