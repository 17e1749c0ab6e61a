"""The single gate of accountability: who, whether now, what is filled in, then the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability import access
from xiezhi.accountability.actions.recording import project, record_step
from xiezhi.accountability.admitting import unmet, wrong_in
from xiezhi.accountability.choices import offered
from xiezhi.accountability.course import Course, PersonCourse
from xiezhi.accountability.matter import Matter, matter_of, people_of
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.refusing import BOOK, refused
from xiezhi.accountability.steps import Step, codes, steps
from xiezhi.accountability.worksheet import questions
from xiezhi.law import Act, Refused
from xiezhi.law.liability import problems_of
from xiezhi.organs.models import Person

FIRST = "accept_breach_clue"


def take_step(
    person: Person,
    case_id: UUID | str,
    kind: str,
    data: Mapping[str, Any],
    *,
    at: datetime | None = None,
) -> LiabilityCase:
    """Take one step of a matter; `data` as in ``steps.yaml``, with `person` for a personal one.

    Raises Refused: 403 for whoever does not take this step, 409 before its time or when something
    is missing or wrong; nothing is written then.
    """
    step = steps().get(kind)
    if step is None or kind == FIRST:
        raise refused("step.unknown", kind)
    with transaction.atomic():
        case = access.visible_cases(person).filter(pk=case_id).values_list("pk", flat=True).first()
        if case is None:
            raise refused("access.not_yours")
        row = LiabilityCase.objects.select_for_update().get(pk=case)
        capacity = access.require_standing(person, row, step.by)
        matter = matter_of(row, person)
        one = _about(step, matter, data, capacity)
        _admit(kind, step, matter, one, data)
        full = {**data, **_completed(kind, matter, one)}
        act = Act(kind, at or timezone.now(), person.code, capacity, full)
        entry = record_step(row, act)
        project(row, Course((*matter.course.acts, replace(act, data=full))), entry.seq)
    return row


def _about(step: Step, matter: Matter, data: Mapping[str, Any], capacity: str) -> PersonCourse:
    code = str(data.get("person") or "")
    if step.about == "case":
        return matter.course.of("")
    if code not in dict(people_of(matter.case)):
        raise refused("step.unknown", code or "没有写明人员")
    if capacity == "concerned" and code != matter.by.code:
        raise refused("access.not_yours")
    return matter.course.of(code)


def _admit(
    kind: str, step: Step, matter: Matter, one: PersonCourse, data: Mapping[str, Any]
) -> None:
    found = [BOOK.refusal(rule) for rule in unmet(kind, matter, one)]
    if found:
        raise Refused(found)
    for spec in step.specs(offered(matter)):
        value = data.get(spec.name)
        if spec.required and value in (None, ""):
            raise refused("step.field", f"{spec.label}。{spec.why}")
        listed = spec.kind == "choice" and value not in (None, "")
        if listed and value not in dict(spec.choices):
            rule = "discipline.opinion" if kind == "give_opinion" else "step.field"
            raise refused(rule, f"{spec.label}没有「{value}」这一项")
    if kind in ("find_person", "find_case"):
        _refuse_bad_finding(kind, matter, data)
    wrong = [BOOK.refusal(rule, detail) for rule, detail in wrong_in(kind, matter, one, data)]
    if wrong:
        raise Refused(wrong)


def _refuse_bad_finding(kind: str, matter: Matter, data: Mapping[str, Any]) -> None:
    sheet = matter.worksheet
    capacity = None if kind == "find_case" else str(data.get("capacity") or "")
    if capacity is not None and capacity not in sheet.rules.questions["capacity"].choices:
        raise refused("step.field", "身份")
    said = data.get("said") or {}
    asked = questions(sheet.rules, capacity, by_hand=sheet.by_hand)
    strange = [name for name in said if name not in asked]
    problems = [f"「{name}」不是向这一身份提出的问题" for name in strange] or problems_of(
        said, data.get("evidence") or {}, sheet.rules, trail_by_hand=sheet.by_hand
    )
    if problems:
        raise refused("finding.invalid", "；".join(problems))


def _completed(kind: str, matter: Matter, one: PersonCourse) -> dict[str, Any]:
    """What the system adds: the proposal beside a determination, the organ, whether an appeal."""
    if kind == "determine":
        sheet = matter.worksheet
        found = [
            {
                "capacity": p.capacity,
                "kinds": list(p.kinds),
                "rows": [r.row.row for r in p.matched if r.stands],
                "notes": list(p.notes),
            }
            for p in sheet.of(one.person)
        ]
        return {"proposals": found, "pack": sheet.pack}
    if kind == "hand_over":
        organs_by_role = dict(codes("receiving_organs"))
        return {"organ": organs_by_role[matter.receiving_role(one.person)]}
    if kind == "ask_review":
        return {"instance": "appeal" if one.reviews else "review"}
    return {}
