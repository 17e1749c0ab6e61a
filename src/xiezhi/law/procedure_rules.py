"""The kinds of a procedure file: stages, clocks, moves, extensions and follow-ups, as data.

A procedure is read once from YAML, checked for dangling names, and used as it is by the engine.
Conditions are CEL over declared facts: those of the case, over them those of the party concerned
and, in ``form``, over them what was filled in.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from xiezhi.law.citations import Citation
from xiezhi.law.fields import FieldSpec
from xiezhi.law.validity import InForce, Rule

FieldKind = Literal[
    "text", "longtext", "date", "datetime", "bool", "int", "decimal", "choice",
    "person", "persons", "parties", "evidence",
]  # fmt: skip


class Cited(Rule):
    """A rule with its source: article and words; ``unverified`` when the text was not found."""

    cite: str | None = None
    quote: str = ""
    unverified: bool = False

    @property
    def citation(self) -> Citation | None:
        """The citation, or None when the rule cites nothing."""
        return Citation(self.cite, self.quote, not self.unverified) if self.cite else None


class FormField(Rule):
    """A field of the act's form. ``why`` is mandatory for a required field."""

    name: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    why: str = ""
    choices: dict[str, str] = Field(default_factory=dict)
    source: str | None = None

    @model_validator(mode="after")
    def _required_says_why(self) -> FormField:
        if self.required and not self.why:
            raise ValueError(f"字段「{self.name}」是必填项，须写明 why")
        return self

    @property
    def spec(self) -> FieldSpec:
        """The field as offers show it."""
        pairs = tuple(self.choices.items())
        return FieldSpec(
            self.name, self.label, self.kind, self.required, self.why, pairs, self.source
        )


class Requirement(Cited):
    """A condition that must hold, with the refusal and the cure when it does not."""

    condition: str = Field(alias="if")
    reason: str
    cure: str


class Paper(Rule):
    """A document that goes with a move: template directory, when, to whom, required or not."""

    template: str
    condition: str | None = Field(default=None, alias="if")
    to: tuple[str, ...] = ()
    optional: bool = False


class WhenLate(Rule):
    """What the handler does, in order, when what a stage waits for is late by a clock of these."""

    clocks: tuple[str, ...]
    moves: tuple[str, ...]


class Stage(Rule):
    """A stage: its clocks run while a party stands in it; ``final`` ends the party's way."""

    label: str
    clocks: tuple[str, ...] = ()
    final: bool = False
    after_assign: str | None = None
    waits_for: str | None = None
    waits_role: str = "case_management"
    when_late: WhenLate | None = None


class ClockRule(Rule):
    """A clock: the period it counts, for each party or for the case, and when it applies.

    ``starts_on_fact`` names the date it counts from when that is not the day of the move (an
    arrest, a birth); ``due_on_fact`` the date a document itself set, where no statute counts.
    """

    label: str
    period: str | None = None
    starts_on_fact: str | None = None
    due_on_fact: str | None = None
    per: Literal["party", "case"] = "case"
    condition: str | None = Field(default=None, alias="if")


