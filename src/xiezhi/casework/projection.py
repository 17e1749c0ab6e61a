"""Casework's own projector: stage, handler, facts, clocks, who is awaited, team, assignments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xiezhi.casework.models import (
    Assignment,
    Awaiting,
    Clock,
    HandlingMember,
    Party,
    Proceeding,
    Recusal,
)
from xiezhi.casework.projectors import Step
from xiezhi.law.acts import Act, date_in
from xiezhi.law.state import ClockState, State
from xiezhi.law.validity import version_on
from xiezhi.ledger.packs import pack_of
from xiezhi.organs.statements import update

_MOVED = (
    "stage", "stage_label", "closed_on", "handler_id", "last_seq", "last_sha256", "pack_version",
)  # fmt: skip
_MOVE = update(Proceeding, *_MOVED, key="id")
ROWS = (Clock, Awaiting, HandlingMember, Assignment, Recusal)


class CaseworkProjector:
    """Rewrites what changed between two states; appends assignments and recusals."""

    name = "casework"

    def project(self, step: Step) -> None:
        """Write what one act changed."""
        state, proceeding_id = step.after, step.proceeding_id
        _move(step)
        if state.clocks != step.before.clocks:
            Clock.objects.filter(proceeding_id=proceeding_id).delete()
            Clock.objects.bulk_create(_clocks(proceeding_id, state))
        if state.awaiting != step.before.awaiting:
            Awaiting.objects.filter(proceeding_id=proceeding_id).delete()
            Awaiting.objects.bulk_create(_awaiting(proceeding_id, state, step.act))
        if state.team != step.before.team:
            HandlingMember.objects.filter(proceeding_id=proceeding_id).delete()
            HandlingMember.objects.bulk_create(_members(proceeding_id, state))
        if step.act.kind in ("assign", "reassign"):
            _assignment(step).save(force_insert=True)
        if step.act.kind == "note_facts":
            _follow_measure(step)
        if step.act.kind == "recuse":
            Recusal.objects.get_or_create(
                proceeding_id=proceeding_id,
                person_id=step.act.data["person"],
                defaults={"reason": step.act.data["reason"], "recused_at": step.act.at},
            )

    def forget(self, proceeding_id: UUID) -> None:
        """Delete every projected row and blank the projected columns."""
        for model in ROWS:
            model.objects.filter(proceeding_id=proceeding_id).delete()
        Proceeding.objects.filter(pk=proceeding_id).update(
            stage="", stage_label="", closed_on=None, handler=None, facts={}, last_seq=0,
            last_sha256="",
        )  # fmt: skip

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return the projected columns and rows, in a fixed order."""
        head = Proceeding.objects.filter(pk=proceeding_id).values_list(
            "stage", "stage_label", "closed_on", "handler_id", "facts", "last_seq", "last_sha256",
            "pack_version",
        )  # fmt: skip
        found: list[tuple[Any, ...]] = [("proceeding", *row) for row in head]
        for model in ROWS:
            names = [f.attname for f in model._meta.concrete_fields if f.name != "id"]
            table = model.objects.filter(proceeding_id=proceeding_id).values_list(*names)
            found += sorted(((model.__name__, *row) for row in table), key=repr)
        return found


def _move(step: Step) -> None:
    """Write the proceeding's own columns; its facts, the largest, only when they changed."""
    changed = columns(step.after, step.seq, step.sha256, step.rule_version)
    if step.before.last_at is None or changed["facts"] != _facts(step.before):
        Proceeding.objects.filter(pk=step.proceeding_id).update(**changed)
        return
    del changed["facts"]
    _MOVE.run(*(changed[name] for name in _MOVED), step.proceeding_id)


def columns(state: State, seq: int, sha256: str, version: str) -> dict[str, Any]:
    """Return a proceeding's projected columns for a state and the entry that led to it."""
    return {
        "stage": state.stage,
        "stage_label": _stage_label(state, version),
        "closed_on": state.closed_on,
        "handler_id": state.handler,
        "facts": _facts(state),
        "last_seq": seq,
        "last_sha256": sha256,
        "pack_version": version,
    }


def _stage_label(state: State, version: str) -> str:
    stage = pack_of(version).procedures[state.procedure_id].stages.get(state.stage)
    return stage.label if stage else ""


def _facts(state: State) -> dict[str, Any]:
    return {**state.facts, "parties": {code: dict(known) for code, known in state.parties.items()}}


def _clocks(proceeding_id: UUID, state: State) -> list[Clock]:
    return [
        Clock(
            proceeding_id=proceeding_id,
            no=number,
            key=clock.key,
            period_id=clock.period_id,
            label=clock.label,
            subject=clock.subject or "",
            start_on=clock.start_on,
            due_on=clock.deadline.due_on,
            due_at=clock.deadline.due_at,
            latest_on=clock.deadline.latest_on,
            provisional=clock.deadline.provisional,
            status=clock.status,
            citation=_article(clock),
        )
        for number, clock in enumerate(state.clocks)
    ]


def _article(clock: ClockState) -> str:
    """Return the article a clock is counted by, in the version of the day it started."""
    period = pack_of(clock.pack).periods.get(clock.period_id)
    version = version_on(period.versions, clock.start_on) if period else None
    return version.citation.text if version and version.citation else ""


def _awaiting(proceeding_id: UUID, state: State, act: Act) -> list[Awaiting]:
    return [
        Awaiting(
            proceeding_id=proceeding_id,
            step=one.step,
            label=one.label,
            role=one.role or "",
            person_id=one.person,
            department_code=one.department or "",
            matter=one.matter or "",
            since_at=one.since or act.at,
        )
        for one in state.awaiting
    ]


def _members(proceeding_id: UUID, state: State) -> list[HandlingMember]:
    held = {(m.person, m.role) for m in state.team if m.until_at is None}
    if state.handler:
        held = {(p, r) for p, r in held if p != state.handler} | {(state.handler, "handler")}
    return [
        HandlingMember(proceeding_id=proceeding_id, person_id=person, role=role)
        for person, role in sorted(held)
    ]


def _follow_measure(step: Step) -> None:
    """Write a noted change of the compulsory measure into the party's particulars."""
    code, facts = step.act.data.get("subject"), step.act.data["facts"]
    measure = facts.get("measure")
    if not code or not isinstance(measure, dict):
        return
    Party.objects.filter(case__proceedings=step.proceeding_id, code=code).update(
        custody=measure["custody"],
        custody_place=measure.get("place") or "",
        custody_from=date_in(measure.get("from_on")),
        custody_until=date_in(measure.get("until_on")),
    )


def _assignment(step: Step) -> Assignment:
    data = step.act.data
    return Assignment(
        proceeding_id=step.proceeding_id,
        seq=step.seq,
        method=data["method"],
        handler_id=data["handler"],
        lead_id=data.get("lead"),
        members=list(data.get("members") or ()),
        seed=data.get("seed") or "",
        pool_digest=data.get("pool_digest") or "",
        reason=data.get("reason") or "",
        approver_id=data.get("approver"),
        assigned_at=step.act.at,
    )
