"""The liability worksheet: the file's trail, what people found, and the rows beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from xiezhi.accountability.course import Course
from xiezhi.accountability.models import LiabilityCase
from xiezhi.casework.engine import subject_of
from xiezhi.casework.selectors.handling import state_now
from xiezhi.law import Act, FieldSpec, Procedure, State
from xiezhi.law.liability import (
    EXEMPTIONS,
    GROSS,
    Proposal,
    Question,
    Rules,
    Trail,
    assess,
    rules_of,
    trail_of,
)
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import acts_of
from xiezhi.organs import selectors as organs

_LISTS = {"exemption": EXEMPTIONS, "gross_circumstance": GROSS}
_KINDS = {"bool": "bool", "int": "int", "date": "date"}


@dataclass(frozen=True)
class Worksheet:
    """Proposals by person and capacity, and what they rest on; ``pack`` names the rules."""

    trail: Trail
    proposals: tuple[Proposal, ...]
    acts: tuple[Act, ...]
    rules: Rules
    pack: str
    by_hand: bool
    procedure: Procedure | None = None

    def of(self, person: str) -> tuple[Proposal, ...]:
        """The proposals about one person."""
        return tuple(one for one in self.proposals if one.person == person)


def worksheet_of(case: LiabilityCase, course: Course) -> Worksheet:
    """Work the sheet out anew from the file and the findings. Raises LawError."""
    pack = packs.in_force()
    trail, acts = _trail(case, course)
    proposals = assess(trail, list(course.findings()), pack, course.case_facts)
    procedure = pack.procedures.get(_procedure_id(case))
    by_hand = not trail.parts
    return Worksheet(trail, proposals, acts, rules_of(pack), pack.version, by_hand, procedure)


def _procedure_id(case: LiabilityCase) -> str:
    return state_now(case.proceeding).procedure_id if case.proceeding else ""


def _trail(case: LiabilityCase, course: Course) -> tuple[Trail, tuple[Act, ...]]:
    matter = course.analysis.data.get("matter") if course.analysis else None
    if case.proceeding is None or not matter:
        return Trail("", None, facts={}), ()
    state = state_now(case.proceeding)
    acts = acts_of(subject_of(case.proceeding))
    trail = trail_of(state, acts, str(matter))
    if trail.decision_by == "delegate" and trail.decided_at:
        chief = organs.chief_of(case.procuratorate, timezone.localdate(trail.decided_at))
        if chief is not None:
            trail = trail_of(state, acts, str(matter), chief.code)
    return trail, tuple(acts)


def decided_matters(case: LiabilityCase) -> tuple[tuple[str, str], ...]:
    """The decided matters of the case's proceeding: key, and what was decided with its day."""
    if case.proceeding is None:
        return ()
    state: State = state_now(case.proceeding)
    procedure = packs.in_force().procedures.get(state.procedure_id)
    found = []
    for key, matter in state.matters.items():
        if not matter.decisions:
            continue
        decision = matter.decisions[-1]
        move = procedure.move(decision.do) if procedure else None
        on = timezone.localdate(decision.at)
        found.append((key, f"{move.label if move else decision.do}（{on}）"))
    return tuple(found)


def questions(rules: Rules, capacity: str | None, *, by_hand: bool = False) -> dict[str, Question]:
    """What is asked: of the case without a capacity, else of a person in it."""
    told_by = {"person", "trail"} if by_hand else {"person"}
    asked = {}
    for name, question in rules.questions.items():
        if capacity is None:
            fits = question.told_by == "case"
        else:
            to_them = not question.of or capacity in question.of
            fits = question.told_by in told_by and to_them and name != "capacity"
        if fits:
            asked[name] = question
    return asked


def specs(asked: dict[str, Question], rules: Rules) -> tuple[FieldSpec, ...]:
    """The questions as form fields; none is required, silence leaves it open."""
    return tuple(_spec(name, question, rules) for name, question in asked.items())


def _spec(name: str, question: Question, rules: Rules) -> FieldSpec:
    if name in _LISTS:
        known = rules.codes(_LISTS[name]).items()
        choices = tuple((key, code.label) for key, code in known if not code.pending)
    else:
        choices = tuple(question.choices.items())
    kind = "choice" if choices else _KINDS.get(question.type, "text")
    return FieldSpec(name, question.label, kind, False, question.needs, choices)