class Move(Cited):
    """A move from stage to stage; with ``authority`` it is made by a decision, else by ``move``.

    ``per`` says whether it concerns one party, the whole case, or either; ``counted_with`` are
    other moves that use up the same ``at_most``; ``counts`` is the fact that counts it; a
    ``$name`` in ``sets_facts`` takes the field of that name; ``revokes`` names groups whose
    decision it undoes; it must be made before the clocks ``within`` run out; ``extends`` grants
    extensions, by clock.
    """

    do: str
    label: str
    origin: tuple[str, ...] = Field(alias="from")
    to: str | None = None
    per: Literal["party", "case", "either"] = "case"
    who: tuple[str, ...] = ("handler",)
    group: str | None = None
    authority: str | None = None
    requires: tuple[Requirement, ...] = ()
    form: tuple[Requirement, ...] = ()
    at_most: int | None = None
    otherwise: str = "改办其他可以办理的事项"
    counted_with: tuple[str, ...] = ()
    fresh_handler_after: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    extends: dict[str, str] = Field(default_factory=dict)
    revokes: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    clocks_from: Literal["move", "opened"] = "move"
    stops: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    documents: tuple[Paper, ...] = ()
    fields: tuple[FormField, ...] = ()
    counts: str | None = None
    sets_facts: dict[str, bool | int | str] = Field(default_factory=dict)

    @field_validator("origin", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("documents", mode="before")
    @classmethod
    def _bare_template(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        return [{"template": v} if isinstance(v, str) else v for v in value]

    @property
    def matter_group(self) -> str:
        """The group of alternatives this move belongs to; one matter decides between them."""
        return self.group or self.do


class Extension(Cited):
    """An extension a clock admits: the period's extension id, who decides it, and when."""

    clock: str
    extension: str
    label: str
    authority: str | None = None
    requires: tuple[Requirement, ...] = ()


class FollowUp(Cited):
    """A clock that a document starts when issued, served or answered."""

    on: Literal["issue", "serve", "reply"]
    template: str
    clock: str
    until: tuple[str, ...] = ("reply",)  # reply | move:<do>


class PartyRequirement(Requirement):
    """A condition on every party who stands in ``stage``."""

    stage: str


class Closing(Cited):
    """What must be true before the proceeding may be closed: of the case, and of each party."""

    requires: tuple[Requirement, ...] = ()
    of_each: tuple[PartyRequirement, ...] = ()


class Procedure(Cited):
    """A whole procedure: the graph of stages and moves with clocks, authority and documents."""

    id: str
    label: str
    in_force: InForce
    first: str
    accepts: tuple[Requirement, ...] = ()
    acceptance_fields: tuple[FormField, ...] = ()
    stages: dict[str, Stage]
    clocks: dict[str, ClockRule] = Field(default_factory=dict)
    moves: tuple[Move, ...]
    extensions: tuple[Extension, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    papers: tuple[str, ...] = ()
    closing: Closing = Closing()

    @model_validator(mode="after")
    def _no_dangling_name(self) -> Procedure:
        for where, stage in self._stage_names():
            if stage not in self.stages:
                raise ValueError(f"{where} 指向的阶段「{stage}」没有定义")
        for where, clock in self._clock_names():
            if clock not in self.clocks:
                raise ValueError(f"{where} 指向的期限「{clock}」没有定义")
        dos = [m.do for m in self.moves]
        for do in {do for do in dos if dos.count(do) > 1}:
            raise ValueError(f"行为「{do}」定义了不止一次")
        for do in (d for s in self.stages.values() if s.when_late for d in s.when_late.moves):
            if do not in dos:
                raise ValueError(f"when_late 指向的行为「{do}」没有定义")
        return self

    def _stage_names(self) -> list[tuple[str, str]]:
        found = [("first", self.first)]
        for key, stage in self.stages.items():
            if stage.after_assign:
                found.append((f"stages.{key}.after_assign", stage.after_assign))
        for move in self.moves:
            found += [(f"moves.{move.do}.from", s) for s in move.origin]
            if move.to:
                found.append((f"moves.{move.do}.to", move.to))
        return found + [("closing.of_each", rule.stage) for rule in self.closing.of_each]

    def _clock_names(self) -> list[tuple[str, str]]:
        found = [(f"stages.{k}.clocks", c) for k, s in self.stages.items() for c in s.clocks]
        for m in self.moves:
            keys = m.starts + m.restarts + m.stops + m.suspends + m.resumes + m.within
            keys += tuple(m.extends)
            found += [(f"moves.{m.do}", c) for c in keys]
        found += [("extensions", e.clock) for e in self.extensions]
        found += [("follow_ups", f.clock) for f in self.follow_ups]
        late = [s.when_late for s in self.stages.values() if s.when_late]
        found += [("when_late", clock) for one in late for clock in one.clocks]
        return found

    def move(self, do: str) -> Move | None:
        """The move with this id, or None."""
        return next((m for m in self.moves if m.do == do), None)

    def group(self, name: str) -> tuple[Move, ...]:
        """All moves between which a matter of this group decides."""
        return tuple(m for m in self.moves if m.authority and m.matter_group == name)
