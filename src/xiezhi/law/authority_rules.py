"""The kinds of an authority file: matters and who decides them, and rules that cut across matters.

Levels in rising order: prosecutor, chief, committee. The highest that speaks wins. A matter on
which no rule speaks is refused. ``entrustable``: the chief may entrust it to a prosecutor.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from xiezhi.law.procedure_rules import Cited
from xiezhi.law.validity import InForce, Rule

Level = Literal["prosecutor", "chief", "committee"]
LEVELS: tuple[Level, ...] = ("prosecutor", "chief", "committee")


class Timed(Cited):
    """A rule with a condition and, optionally, its own days of validity."""

    condition: str | None = Field(default=None, alias="if")
    in_force: InForce | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether the rule is in force on ``day``; without dates it always is."""
        return self.in_force is None or self.in_force.covers(day)


class LevelRule(Timed):
    """One rule that asks for a level. ``entrusts`` marks an item of a provincial power list.

    A power list may bring a matter down to a prosecutor only where every rule at the winning level
    is ``entrustable`` (组织法 29, 规则 4).
    """

    level: Level
    label: str = ""
    entrustable: bool = False
    entrusts: bool = False
    in_text: bool = True


class ReviewRule(Timed):
    """When the department head reviews before the matter goes on (意见 8, 23).

    ``documents`` are the templates of the papers that an item of a review list names.
    """

    label: str = ""
    documents: tuple[str, ...] = ()


class ApprovalRule(Timed):
    """An approval of, or a filing with, a superior procuratorate."""

    of: Literal["next_higher", "provincial", "supreme"]
    label: str
    filing_only: bool = False


class OtherDocument(Rule):
    """What makes a file an other document (其他文件, 意见 48): the office and day of its issue."""

    issuer: Literal["supreme", "provincial", "city", "district"]
    issued_on: date


class Example(Rule):
    """A worked answer: facts, day and what must come out."""

    name: str = ""
    given: dict[str, object] = Field(default_factory=dict)
    matter: str | None = None
    on: date | None = None
    expect: dict[str, object]


class AuthorityRule(Rule):
    """A matter and who decides it; or, with ``over``, rules laid over many matters.

    ``over`` holds matter ids, prefixes ending in ``.*``, or ``decisive`` (意见 47: what decides
    the case in the procuratorate's name). ``in_force`` are the days of every rule in it that has
    none of its own. ``document`` marks a file of another document, which yields to the opinion and
    the laws (意见 48). ``codes`` are tables such as the triggers of 意见 22.
    ``settings`` are the defaults where the text is silent.
    """

    id: str
    label: str
    in_force: InForce | None = None
    document: OtherDocument | None = None
    over: tuple[str, ...] = ()
    decisive: bool = False
    delegable: bool = True
    rules: tuple[LevelRule, ...] = ()
    head_review: tuple[ReviewRule, ...] = ()
    approvals: tuple[ApprovalRule, ...] = ()
    codes: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, Setting] = Field(default_factory=dict)
    articles: dict[str, Cited] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> AuthorityRule:
        says = self.rules or self.head_review or self.approvals or self.codes
        if not (says or self.settings or self.articles):
            raise ValueError("既没有权限规则，也没有审核、报批规则或者代码表")
        return self

    def covers(self, matter: AuthorityRule) -> bool:
        """Whether this rule is laid over the given matter."""
        return any(
            (name == "decisive" and matter.decisive)
            or name == matter.id
            or (name.endswith(".*") and matter.id.startswith(name[:-1]))
            for name in self.over
        )


class Setting(Cited):
    """A default where the text is silent: configurable, and shown as such in every trace."""

    value: bool | int | str
    label: str


AuthorityRule.model_rebuild()
