"""The power lists as people read them: each matter with who decides it, and what moved since.

Rows come from ``resolve``, the function that admits acts, on facts that raise no exception; the
exceptions stand beside them as rules with their conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from xiezhi.law.acts import JSON
from xiezhi.law.authority import Authority, resolve
from xiezhi.law.authority_rules import Timed
from xiezhi.law.power_lists import RulesInForce, duties, rules_in_force
from xiezhi.law.refusals import Refused

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack
    from xiezhi.law.power_list_rules import DutyItem


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter on a day: who decides it where no exception holds, and everything that speaks."""

    id: str
    label: str
    decisive: bool
    authority: Authority
    rules: RulesInForce

    @property
    def told(self) -> tuple[object, ...]:
        """What tells two days apart: level, rule, review, approvals, exceptions."""
        return (
            self.authority.level,
            self.authority.rule,
            self.authority.entrustable,
            self.authority.head_review,
            tuple(sorted((s, r.of, r.label) for s, r in self.rules.approvals)),
            tuple(sorted((r.source, r.rule.label) for r in self.rules.rules)),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A matter, or an item of duties, that reads otherwise on another day; None: not there."""

    id: str
    label: str
    before: MatterRow | None = None
    after: MatterRow | None = None
    duty_before: DutyItem | None = None
    duty_after: DutyItem | None = None


def matters_on(on: date, pack: Pack) -> tuple[MatterRow, ...]:
    """Every matter that some rule decides on a day, in the order of the pack."""
    return tuple(_matters(on, pack))


def _matters(on: date, pack: Pack) -> Iterator[MatterRow]:
    for rule in pack.authority.values():
        if rule.over or not rule.rules:
            continue
        rules = rules_in_force(rule.id, on, pack=pack)
        authority = _plainest(rule.id, rules, on, pack)
        if authority is not None:
            yield MatterRow(rule.id, rule.label, rule.decisive, authority, rules)


def facts_read(rules: RulesInForce, pack: Pack) -> tuple[str, ...]:
    """The facts on which the answer of these rules turns, in the order of the pack's facts."""
    read: list[Timed] = [one.rule for one in rules.rules]
    read += [rule for _, rule in (*rules.reviews, *rules.approvals)]
    names = {n for rule in read if rule.condition for n in pack.condition(rule.condition).names}
    return tuple(name for name in pack.facts if name in names)


def _plainest(matter: str, rules: RulesInForce, on: date, pack: Pack) -> Authority | None:
    """The answer on the facts that make the fewest rules speak; None when none speaks."""
    found = []
    for facts in _plain_facts(rules, pack):
        try:
            found.append(resolve(matter, facts, on=on, pack=pack))
        except Refused:
            continue
    return min(found, key=lambda a: len(a.grounds) + len(a.approvals), default=None)


def _plain_facts(rules: RulesInForce, pack: Pack) -> Iterator[dict[str, JSON]]:
    """Facts without an exception: what has no default takes each of its choices in turn."""
    names = [n for n in facts_read(rules, pack) if pack.facts[n].default is None]
    choices: list[tuple[JSON, ...]] = [tuple(pack.facts[n].choices) or (False,) for n in names]
    for values in product(*choices):
        yield dict(zip(names, values, strict=True))


def moved(before: tuple[date, Pack], after: tuple[date, Pack]) -> tuple[Moved, ...]:
    """What reads otherwise between two days, each under its own pack: matters, then duties."""
    first = {row.id: row for row in matters_on(*before)}
    then = {row.id: row for row in matters_on(*after)}
    found = []
    for key in dict.fromkeys((*first, *then)):
        old, new = first.get(key), then.get(key)
        if old is None or new is None or old.told != new.told:
            row = new or old
            assert row is not None
            found.append(Moved(key, row.label, old, new))
    return (*found, *_moved_duties(before, after))


def _moved_duties(before: tuple[date, Pack], after: tuple[date, Pack]) -> Iterator[Moved]:
    first, then = _duties_on(*before), _duties_on(*after)
    for key in dict.fromkeys((*first, *then)):
        old, new = first.get(key), then.get(key)
        if old != new:
            item = new or old
            assert item is not None
            yield Moved(key, item.label, duty_before=old, duty_after=new)


def _duties_on(on: date, pack: Pack) -> dict[str, DutyItem]:
    roles = dict.fromkeys(role for one in pack.lists.values() for role in one.of)
    return {item.no: item for role in roles for item in duties(role, on, pack)}
