"""The kind of a counting file: the rules by which a family of periods is counted, with sources."""

from typing import Literal

from pydantic import Field, model_validator

from xiezhi.law.durations import Duration, read_duration
from xiezhi.law.validity import InForce, Rule, break_in

RuleName = Literal[
    "exclude_first_day",
    "exclude_first_hour",
    "roll_past_holidays",
    "no_roll_while_in_custody",
    "never_roll",
    "move_earlier",
    "month_to_same_day",
    "month_end_to_month_end",
    "month_clips_to_last_day",
    "half_month",
    "count_working_days",
]


class CountingRule(Rule):
    """One rule of counting. ``by_analogy`` marks a rule that no text lays down for this family."""

    rule: RuleName
    label: str
    cite: str | None = None
    quote: str = ""
    by_analogy: bool = False
    unverified: bool = False
    condition: str | None = Field(default=None, alias="if")
    is_worth: str | None = None

    @property
    def worth(self) -> Duration:
        """What a half month is worth (半个月一律按十五日计算)."""
        return read_duration(self.is_worth or "half month")

    @model_validator(mode="after")
    def _has_a_source(self) -> "CountingRule":
        if self.cite is None and not self.by_analogy:
            raise ValueError(f"规则 {self.rule} 没有依据，须写 cite，或标明 by_analogy: true")
        return self


class CountingVersion(Rule):
    """The rules of a family while in force."""

    in_force: InForce
    rules: tuple[CountingRule, ...]
    note: str = ""

    def rule(self, name: RuleName) -> CountingRule | None:
        """The rule of that name, or None when the family does not have it."""
        return next((rule for rule in self.rules if rule.rule == name), None)


class Counting(Rule):
    """A family of periods that are counted alike."""

    id: str
    label: str
    versions: tuple[CountingVersion, ...]

    @model_validator(mode="after")
    def _versions_follow(self) -> "Counting":
        broken = break_in(self.versions)
        if broken:
            raise ValueError(broken)
        return self
