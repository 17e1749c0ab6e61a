"""Proposals of liability per person: which rows hold, which do not and why. People determine.

The gravest kind that stands comes first; what only stands beside it (for what the person answers,
lenient and strict factors) never changes it. Nothing undetermined is resolved against anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xiezhi.law.liability.findings import Finding, Said
from xiezhi.law.liability.rules import ReadRow, Rules, rules_of
from xiezhi.law.liability.tables import KINDS, LIABLE, Outcome, Row
from xiezhi.law.liability.trails import Trail, TrailPart
from xiezhi.law.superior import SUPERIOR, answerable

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack

AGAINST: frozenset[Outcome] = LIABLE | {"human_review", "management"}
SILENT = "文本未规定，按默认口径"
_MISLEADING = ("hid_or_distorted", "omitted_important")


@dataclass(frozen=True, slots=True)
class RowResult:
    """How one row came out: holds, does not (``failed``), or not known (``missing``)."""

    row: Row
    outcome: Outcome
    holds: bool | None
    failed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    default: str = ""
    fell_to: str = ""

    @property
    def stands(self) -> bool:
        """Whether the row holds and no other takes its place."""
        return self.holds is True and not self.fell_to


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed (建议) of one person in one capacity, under the rules of ``on``."""

    person: str
    capacity: str
    kinds: tuple[Outcome, ...]
    rows: tuple[RowResult, ...]
    notes: tuple[str, ...]
    on: date | None

    @property
    def kind(self) -> Outcome:
        """The gravest kind proposed."""
        return self.kinds[0]

    @property
    def is_liability(self) -> bool:
        """Whether any kind of liability is proposed."""
        return any(kind in LIABLE for kind in self.kinds)

    @property
    def matched(self) -> tuple[RowResult, ...]:
        """The rows that hold, those that fell to another included."""
        return tuple(one for one in self.rows if one.holds)

    @property
    def unmatched(self) -> tuple[RowResult, ...]:
        """The rows that do not hold, or of which it is not known."""
        return tuple(one for one in self.rows if not one.holds)


def assess(
    trail: Trail, findings: Sequence[Finding], pack: Pack, case: Said | None = None
) -> tuple[Proposal, ...]:
    """A proposal for everyone in the trail, in its order; ``case`` is what is found of the case.

    A finding of somebody who is not in the trail adds that person to it; what the file says of a
    person outweighs what people say. Raises LawError for a fact of the wrong type.
    """
    rules, about = rules_of(pack), dict(case or {})
    for one in findings:
        trail = trail.with_part(TrailPart(one.person, one.capacity))
    by_part = {(f.person, f.capacity): f for f in findings}
    shared = {**trail.facts, **about, **_of_the_case(trail, findings, about)}
    shared.setdefault("decision_by", trail.decision_by)
    made = []
    for part in trail.parts:
        finding = by_part.get((part.person, part.capacity))
        said = {k: v for k, v in (finding.said if finding else {}).items() if v is not None}
        known = {**shared, **said, **part.did, "capacity": part.capacity}
        on = (finding.done_on if finding else None) or trail.decided_on
        made.append(propose(part.person, part.capacity, known, rules, on))
    return tuple(made)


def _of_the_case(trail: Trail, findings: Sequence[Finding], about: Said) -> dict[str, object]:
    """What follows for everyone from what was found of one."""
    misled = any(
        f.said.get("led_to_error") is True
        and any(f.said.get(name) is True for name in _MISLEADING)
        for f in findings
    )
    found: dict[str, object] = {"misled": misled}
    if part := about.get("wrong_part"):
        whose = answerable(trail.parts_changed, str(part))
        found["wrong_part_changed"] = whose == SUPERIOR
    return found


