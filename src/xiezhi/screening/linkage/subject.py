"""What is compared when two records are asked to be of one subject: read from ``subjects/``."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, model_validator

from xiezhi.screening.dictionary import Kind
from xiezhi.screening.errors import ScreeningError

Probability = Annotated[float, Field(gt=0, lt=1)]


class Level(Kind):
    """One outcome of a comparison: its words, its condition in SQL over ``_l`` and ``_r``, how
    often records of one subject (``m``) and of two (``u``) show it. Without ``m`` it says nothing.

    ``counts``: it is a fact beside the name that agrees. ``frequency``: a rare value weighs more.
    ``doubt``: so unlike that a person decides (twins, spouses) unless another ``settles`` it.
    """

    label: str
    when: str
    m: Probability | None = None
    u: Probability | None = None
    counts: bool = False
    doubt: bool = False
    settles: bool = False
    frequency: bool = False


class Comparison(Kind):
    """The levels of one column, the first that holds counts. ``name_only``: it is the name."""

    column: str
    levels: tuple[Level, ...]
    name_only: bool = False

    @model_validator(mode="after")
    def _whole(self) -> "Comparison":
        if self.levels[0].m is not None or self.levels[-1].when != "ELSE":
            raise ValueError(f"{self.column}：第一档应为“未提供”，最后一档应为 ELSE")
        if any(level.m is None or level.u is None for level in self.levels[1:]):
            raise ValueError(f"{self.column}：第一档以外都要有 m 和 u")
        if self.name_only and any(level.counts for level in self.levels):
            raise ValueError(f"{self.column}：名称一致不得算作名称以外的事实")
        return self

    def level(self, value: int) -> Level:
        """The level behind Splink's number for it: -1 for the silent one, 0 for the last."""
        return self.levels[0] if value < 0 else self.levels[len(self.levels) - 1 - value]


class Datum(Kind):
    """A column of the records handed in."""

    type: Literal["text", "date"]
    label: str


class Block(Kind):
    """Pairs that agree on all these prepared columns are compared."""

    label: str
    agree: tuple[str, ...] = Field(min_length=2)


class Frequency(Kind):
    """Whose frequency counts; ``strangers``: people outside the data assumed beside those in it,
    so that a name is no rarer, nor commoner, for the data being few."""

    column: str
    strangers: int


class Subject(Kind):
    """Everything that linking one kind of subject takes."""

    subject: Literal["person", "firm"]
    label: str
    number: str
    source: str
    prior: Probability
    frequency: Frequency
    exclude: str
    columns: Mapping[str, Datum]
    comparisons: tuple[Comparison, ...]
    blocking: tuple[Block, ...]

    @model_validator(mode="after")
    def _known(self) -> "Subject":
        unknown = {c.column for c in self.comparisons} - set(self.columns)
        if unknown:
            raise ValueError(f"columns 中没有：{'、'.join(sorted(unknown))}")
        return self

    @property
    def prior_bits(self) -> float:
        """What any two records weigh before they are compared, in bits."""
        return math.log2(self.prior / (1 - self.prior))

    def comparison(self, column: str) -> Comparison:
        """The comparison of a column; raises :class:`KeyError`."""
        return {c.column: c for c in self.comparisons}[column]


@cache
def load_subject(name: str, root: Path | None = None) -> Subject:
    """Read ``subjects/<name>.yaml``. Raises :class:`ScreeningError` naming the fault."""
    path = (root or Path(__file__).parent / "subjects") / f"{name}.yaml"
    if not path.is_file():
        raise ScreeningError("没有这种关联对象", "可用：person（人员）、firm（单位）", value=name)
    try:
        return Subject.model_validate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    except (ValueError, yaml.YAMLError) as error:
        raise ScreeningError(f"关联权重有误：{error}", place=path.name) from error
