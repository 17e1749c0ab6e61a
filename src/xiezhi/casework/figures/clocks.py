"""The clocks of a proceeding as rows: whose, until when, by which article, and the reckoning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from xiezhi.law import Citation, Pack, Step
from xiezhi.law.state import ClockState
from xiezhi.law.validity import version_on

ORDER = {"running": 0, "suspended": 1, "done": 2}


@dataclass(frozen=True)
class ClockRow:
    """A clock ready to draw; `steps` are worked out when a page shows them."""

    clock: ClockState
    name: str
    citation: Citation | None

    @property
    def key(self) -> str:
        """The clock's own key, unlike that of any other clock of the proceeding."""
        return self.clock.key

    @property
    def label(self) -> str:
        """What is counted."""
        return self.clock.label or self.clock.period_id

    @property
    def period_id(self) -> str:
        """The rule that counts it."""
        return self.clock.period_id

    @property
    def status(self) -> str:
        """running, suspended or done."""
        return self.clock.status

    @property
    def due_on(self) -> date | None:
        """The last day."""
        return self.clock.deadline.due_on

    @property
    def due_at(self) -> datetime | None:
        """The last instant of a clock of hours."""
        return self.clock.deadline.due_at

    @property
    def latest_on(self) -> date | None:
        """The last day with every extension that is still possible."""
        return self.clock.deadline.latest_on

    @property
    def provisional(self) -> bool:
        """Whether the day may still change."""
        return self.clock.deadline.provisional

    @property
    def ended_on(self) -> date | None:
        """The day it was met."""
        return self.clock.ended_on

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, step by step; nothing for a clock that has ended."""
        return () if self.clock.status == "done" else self.clock.deadline.steps


def clock_rows(
    clocks: Sequence[ClockState], names: Mapping[str, str], packs: Callable[[str], Pack]
) -> tuple[ClockRow, ...]:
    """Return the clocks, running ones first and by last day; `names` of parties by code.

    `packs` finds the pack that counts a clock by its version.
    """
    rows = [
        ClockRow(clock, names.get(clock.subject or "", ""), citation_of(clock, packs(clock.pack)))
        for clock in clocks
    ]
    return tuple(sorted(rows, key=lambda r: (ORDER.get(r.status, 3), r.due_on or date.max)))


def citation_of(clock: ClockState, pack: Pack) -> Citation | None:
    """Return the article by which a clock is counted, in the version of the day it started."""
    period = pack.periods.get(clock.period_id)
    version = version_on(period.versions, clock.start_on) if period else None
    return version.citation if version else None


def said(rows: Sequence[ClockRow]) -> str:
    """Return 「3 个在走，2 个已完成」."""
    running = sum(row.status == "running" for row in rows)
    held = sum(row.status == "suspended" for row in rows)
    done = sum(row.status == "done" for row in rows)
    parts = [_("%(n)d 个在走") % {"n": running}]
    if held:
        parts.append(_("%(n)d 个暂停") % {"n": held})
    if done:
        parts.append(_("%(n)d 个已完成") % {"n": done})
    return "，".join(parts)
