"""Which documents may be drafted now: those that decisions owe, and working papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xiezhi.casework import engine
from xiezhi.documents.templates_in_force import templates
from xiezhi.law.state import DocumentState, State


@dataclass(frozen=True, slots=True)
class Due:
    """A document that may be drafted: for which matter and party, to whom it will go."""

    template: str
    matter: str
    subject: str
    to: tuple[str, ...]
    is_required: bool


def due_in(proceeding: Any) -> tuple[Due, ...]:
    """Return what may be drafted in a proceeding: owed documents first, then working papers."""
    state = engine.state_of(proceeding)
    known = templates()
    owed = [_owed(one) for one in state.documents if one.status == "due" and one.template in known]
    return (*owed, *_papers(proceeding, state))


def _owed(document: DocumentState) -> Due:
    return Due(
        document.template,
        document.matter or "",
        document.subject or "",
        document.to,
        document.required,
    )


def _papers(proceeding: Any, state: State) -> Iterator[Due]:
    """A report is written on each undecided matter; other papers on the whole case."""
    open_matters = [m for m in state.matters.values() if m.status != "decided"]
    for template in engine.procedure_of(proceeding).papers:
        known = templates().get(template)
        if known is None or known.room != "documents":
            continue
        if not known.per_matter or not open_matters:
            yield Due(template, "", "", (), False)
            continue
        for matter in open_matters:
            yield Due(template, matter.key, matter.subject or "", (), False)
