"""Accept a clue of a breach of duty; one about a case under examination joins that matter."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability import access
from xiezhi.accountability.actions.recording import number_of, open_once, project, record_step
from xiezhi.accountability.course import SUBJECT, Course, course_of
from xiezhi.accountability.models import LiabilityCase, room_of
from xiezhi.accountability.refusing import refused
from xiezhi.accountability.steps import steps
from xiezhi.casework.selectors import briefs, proceeding_numbered
from xiezhi.law import Act
from xiezhi.ledger.selectors import acts_of
from xiezhi.organs.models import Person

KIND, JOINED = "accept_breach_clue", "add_breach_clue"


def accept_clue(
    person: Person, data: Mapping[str, Any], *, at: datetime | None = None
) -> LiabilityCase:
    """Register a clue from any source, and return the matter it opened or joined.

    Raises Refused: 403 for anybody but inspection and for whoever recused from the case;
    409 without source, content or case.
    """
    unit = access.require_inspection(person)
    for spec in steps()[KIND].specs({}):
        value = data.get(spec.name)
        if spec.required and value in (None, ""):
            raise refused("step.field", f"{spec.label}。{spec.why}")
        if spec.kind == "choice" and value not in dict(spec.choices):
            raise refused("step.field", f"{spec.label}没有「{value}」这一项")
    proceeding, title = _case_meant(unit, data)
    if access.is_shut_out(person, proceeding):
        raise refused("access.recused")
    told = {k: v for k, v in data.items() if v not in (None, "")}
    now = at or timezone.now()
    with transaction.atomic():
        first = Act(KIND, now, person.code, "inspection", told)
        case, is_new = open_once(
            lambda: _open_matter(unit, proceeding, title),
            lambda: _opened(unit, proceeding, title, first),
        )
        if is_new:
            return case
        access.require_standing(person, case, ("inspection",))
        act = Act(JOINED, now, person.code, "inspection", told)
        entry = record_step(case, act)
        project(case, course_of(acts_of((SUBJECT, str(case.pk)))), entry.seq)
    return case


def _case_meant(unit: str, data: Mapping[str, Any]) -> tuple[uuid.UUID | None, str]:
    number = str(data.get("number") or "").strip()
    if number:
        found = proceeding_numbered(number)
        brief = briefs([found]).get(found) if found else None
        if brief is None or brief.procuratorate != unit:
            raise refused("clue.unknown_number", number)
        return brief.id, brief.title
    title = str(data.get("title") or "").strip()
    if not title:
        raise refused("clue.no_case")
    room = room_of(LiabilityCase, "title")
    if len(title) > room:
        raise refused("step.long", f"所涉案件 {len(title)} 个字，最多 {room} 个字")
    return None, title


def _open_matter(unit: str, proceeding: uuid.UUID | None, title: str) -> LiabilityCase | None:
    found = LiabilityCase.objects.select_for_update().filter(procuratorate=unit)
    found = found.exclude(stage=LiabilityCase.Stage.CLOSED)
    if proceeding is not None:
        return found.filter(proceeding=proceeding).first()
    return found.filter(proceeding__isnull=True, title=title).first()


def _opened(unit: str, proceeding: uuid.UUID | None, title: str, act: Act) -> LiabilityCase:
    case = LiabilityCase(procuratorate=unit, proceeding=proceeding, title=title, opened_at=act.at)
    told = {**act.data, "title": title, "proceeding": str(proceeding or "")}
    act = Act(act.kind, act.at, act.by, act.capacity, told)
    entry = record_step(case, act)
    case.number = number_of(case, entry.seq)
    project(case, Course((act,)), entry.seq)
    return case
