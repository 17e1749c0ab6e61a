"""What the liability tests share: one person's proposal from plain facts."""

from datetime import date, datetime
from typing import Any

from xiezhi.law import national
from xiezhi.law.context import SHANGHAI
from xiezhi.law.liability import Finding, Proposal, Trail, TrailPart, assess, propose, rules_of

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
GROSS = {"fault": "gross", "serious": True}
INTENT = {"fault": "intent"}
CARE = {"fault": "ordinary", "due_care": True}
NO_FAULT = {"fault": "none"}
OBJECTED = {"objected": True, "objected_before_execution": True, "answered_before_execution": True}
EXECUTED = {"decision_by": "chief", "executed": True, "wrong": True}


def judged(capacity: str, /, on: date | None = ON, **known: Any) -> Proposal:
    """The proposal for somebody in a capacity, from facts of trail and findings alike."""
    known.setdefault("decision_by", "prosecutor")
    return propose("x", capacity, known, rules_of(national()), on)


def standing(proposal: Proposal) -> set[str]:
    """The numbers of the rows that stand."""
    return {one.row.row for one in proposal.rows if one.stands}


def failed(proposal: Proposal, row: str) -> str:
    """The conditions for want of which a row does not hold, in one text."""
    (found,) = (one for one in proposal.unmatched if one.row.row == row)
    return "；".join((*found.failed, *found.missing))


def together(
    trail: Trail, case: dict[str, Any], /, **found: dict[str, Any]
) -> dict[str, Proposal]:
    """Proposals by person; ``found`` is what was found of each, in the capacity of the trail."""
    capacities = {part.person: part.capacity for part in trail.parts}
    findings = [Finding(person, capacities[person], said) for person, said in found.items()]
    return {one.person: one for one in assess(trail, findings, national(), case)}


def trail(decision_by: str, /, *parts: TrailPart, **facts: Any) -> Trail:
    """A plain trail of a decision of 2 March 2026."""
    changed = tuple(facts.pop("parts_changed", ()))
    return Trail(decision_by, AT, parts, {"decision_by": decision_by, **facts}, changed)
