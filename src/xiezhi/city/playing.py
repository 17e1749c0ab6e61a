"""Plays a proceeding through the real actions: what waits is done by whom it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.actions.assign import assign
from xiezhi.casework.actions.close import close
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.selectors.handling import state_now
from xiezhi.city.entrusting import ENTRUSTED
from xiezhi.city.staff import Staff
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.law.state import Awaiting, State
from xiezhi.organs.models import Person

MORNING = time(9, 0)


@dataclass(slots=True)
class Pen:
    """The city's clock: every act is some hours after the last and never after now."""

    draw: Random
    at: datetime
    until: datetime
    acts_left: int | None = None  # None: as far as time allows

    def step(self, days: float = 0.0) -> datetime:
        """Move on by ``days`` and a few minutes, and return the instant."""
        if self.acts_left is not None:
            self.acts_left -= 1
        self.at = min(self.at + timedelta(days=days, minutes=self.draw.randint(5, 90)), self.until)
        return self.at

    @property
    def over(self) -> bool:
        """Whether the present is reached, or the handler has come no further."""
        return self.at >= self.until or (self.acts_left is not None and self.acts_left <= 0)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the handler will propose: a move, for one party or all, with its form's fields."""

    do: str
    reasons: str
    subject: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


def morning(day: date) -> datetime:
    """Return nine o'clock of a day in Shanghai."""
    return datetime.combine(day, MORNING, timezone.get_current_timezone())


class Play:
    """One proceeding on its way; each method does one act and moves the clock."""

    def __init__(self, staff: Staff, proceeding: Any, pen: Pen) -> None:
        self.staff = staff
        self.id: UUID = proceeding.pk
        self.department: str = proceeding.department.code
        self.pen = pen

    @property
    def state(self) -> State:
        """What the acts add up to."""
        return state_now(self.id)

    @property
    def handler(self) -> Person:
        """Who handles it."""
        found = self.state.handler
        assert found is not None
        return self.staff.person(found)

    def draw_handler(self) -> None:
        """Case management draws the handler."""
        assign(self.staff.manager, self.id, at=self.pen.step())

    def move(self, do: str, **given: Any) -> None:
        """The handler makes a move that needs no decision."""
        make_move(self.handler, self.id, do, at=self.pen.step(0.5), **given)

    def propose(self, opinion: Opinion, days: float = 2.0) -> None:
        """The handler's opinion."""
        opine(
            self.handler, self.id, opinion.do, opinion.reasons,
            subject=opinion.subject, fields=opinion.fields, at=self.pen.step(days),
        )  # fmt: skip

    def carry_through(self) -> None:
        """Do what waits on an opinion until it is decided or the present is reached."""
        for _ in range(6):
            if self.pen.over:
                return
            step = next((a for a in self.state.awaiting if a.step in ("review", "decide")), None)
            if step is None:
                return
            if step.step == "review" and self._decided_by_the_handler(step):
                return
            self._next(step)

    def _decided_by_the_handler(self, step: Awaiting) -> bool:
        """Let an entrusted prosecutor decide in half of the cases where the law allows it."""
        assert step.matter is not None
        matter = self.state.matters[step.matter]
        entrusted = matter.authority.matter in ENTRUSTED.get(self.department, ())
        heads_own = self.handler not in self.staff.prosecutors(self.department)
        if not entrusted or heads_own or matter.authority.head_review:
            return False
        if matter.reviews or matter.opinion is None or self.pen.draw.random() < 0.5:
            return False
        decide(
            self.handler, self.id, matter.opinion.do, matter=step.matter, subject=matter.subject,
            fields=matter.opinion.fields, reasons=matter.opinion.reasons, by_delegation=True,
            at=self.pen.step(0.4),
        )  # fmt: skip
        return True

    def _next(self, step: Awaiting) -> None:
        assert step.matter is not None
        if step.step == "review":
            review(self._reviewer(), self.id, step.matter, "agree", remark="同意承办检察官意见。",
                   at=self.pen.step(0.6))  # fmt: skip
            return
        matter = self.state.matters[step.matter]
        decider = (
            self.staff.chief if step.role == "chief" or matter.level == "chief" else self.handler
        )
        opinion = matter.opinion
        assert opinion is not None
        decide(
            decider, self.id, opinion.do, matter=step.matter, subject=matter.subject,
            fields=opinion.fields, reasons="同意。", at=self.pen.step(0.7),
        )  # fmt: skip

    def _reviewer(self) -> Person:
        head = self.staff.head_of(self.department)
        if head.code != self.state.handler:
            return head
        return self.staff.with_role("deputy_chief")[0]

    def receive_supplement(self) -> None:
        """The police send the case back; case management notes it."""
        make_move(
            self.staff.manager, self.id, "receive_supplement",
            received_on=timezone.localdate(self.pen.at), at=self.pen.step(),
        )  # fmt: skip

    def close(self, reason: str) -> None:
        """The handler closes it once nothing waits."""
        if any(a.step == "close" for a in self.state.awaiting) and not self.pen.over:
            close(self.handler, self.id, reason, at=self.pen.step(1.0))
