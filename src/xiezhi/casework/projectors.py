"""Who rewrites tables after an act: casework itself, and the rooms above that subscribe.

A projector is called inside the act's transaction. What it writes must follow from the step alone,
because `xiezhi ledger rebuild --check` runs every step again and compares the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from xiezhi.law.acts import Act
    from xiezhi.law.state import State


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one proceeding: where it stands in the ledger, its rules, what it changed."""

    proceeding_id: UUID
    seq: int
    sha256: str
    rule_version: str
    act: Act
    before: State
    after: State


class Projector(Protocol):
    """Rewrites the tables of one room; `rows` gives what it wrote, without database ids."""

    name: str

    def project(self, step: Step) -> None:
        """Write what one act changed."""

    def forget(self, proceeding_id: UUID) -> None:
        """Delete every row about a proceeding, before a rebuild."""

    def rows(self, proceeding_id: UUID) -> list[tuple[Any, ...]]:
        """Return every row about a proceeding, comparable and in a fixed order."""


_projectors: dict[str, Projector] = {}


def register(projector: Projector) -> None:
    """Add a room's projector; a second one of the same name replaces the first."""
    _projectors[projector.name] = projector


def registered() -> tuple[Projector, ...]:
    """Return the projectors in the order of registration: lower rooms first."""
    return tuple(_projectors.values())


def project(step: Step) -> None:
    """Let every room write what one act changed."""
    for projector in _projectors.values():
        projector.project(step)
