"""Rules of process monitoring, read from ``packs/cn/monitoring.yaml``."""

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from xiezhi.law import Citation, national
from xiezhi.law.packs import packs_folder

OWN = "procuratorate"
UNANSWERED = "notice_unanswered"  # the rule about notices whose reply is late


class Conduct(BaseModel):
    """What a rule of conduct looks at: an act of these procedures, its time or its place.

    `act`, `after` and `before` are names of deeds (``accept``, ``move:…``, ``issue_document:…``).
    ``late``: done, or still not done, after the period ``within`` from the first deed ``after``;
    ``missing``: besides, one of ``before`` followed without it; ``order``: it came after one of
    ``before``. ``what`` and ``what_follows`` are their words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    procedures: tuple[str, ...]
    finds: Literal["late", "missing", "order"]
    act: str
    what: str
    per: Literal["party", "case"] = "case"
    after: str = ""
    within: str = ""
    before: tuple[str, ...] = ()
    what_follows: str = ""

    @model_validator(mode="after")
    def _has_its_parts(self) -> "Conduct":
        timed = (self.after, self.within) if self.finds != "order" else ()
        placed = (self.before, self.what_follows) if self.finds != "late" else ()
        if not all((*timed, *placed)):
            raise ValueError(f"「{self.what}」缺 after、within 或者 before、what_follows")
        return self


class MonitoringRule(BaseModel):
    """When to tell whom (``days_before``), or what to note once a clock is past (``severity``).

    ``counting`` narrows the rule to clocks counted by these families; empty means all others.
    ``binds`` narrows it further to clocks that bind this organ, before the rules for any.
    ``conduct`` rules look at acts instead of clocks; ``item`` is their number among the items of
    process monitoring, ``kind`` the kind of breach that the notice names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    counting: tuple[str, ...] = ()
    binds: str = ""
    cite: str
    quote: str
    days_before: tuple[int, ...] = ()
    days_note: str = ""
    tells: tuple[str, ...]
    severity: Literal["oral", "notice", "serious"] | None = None
    reply: str | None = None
    asks: tuple[str, ...] = ()
    kind: str = "period"
    item: int | None = None
    conduct: Conduct | None = None

    @property
    def counts_clocks(self) -> bool:
        """Whether it is about clocks: told before their end, or noted after."""
        return self.conduct is None and bool(self.days_before or self.severity)

    @property
    def citation(self) -> Citation:
        """The article behind the rule."""
        return Citation(self.cite, self.quote, verified=True)


@cache
def rules() -> dict[str, MonitoringRule]:
    """Return every monitoring rule by id."""
    path = packs_folder() / "cn" / "monitoring.yaml"
    found = yaml.safe_load(path.read_text("utf-8"))
    return TypeAdapter(dict[str, MonitoringRule]).validate_python(found)


@cache
def conduct_rules() -> dict[str, dict[str, MonitoringRule]]:
    """Return the rules of conduct, for each procedure by id."""
    found: dict[str, dict[str, MonitoringRule]] = {}
    for key, rule in rules().items():
        for procedure in rule.conduct.procedures if rule.conduct else ():
            found.setdefault(procedure, {})[key] = rule
    return found


def rule_for(period_id: str, *, overdue: bool) -> tuple[str, MonitoringRule] | None:
    """Return the rule for a clock: one for its counting family if any, else the general one.

    A clock that binds another organ and has no rule of its own is not the procuratorate's to
    keep: None. Nor is the day for a reply that a document names to its addressee (no period).
    """
    if not period_id:
        return None
    period = national().period(period_id)
    clocks = [(k, r) for k, r in rules().items() if r.counts_clocks]
    candidates = [(k, r) for k, r in clocks if (r.severity is not None) == overdue]
    particular = [(k, r) for k, r in candidates if (period.counting or "") in r.counting]
    fitting = [(k, r) for k, r in particular if r.binds in ("", period.binds)]
    if fitting:
        return max(fitting, key=lambda found: bool(found[1].binds))
    if period.binds != OWN:
        return None
    return next((k, r) for k, r in candidates if not r.counting)


def days_told_before() -> tuple[int, ...]:
    """Return on how many days before their end clocks are told, the furthest first; days."""
    found = {days for rule in rules().values() for days in rule.days_before if days}
    return tuple(sorted(found, reverse=True))


def most_days_before() -> int:
    """Return how many days before its end a clock is first looked at."""
    return max((days for rule in rules().values() for days in rule.days_before), default=0)
