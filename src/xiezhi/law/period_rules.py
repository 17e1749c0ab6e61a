"""The kind of a period file: a clock of the law, its versions by date, and its worked examples."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from xiezhi.law.citations import Citation, read_citation
from xiezhi.law.durations import read_duration
from xiezhi.law.validity import InForce, Rule, break_in


def _length(written: str) -> str:
    read_duration(written)
    return written


Length = Annotated[str, AfterValidator(_length)]
Binds = Literal[
    "procuratorate",
    "police",
    "investigating_organ",
    "court",
    "supervision_commission",
    "detention_house",
    "prison",
    "executing_organ",
    "community_correction",
    "administrative_organ",
    "addressee",
    "party",
    "lawyer",
    "any",
]


class Cited(Rule):
    """Anything with its source: the article and some of its words.

    ``unverified`` says that the text was not obtained; then ``source`` names the instrument.
    """

    cite: str | None = None
    quote: str = ""
    unverified: bool = False
    source: str | None = None

    @property
    def citation(self) -> Citation | None:
        """The source as shown beside a step; None when this part has none of its own."""
        if self.cite is None and self.source is None:
            return None
        return Citation(self.cite or self.source or "", self.quote, not self.unverified)

    @model_validator(mode="after")
    def _cites_readably(self) -> "Cited":
        if self.cite is not None and read_citation(self.cite) is None:
            raise ValueError(f"引用「{self.cite}」写法有误，应如「刑事诉讼法(2018) 第172条第1款」")
        if self.cite is not None and not self.quote and not self.unverified:
            raise ValueError(f"引用「{self.cite}」没有 quote；引文未取得的标明 unverified: true")
        return self


class Extension(Cited):
    """More time that someone may grant: ``by`` adds, ``to`` replaces the whole, or open-ended."""

    name: str
    label: str
    condition: str | None = Field(default=None, alias="if")
    by: Length | None = None
    to: Length | None = None
    after: str | None = None
    approved_by: str = ""
    repeatable: bool = False

    @model_validator(mode="after")
    def _adds_or_replaces(self) -> "Extension":
        if self.by and self.to:
            raise ValueError(f"延长 {self.name} 只能写 by（另加）或 to（总长）之一")
        return self


class NamedEvent(Cited):
    """An event that restarts, defers or caps the clock; given as ``events={name: date}``.

    ``since`` is set when the event has had that effect only from a later day.
    """

    event: str
    label: str
    since: date | None = None
    condition: str | None = Field(default=None, alias="if")


class Ground(Cited):
    """A ground on which days are not counted."""

    ground: str
    label: str


class Elsewhere(Cited):
    """Another period that governs instead when the condition holds."""

    condition: str = Field(alias="if")
    period: str
    label: str


class Reading(Rule):
    """A reading that is disputed: the fact that selects it, and what changes then."""

    condition: str = Field(alias="if")
    counts_first_day: bool
    note: str


class Continues(Rule):
    """The period this one goes on from: both are laid down from the same start."""

    period: str
    extensions: tuple[str, ...] = ()


def _bare_id(value: object) -> object:
    return {"period": value} if isinstance(value, str) else value


class PeriodVersion(Cited):
    """What the law said while in force. Without ``limit`` the version is a constraint only."""

    in_force: InForce
    limit: Length | None = None
    continues: Annotated[Continues | None, BeforeValidator(_bare_id)] = None
    instead: tuple[Elsewhere, ...] = ()
    extensions: tuple[Extension, ...] = ()
    restarts: tuple[NamedEvent, ...] = ()
    defers: tuple[NamedEvent, ...] = ()
    caps: tuple[NamedEvent, ...] = ()
    excludes: tuple[Ground, ...] = ()
    holds_if: str | None = None
    disputed: Reading | None = None
    note: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        """Every condition that bears on the date."""
        written = [one.condition for one in self.extensions]
        written += [one.condition for one in self.defers]
        written += [one.condition for one in self.instead]
        written.append(self.disputed.condition if self.disputed else None)
        return tuple(one for one in written if one is not None)

    def extension(self, name: str) -> Extension | None:
        """The extension of that name, or None."""
        return next((one for one in self.extensions if one.name == name), None)


class Given(Rule):
    """What a worked example is given; ``clock`` when it shows through another period."""

    start: datetime | date | None = None
    on: date | None = None
    clock: str | None = None
    facts: dict[str, object] = {}  # noqa: RUF012 — pydantic copies it
    events: dict[str, date] = {}  # noqa: RUF012
    exclude: tuple[str, ...] = ()
    suspend: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()


class Expected(Rule):
    """What must come out of a worked example."""

    due_on: date | None = None
    due_at: datetime | None = None
    latest_on: date | None = None
    provisional: bool | None = None
    not_running: bool = False
    holds: bool | None = None
    refused: str | None = None


class Example(Rule):
    """A worked example: dates justified by the rules, not by the program."""

    name: str
    given: Given
    expect: Expected


class Period(Rule):
    """A clock of the law; ``constraint`` is a limit without a date, ``rule`` a way of counting.

    ``on_expiry`` sums up what follows when it runs out; it is a summary and quotes nothing.
    ``bounds_custody``: who is in custody may be held no longer than it runs (刑事诉讼法 98).
    """

    id: str
    label: str
    kind: Literal["clock", "constraint", "rule"] = "clock"
    binds: Binds
    starts_on: str
    counting: str | None = None
    bounds_custody: bool = False
    versions: tuple[PeriodVersion, ...]
    succeeds: str | None = None
    succeeded_by: str | None = None
    on_expiry: str = ""
    note: str = ""
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> "Period":
        broken = break_in(self.versions)
        if broken:
            raise ValueError(broken)
        if self.kind == "constraint":
            return self
        if self.counting is None:
            raise ValueError("期限须写明 counting（计算方法）")
        if any(version.limit is None for version in self.versions):
            raise ValueError("每个版本须写明 limit（期限长度）")
        return self

    def narrowed_by(self, other: "Period") -> str | None:
        """What ``other`` loosens against this period, in Chinese; None when it only narrows."""
        for floor, local in zip(self.versions, other.versions, strict=False):
            if floor.limit and local.limit and not _not_longer(local.limit, floor.limit):
                return f"期限由 {floor.limit} 延为 {local.limit}"
            for extension in local.extensions:
                if floor.extension(extension.name) is None:
                    return f"增加了延长「{extension.label}」"
        return None if self.counting == other.counting else "改变了计算方法"


def _not_longer(local: str, floor: str) -> bool:
    one, two = read_duration(local), read_duration(floor)
    return all(
        getattr(one, name) <= getattr(two, name)
        for name in ("months", "halves", "days", "working_days", "hours")
    )
