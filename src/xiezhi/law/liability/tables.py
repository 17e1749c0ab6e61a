"""The kinds of a liability file: questions that people answer, rows that propose, code tables.

A row says whom it concerns (``of``), under which conditions (``when``), and what it proposes. A
proposal is never more: people determine (意见 35, 36).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from xiezhi.law.authority_rules import Setting
from xiezhi.law.conditions import Fact
from xiezhi.law.procedure_rules import Cited
from xiezhi.law.validity import InForce, Rule

Capacity = Literal[
    "sole", "lead", "team_member", "chief", "delegate", "delegator", "committee_member",
    "supervisor", "auxiliary", "superior",
]  # fmt: skip
Outcome = Literal[
    "primary", "judicial", "corresponding", "supervisory", "human_review", "management", "flaw",
    "none", "answers", "refers", "lenient", "strict",
]  # fmt: skip
# what a proposal may come to, the gravest first; the other outcomes only stand beside it
KINDS: tuple[Outcome, ...] = (
    "primary", "judicial", "corresponding", "supervisory", "human_review", "management", "flaw",
    "none",
)  # fmt: skip
LIABLE: frozenset[Outcome] = frozenset({"primary", "judicial", "corresponding", "supervisory"})


class Question(Fact):
    """A fact of liability: read from the trail, or found by people of the case or of a person.

    ``of`` are the capacities that are asked; none means all. ``needs`` is a word on what counts.
    """

    told_by: Literal["trail", "case", "person"] = "person"
    of: tuple[Capacity, ...] = ()
    needs: str = ""


class Code(Cited):
    """One circumstance of a list; ``pending``: its text was never obtained, so it is not used."""

    label: str
    source: str = ""
    pending: bool = False


class Part(Rule):
    """One condition of a row, with the words in which it is told."""

    condition: str = Field(alias="if")
    say: str


class Row(Cited):
    """One row of a liability table.

    ``over`` names rows whose proposal falls when this one holds, ``*`` for all that go against
    the person. ``by_default`` names the setting that gives the outcome where the text is silent.
    """

    row: str
    label: str
    of: tuple[Capacity, ...] = ()
    when: tuple[Part, ...] = ()
    proposes: Outcome
    over: tuple[str, ...] = ()
    by_default: str = ""
    in_force: InForce | None = None
    source: str = ""


class Example(Rule):
    """A worked proposal: what is known of a person, and the kinds and rows it must come to."""

    name: str
    given: dict[str, object]
    on: date | None = None
    kinds: tuple[Outcome, ...]
    rows: tuple[str, ...] = ()


class LiabilityTable(Rule):
    """A part of the tables of liability; all of them together are read as one.

    ``in_force`` are the days of the rules it holds: a row applies to what was done on such a day.
    """

    id: str
    label: str
    in_force: InForce
    questions: dict[str, Question] = Field(default_factory=dict)
    settings: dict[str, Setting] = Field(default_factory=dict)
    codes: dict[str, Code] = Field(default_factory=dict)
    articles: dict[str, Cited] = Field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> LiabilityTable:
        if not (self.questions or self.settings or self.codes or self.articles or self.rows):
            raise ValueError("没有问题、口径、代码、依据，也没有责任情形")
        return self
