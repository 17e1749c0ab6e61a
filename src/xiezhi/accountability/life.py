"""A person's record for life: every proceeding had to do with, every act, and whether it is whole.

Works for whoever left office: acts are found by the person's code, in the ledger (意见 26).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xiezhi.casework.access import closed_to
from xiezhi.casework.engine import KIND, subject_of
from xiezhi.casework.figures.timeline import said
from xiezhi.casework.figures.words import act_label, capacity_label, do_label
from xiezhi.casework.selectors import touched_by
from xiezhi.casework.selectors.handling import state_now
from xiezhi.law import Act, Procedure
from xiezhi.ledger import packs
from xiezhi.ledger.inspection import first_broken_of
from xiezhi.ledger.selectors import acts_by, acts_of
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class LifeAct:
    """One act of the person: what, when, in which capacity."""

    at: datetime
    label: str
    capacity: str
    said: str


@dataclass(frozen=True, slots=True)
class LifeCase:
    """A proceeding with the person's own acts and votes in it; ``broken`` names a broken entry."""

    number: str
    title: str
    acts: tuple[LifeAct, ...]
    broken: str


@dataclass(frozen=True, slots=True)
class LifeRecord:
    """Everything of one person in one unit."""

    code: str
    name: str
    in_office: bool
    cases: tuple[LifeCase, ...]


def life_record(unit: str, code: str, reader: Person) -> LifeRecord | None:
    """The record of a person in a unit, without the cases in which its reader recused.

    None for a code nobody has. Access is the caller's.
    """
    person = Person.objects.filter(code=code).first()
    if person is None:
        return None
    own: dict[str, list[Act]] = {}
    for key, act in acts_by(unit, KIND, code):
        own.setdefault(key, []).append(act)
    known = names({str(act.data.get("person") or "") for acts in own.values() for act in acts})
    cases, shut = [], set(closed_to(reader.code).values_list("pk", flat=True))
    for brief in touched_by(code, unit):
        if brief.id in shut:
            continue
        subject = subject_of(brief.id)
        procedure = packs.in_force().procedures.get(state_now(brief.id).procedure_id)
        acts = [_told(act, known, procedure) for act in own.get(str(brief.id), ())]
        acts += _votes(subject, code, procedure)
        acts.sort(key=lambda one: one.at)
        cases.append(LifeCase(brief.number, brief.title, tuple(acts), first_broken_of(subject)))
    return LifeRecord(code, person.name, person.is_active, tuple(cases))


def _told(act: Act, known: dict[str, str], procedure: Procedure | None) -> LifeAct:
    did = _move(str(act.data.get("do") or ""), procedure)
    label = did if act.kind == "move" and did else act_label(act.kind)
    words = said(act.kind, act.data, did, known)
    return LifeAct(act.at, label, capacity_label(act.capacity), words)


def _move(do: str, procedure: Procedure | None) -> str:
    return do_label(procedure, do) if procedure else do


def _votes(subject: tuple[str, str], code: str, procedure: Procedure | None) -> list[LifeAct]:
    """What the person said in a meeting or voted in the committee, recorded by another's act."""
    found = []
    for act in acts_of(subject):
        spoken = (act.data.get("votes") or act.data.get("opinions") or {}).get(code)
        if spoken and act.kind in ("resolve", "hold_meeting"):
            words = _move(str(spoken), procedure)
            found.append(LifeAct(act.at, act_label(act.kind), "", words))
    return found
