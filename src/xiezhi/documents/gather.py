"""What the case holds for a document: case path → content, ready for a template's `source`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from xiezhi.casework import engine
from xiezhi.casework.selectors import PartyCard, parties_of
from xiezhi.documents.earlier import earlier_values, with_earlier_leaves
from xiezhi.documents.phrases import (
    cause_as_charges,
    custody_said,
    day_said,
    evidence_by_kind,
    excluded_said,
    returns_said,
)
from xiezhi.dossier.drafting import Template, Value
from xiezhi.dossier.drafting.sources import gather as gathered
from xiezhi.evidence.selectors import citable, items_excluded
from xiezhi.law.clocks import name_of
from xiezhi.law.state import State
from xiezhi.organs.directory import names

ACCUSED = ("suspect", "defendant", "offender")


def gather(template: Template, proceeding: Any, matter: str, subject: str) -> dict[str, Value]:
    """Return values for every field of a template that the case can fill."""
    return gathered(template, held_for(proceeding, matter, subject))


def held_for(proceeding: Any, matter: str, subject: str) -> dict[str, Any]:
    """Return every path a template may name, for one matter and party (both may be empty)."""
    state = engine.state_of(proceeding)
    parties = parties_of(proceeding.case_id)
    held: dict[str, Any] = {}
    held.update(_offices(proceeding))
    held.update(_case(proceeding, parties, subject))
    held.update(_handling(state))
    held.update(_said(state, proceeding, matter))
    held.update({f"facts.{name}": value for name, value in state.facts.items()})
    held.update({f"facts.{k}": v for k, v in state.parties.get(subject, {}).items()})
    held.update(_moves(state, subject))
    held.update(_clocks(state, subject))
    held["evidence.citable"] = evidence_by_kind(citable(proceeding.case_id))
    held["evidence.excluded"] = excluded_said(items_excluded(proceeding.case_id))
    held.update(earlier_values(proceeding.case_id))
    held["subjects"] = with_earlier_leaves(held["subjects"], proceeding.case_id)
    return held


def _offices(proceeding: Any) -> dict[str, Any]:
    office = proceeding.procuratorate
    return {
        "procuratorate.name": office.name,
        "superior.name": office.parent.name if office.parent else "",
        "superior_court.name": _court_above(office),
        "department.name": proceeding.department.name,
        "court.name": office.name.replace("人民检察院", "人民法院"),
    }


def _court_above(office: Any) -> str:
    """The court beside the superior procuratorate: a city's and a prefecture's is 中级."""
    if office.parent is None:
        return ""
    middle = "中级人民法院" if office.parent.level == "city" else "高级人民法院"
    return str(office.parent.name.replace("人民检察院", middle))


def _case(proceeding: Any, parties: tuple[PartyCard, ...], subject: str) -> dict[str, Any]:
    accused = [p for p in parties if p.role in ACCUSED]
    concerned = [p for p in accused if p.code == subject] or accused
    supervised = next((p.name for p in parties if p.role == "supervised"), "")
    return {
        "case.title": proceeding.case.title,
        "case.charge": cause_as_charges(proceeding.case.cause),
        "proceeding.number": proceeding.number,
        "proceeding.label": engine.procedure_of(proceeding).label,
        "proceeding.received_on": proceeding.opened_on,
        "subjects": [_subject(party) for party in concerned],
        "subjects_plead": all(p.plea_leniency for p in concerned) if concerned else None,
        "victims_exist": any(p.role == "victim" for p in parties),
        "supervised.name": supervised,
    }


def _subject(party: PartyCard) -> dict[str, Any]:
    return {
        "name": party.name,
        "sex": {"male": "男", "female": "女"}.get(party.sex, ""),
        "born_on": party.born_on,
        "identity_number": party.identity_number,
        "custody": custody_said(party),
        "custody_place": party.custody_place,
    }


def _handling(state: State) -> dict[str, Any]:
    called = names(set(state.members.values()))
    by_role = {role: called.get(code, code) for role, code in state.members.items()}
    return {
        "handling.handler": by_role.get("lead") or by_role.get("handler"),
        "handling.assistant": by_role.get("assistant"),
        "handling.clerk": by_role.get("clerk"),
    }


def _said(state: State, proceeding: Any, key: str) -> dict[str, Any]:
    """The matter's opinion and decision: what was decided, when, with which fields."""
    matter = state.matters.get(key)
    if matter is None:
        return {}
    procedure = engine.procedure_of(proceeding)
    held: dict[str, Any] = {}
    if matter.opinion is not None:
        move = procedure.move(matter.opinion.do)
        held["opinion.label"] = move.label if move else ""
        held["opinion.reasons"] = matter.opinion.reasons
        held.update(_fields("opinion", matter.opinion.fields))
    if matter.decision is not None:
        held["decision.do"] = matter.decision.do
        held["decision.decided_on"] = timezone.localdate(matter.decision.at)
        held["decision.reasons"] = matter.decision.reasons
        held.update(_fields("decision", matter.decision.fields))
        lines = matter.decision.fields.get("outline_items")
        if lines:
            held["outline.items"] = [{"matter": line} for line in str(lines).splitlines() if line]
    return held


def _fields(owner: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{owner}.fields.{name}": value for name, value in fields.items()}


def _clocks(state: State, subject: str) -> dict[str, Any]:
    """The last day of every clock of the case or the party, as it stands after the decision."""
    return {
        f"clocks.{name_of(clock.key)}.due_on": clock.deadline.due_on
        for clock in state.clocks
        if clock.subject in (None, subject) or not subject
    }


def _moves(state: State, subject: str) -> dict[str, Any]:
    """The latest move of each kind that concerns the party: its day and its fields."""
    held: dict[str, Any] = {}
    returned: list[tuple[date, date | None]] = []
    for done in state.moves:
        if done.subject not in (None, subject) and subject:
            continue
        held[f"moves.{done.do}.on"] = done.on
        held.update({f"moves.{done.do}.{name}": value for name, value in done.fields.items()})
        if done.do == "return_for_supplement":
            returned.append((done.on, None))
        elif done.do == "receive_supplement" and returned:
            returned[-1] = (returned[-1][0], done.on)
    held["procedure.returned"] = returns_said(returned)
    if returned:
        held["outline.occasion"] = "first" if len(returned) == 1 else "second"
    held["procedure.course"] = f"{day_said(state.opened_on)}受理。" if state.opened_on else ""
    return held
