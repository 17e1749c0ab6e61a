"""When a rule is in force: half-open stretches of days, without gap or overlap."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Rule(BaseModel):
    """Base of everything read from YAML: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class InForce(Rule):
    """The days a rule is in force: ``from`` inclusive, ``until`` exclusive."""

    from_on: date = Field(alias="from")
    until_on: date | None = Field(default=None, alias="until")

    @model_validator(mode="after")
    def _runs_forward(self) -> "InForce":
        if self.until_on is not None and self.until_on <= self.from_on:
            raise ValueError(f"until（{self.until_on}）须晚于 from（{self.from_on}）")
        return self

    def covers(self, day: date) -> bool:
        """Whether ``day`` falls within."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class Versioned(Protocol):
    """Anything with a stretch of validity."""

    @property
    def in_force(self) -> InForce:
        """The stretch."""


V = TypeVar("V", bound=Versioned)


def version_on(versions: Sequence[V], day: date) -> V | None:
    """The version in force on ``day``, or None before the first and after the last."""
    for version in reversed(versions):
        if version.in_force.covers(day):
            return version
    return None


def break_in(versions: Sequence[Versioned]) -> str | None:
    """The first gap or overlap between successive versions, said in Chinese, or None."""
    for earlier, later in pairwise(versions):
        end, start = earlier.in_force.until_on, later.in_force.from_on
        if end is None or end > start:
            return f"自 {start} 起施行的版本与前一版本（自 {earlier.in_force.from_on} 起）重叠"
        if end < start:
            return f"{end} 至 {start} 之间没有任何版本"
    return None
