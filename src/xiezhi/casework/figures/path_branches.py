"""What stands beside the path of a decision: hearings, reports to the chief, declined meetings.

Each hangs below the step that it belongs to: the opinion, the review, or the decision.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.casework.figures.opinions import REPLIES
from xiezhi.law.reporting import ASKED, asked_for
from xiezhi.law.state import InstructionState, MatterState, ObjectionState, ReportState, State

ORDERS = {
    "report": gettext_lazy("检察长要求报告"),
    "explain": gettext_lazy("检察长要求说明"),
    "re_review": gettext_lazy("要求重新审查"),
    "to_committee": gettext_lazy("交检察委员会"),
}
ANSWERS = {"continue": gettext_lazy("继续执行"), "new_session": gettext_lazy("重新讨论")}
Said = Callable[[str, datetime | None], str]  # code, instant → 沈砚 11月4日


@dataclass(frozen=True, slots=True)
class Branch:
    """A box beside the path: `state` is done or now."""

    title: str
    who: str
    result: str
    state: str


@dataclass(frozen=True, slots=True)
class Entrusting:
    """Who gave the power used in a decision, and its days; `until_on` is exclusive."""

    giver: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Beside:
    """Draws the branches of one matter; `said` writes a person with a day."""

    matter: MatterState
    state: State
    said: Said
    names: Mapping[str, str]

    def of_opinion(self) -> tuple[Branch, ...]:
        """The team heard; what the chief asked of the handler before the decision."""
        return (*self._heard(), *self._orders(before=True))

    def of_review(self) -> tuple[Branch, ...]:
        """Meetings that the head declined to convene, each with its reasons."""
        return tuple(
            Branch(_("不召开联席会议"), self.said(one.by, one.at), one.remark, "done")
            for one in self.matter.declined
        )

    def of_decision(self, entrusting: Entrusting | None) -> tuple[Branch, ...]:
        """The delegation used, objections, and what was asked or reported of the execution."""
        reports = [r for r in self.state.reports if r.matter == self.matter.key]
        objections = [o for o in self.state.objections if o.matter == self.matter.key]
        return (
            *([_entrusted(entrusting)] if entrusting else []),
            *(self._objection(one) for one in objections),
            *self._orders(before=False),
            *(self._obstacle(one) for one in reports if one.ground != "asked"),
        )

    def _heard(self) -> Iterator[Branch]:
        if self.matter.heard:
            last = self.matter.heard[-1]
            people = _("%(n)d人") % {"n": len({one.person for one in self.matter.heard})}
            yield Branch(_("听取组员意见"), self.said("", last.at), people, "done")

    def _orders(self, *, before: bool) -> Iterator[Branch]:
        decision = self.matter.decision
        for one in self.matter.instructions:
            if (decision is None or one.at <= decision.at) is before:
                yield self._order(one)

    def _order(self, one: InstructionState) -> Branch:
        title, who = str(ORDERS[one.what]), self.said(one.by, one.at)
        if one.what not in ASKED:
            return Branch(title, who, one.reason, "done")
        if one not in asked_for(self.state, self.matter):
            return Branch(title, who, _("已报告"), "done")
        handler = self.names.get(self.state.handler or "", "")
        due = _("，限%(day)s") % {"day": self.said("", _noon(one.due_on))} if one.due_on else ""
        return Branch(title, handler + due, _("待报告"), "now")

    def _obstacle(self, one: ReportState) -> Branch:
        answer = str(ANSWERS[one.reply]) if one.reply else _("待检察长答复")
        state = "done" if one.reply else "now"
        return Branch(_("书面报告检察长"), self.said(one.by, one.at), answer, state)

    def _objection(self, one: ObjectionState) -> Branch:
        answer = str(REPLIES[one.reply]) if one.reply else _("待检察长答复")
        state = "done" if one.reply else "now"
        return Branch(_("提出异议"), self.said(one.by, one.at), answer, state)


def _entrusted(given: Entrusting) -> Branch:
    days = f"{given.from_on:%Y-%m-%d}—{given.until_on:%Y-%m-%d}"
    return Branch(_("%(who)s委托") % {"who": given.giver}, days, _("在委托期内"), "done")


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
