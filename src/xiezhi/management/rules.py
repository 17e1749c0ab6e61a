"""Rules of process monitoring, read from ``packs/cn/monitoring.yaml``."""

from functools import cache
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from xiezhi.law import Citation, national
from xiezhi.law.packs import packs_folder

OWN = "procuratorate"


class MonitoringRule(BaseModel):
    """When to tell whom (``days_before``), or what to note once a clock is past (``severity``).

    ``counting`` narrows the rule to clocks counted by these families; empty means all others.
    ``binds`` narrows it further to clocks that bind this organ, before the rules for any.
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


def rule_for(period_id: str, *, overdue: bool) -> tuple[str, MonitoringRule] | None:
    """Return the rule for a clock: one for its counting family if any, else the general one.

    A clock that binds another organ and has no rule of its own is not the procuratorate's to
    keep: None. Nor is the day for a reply that a document names to its addressee (no period).
    """
    if not period_id:
        return None
    period = national().period(period_id)
    candidates = [(k, r) for k, r in rules().items() if (r.severity is not None) == overdue]
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
