"""The track of a proceeding: what was done, where it stands, what may come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from xiezhi.casework.figures.words import do_label
from xiezhi.law import Procedure, State

ACCEPTED = "受理"  # the label that packs give the stage after acceptance
NEXT_SHOWN = 4  # outcomes named ahead of the current stage; more would hide where we are


@dataclass(frozen=True, slots=True)
class TrackStage:
    """One mark on the track: `state` is empty (done), side (a return), now or next."""

    label: str
    note: str = ""
    state: str = ""
    on: date | None = None


def track_of(
    state: State, procedure: Procedure, names: Mapping[str, str], on: date
) -> tuple[TrackStage, ...]:
    """Return the marks in order; `names` are the parties' names by code."""
    done, (now,) = list(_done(state, procedure, names)), _now(state, procedure, on)
    if done and done[-1].label == now.label:  # the last move gave the stage its name
        last = done.pop()
        note = " ".join(part for part in (last.note, now.note) if part)
        now = replace(now, note=note, on=now.on or last.on)
    return (*done, now, *_next(state, procedure))


def _done(state: State, procedure: Procedure, names: Mapping[str, str]) -> Iterator[TrackStage]:
    if state.opened_on and not _still_there(state, procedure):
        yield TrackStage(_("受理"), on=state.opened_on)
    order = list(procedure.stages)
    for made in state.moves:
        move = procedure.move(made.do)
        back = bool(move and move.to in order and _returns(procedure, move.to, move.origin))
        note = names.get(made.subject or "", "")
        label = do_label(procedure, made.do)
        yield TrackStage(label, note, "side" if back else "", made.on)


def _still_there(state: State, procedure: Procedure) -> bool:
    """Whether the case stands where acceptance put it, in a stage named after acceptance."""
    stage = procedure.stages.get(state.stage)
    at_start = not state.moves and not state.closed and state.stage == procedure.first
    return bool(at_start and stage and stage.label == ACCEPTED)


def _returns(procedure: Procedure, to: str, origin: tuple[str, ...]) -> bool:
    """Whether a move leads aside: out of a stage that the target's own moves lead back to."""
    return any(
        move.to in origin for move in procedure.moves if to in move.origin and move.to != to
    )


def _now(state: State, procedure: Procedure, on: date) -> Iterator[TrackStage]:
    if state.closed:
        yield TrackStage(_("已办结"), state="now", on=state.closed_on)
        return
    stage = procedure.stages.get(state.stage)
    days = (on - state.opened_on).days + 1 if state.opened_on else 0
    note = _("第%(n)d天") % {"n": days} if days > 0 else ""
    due = min(
        (c.deadline.due_on for c in state.clocks if c.status == "running" and c.deadline.due_on),
        default=None,
    )
    if due:
        note = _("%(note)s，最近的期限 %(month)d月%(day)d日") % {
            "note": note, "month": due.month, "day": due.day
        }  # fmt: skip
    opened = state.opened_on if _still_there(state, procedure) else None
    yield TrackStage(stage.label if stage else state.stage, note, "now", opened)


def _next(state: State, procedure: Procedure) -> Iterator[TrackStage]:
    if state.closed:
        return
    seen: list[str] = []
    for move in procedure.moves:
        target = procedure.stages.get(move.to or "")
        if state.stage in move.origin and target and move.to != state.stage:
            seen.append(target.label)
    for label in list(dict.fromkeys(seen))[:NEXT_SHOWN]:
        yield TrackStage(label, state="next")
