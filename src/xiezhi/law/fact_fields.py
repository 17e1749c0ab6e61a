"""Which facts matter in a procedure: those its conditions and the authority over it read."""

from __future__ import annotations

from collections.abc import Iterator

from xiezhi.law.conditions import Fact
from xiezhi.law.context import Context
from xiezhi.law.fields import FieldSpec

KINDS = {"bool": "bool", "int": "int", "decimal": "decimal", "date": "date", "text": "text"}


def fact_fields(context: Context) -> tuple[FieldSpec, ...]:
    """The facts as form fields, none of them required; remembered with the pack."""
    key = ("fact_fields", context.procedure.id)
    known = context.pack.plans.get(key)
    if not isinstance(known, tuple):
        names = {name for expr in _expressions(context) for name in _names(context, expr)}
        facts = context.pack.facts
        known = tuple(_field(name, facts[name]) for name in facts if name in names)
        context.pack.plans[key] = known
    return known


def _names(context: Context, expression: str) -> frozenset[str]:
    return context.pack.condition(expression).names


def _field(name: str, fact: Fact) -> FieldSpec:
    choices = tuple(fact.choices.items())
    kind = "choice" if choices else KINDS.get(fact.type, "text")
    return FieldSpec(name, fact.label, kind, choices=choices, source=f"facts.{name}")


def _expressions(context: Context) -> Iterator[str]:
    """Every condition that decides a clock, a move, an extension or who decides."""
    procedure, authority = context.procedure, context.pack.authority
    yield from (c.condition for c in procedure.clocks.values() if c.condition)
    for move in procedure.moves:
        yield from (r.condition for r in move.requires)
    for extension in procedure.extensions:
        yield from (r.condition for r in extension.requires)
    named = {m.authority for m in procedure.moves if m.authority}
    matters = [authority[name] for name in sorted(named) if name in authority]
    for rule in authority.values():
        if rule in matters or any(rule.covers(matter) for matter in matters):
            spoken = (*rule.rules, *rule.head_review, *rule.approvals)
            yield from (r.condition for r in spoken if r.condition)
