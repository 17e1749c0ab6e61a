"""Undoing a decision that nobody has executed yet: it stays on file, and nothing else of it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.matters import put
from xiezhi.law.state import MatterState, State


def executed(state: State, matter: str) -> bool:
    """Whether a document of the decision was issued: the decision is being executed."""
    return any(d.matter == matter and d.status != "due" for d in state.documents)


def revoked(matter: MatterState) -> MatterState:
    """The matter with its decisions revoked; they stay on file."""
    return replace(matter, decisions=tuple(replace(d, revoked=True) for d in matter.decisions))


def undone(state: State, matter: MatterState, status: str) -> State:
    """Revoke a decision: everything stands again where it stood before; nothing is erased."""
    before = matter.before
    documents = tuple(
        d for d in state.documents if not (d.matter == matter.key and d.status == "due")
    )
    state = replace(state, documents=documents)
    if before is not None:
        inside = tuple(
            p for p in state.parties if p not in state.outcomes or _concerned(p, matter.subject)
        )
        outcomes = {p: v for p, v in state.outcomes.items() if p not in inside}
        stage_of = {
            p: before.stage_of.get(p, s) if _concerned(p, matter.subject) else s
            for p, s in state.stage_of.items()
        }
        state = replace(
            state,
            stage=before.stage,
            stage_of=MappingProxyType(stage_of),
            outcomes=MappingProxyType(outcomes),
            parties_in=inside,
            clocks=before.clocks,
        )
    return put(state, replace(revoked(matter), status=status))


def _concerned(party: str, subject: str | None) -> bool:
    return subject is None or party == subject