def propose(person: str, capacity: str, known: Said, rules: Rules, on: date | None) -> Proposal:
    """The proposal for one person from everything known of them. Raises LawError."""
    rows = rules.rows_on(on) if on else ()
    if not rows:
        day = on.isoformat() if on else "行为日不明"
        said = f"{day} 施行的规则没有录入，不以后来的规则提出责任建议，由人工审查"
        return Proposal(person, capacity, ("human_review",), (), (said,), on)
    results = _settled([_result(one, {**known, "capacity": capacity}, rules) for one in rows])
    kinds = tuple(k for k in KINDS if any(r.outcome == k and r.stands for r in results))
    lacking = _open(results, kinds, known, rules)
    notes = tuple(_notes(kinds, results, lacking))
    return Proposal(person, capacity, _kinds(kinds, lacking), results, notes, on)


def _result(read: ReadRow, known: Said, rules: Rules) -> RowResult:
    row, failed, missing = read.row, [], []
    setting = rules.settings.get(row.by_default)
    outcome: Outcome = setting.value if setting else row.proposes  # type: ignore[assignment]
    default = f"{SILENT}：{setting.label}" if setting else ""
    if row.of and known["capacity"] not in row.of:
        return RowResult(row, outcome, False, (_other_capacity(row, rules),), (), default)
    for condition, say in read.conditions:
        holds = condition.holds(known)
        if holds is False:
            failed.append(say)
        elif holds is None:
            missing += [rules.questions[n].label for n in _lacking(condition.names, known, rules)]
    holds = False if failed else None if missing else True
    return RowResult(row, outcome, holds, tuple(failed), tuple(dict.fromkeys(missing)), default)


def _lacking(names: frozenset[str], known: Said, rules: Rules) -> list[str]:
    return [
        name
        for name in sorted(names)
        if name in rules.questions
        and known.get(name) is None
        and rules.questions[name].default is None
    ]


def _other_capacity(row: Row, rules: Rules) -> str:
    labels: Mapping[str, str] = rules.questions["capacity"].choices
    return f"身份为{'、'.join(labels.get(one, one) for one in row.of)}"


def _settled(results: Sequence[RowResult]) -> tuple[RowResult, ...]:
    """Every row, with the row to which it fell, if another that holds takes its place."""
    holding = [one.row for one in results if one.holds]
    return tuple(_fallen(one, holding) if one.holds else one for one in results)


def _fallen(result: RowResult, holding: Sequence[Row]) -> RowResult:
    for other in holding:
        everything = "*" in other.over and result.outcome in AGAINST
        if other.row != result.row.row and (everything or result.row.row in other.over):
            return RowResult(
                result.row, result.outcome, True, default=result.default, fell_to=other.row
            )
    return result


def _kinds(kinds: tuple[Outcome, ...], lacking: Sequence[str]) -> tuple[Outcome, ...]:
    """``none`` only alone; nothing against the person, and something open: people must look."""
    against = tuple(k for k in kinds if k != "none")
    return against or (("human_review",) if lacking else ("none",))


def _open(
    results: Sequence[RowResult], kinds: tuple[Outcome, ...], known: Said, rules: Rules
) -> tuple[str, ...]:
    """What is not known and might, once known, go against the person.

    Nothing may where a row that stands takes the place of every other. Whoever answers for a
    decision that is or may be wrong waits for the finding of their fault, unless a row exempts.
    """
    over = {name for r in results if r.holds for name in r.row.over}
    if "*" in over:
        return ()
    exempt = kinds == ("none",)
    may = AGAINST if exempt else AGAINST | {"answers"}
    pending = [r for r in results if r.holds is None and r.outcome in may]
    labels = [m for r in pending if r.row.row not in over for m in r.missing]
    answering = any(r.outcome == "answers" and r.stands for r in results)
    if not exempt and answering and known.get("wrong") is not False and known.get("fault") is None:
        names = ("fault",) if known.get("wrong") else ("wrong", "fault")
        labels += [rules.questions[name].label for name in names]
    return tuple(dict.fromkeys(labels))


def _notes(
    kinds: tuple[Outcome, ...], results: Sequence[RowResult], lacking: Sequence[str]
) -> list[str]:
    notes = [f"{r.row.row} {r.default}" for r in results if r.stands and r.default]
    if lacking:
        notes.append(f"尚待认定：{'、'.join(lacking)}")
    if not kinds and not lacking:
        notes.append("没有符合的责任情形")
    return notes
