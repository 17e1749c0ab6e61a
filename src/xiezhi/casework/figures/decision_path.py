"""The path of one decision: opinion → review → meeting → who decides, as steps to draw."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.figures.path_branches import Beside, Branch, Entrusting
from xiezhi.casework.figures.words import LEVELS, REVIEWS, do_label
from xiezhi.law import Citation, Procedure, State
from xiezhi.law.authority import Ground
from xiezhi.law.state import DecisionState, MatterState

BEFORE_REVIEW = {"proposed", "re_review", "supplement"}
AT_MEETING = {"meeting_requested"}
# words by which a rule's label says who decides; a label that ends in 事项 names cases instead
DECIDERS, CASES = ("检察长决定", "检察长批准", "检察人员提出"), "事项"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One box: `state` is done, now or off; `arrow` the way into it; `below` what hangs on it."""

    title: str
    who: str
    result: str
    state: str
    arrow: str = ""
    below: tuple[Branch, ...] = ()


def _nobody(_role: str) -> str:
    return ""


def _no_entrusting(_matter: str, _made: DecisionState) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Office:
    """What the path asks of the office: who holds a role now, and who entrusted a decision."""

    holder: Callable[[str], str] = _nobody
    entrusting: Callable[[str, DecisionState], Entrusting | None] = _no_entrusting


UNASKED = Office()


@dataclass(frozen=True, slots=True)
class DecisionPath:
    """A drawn matter: its title, steps, the way not taken and the rule of who decides.

    `matter` is the one that the rules on who decides know it by.
    """

    key: str
    matter: str
    title: str
    steps: tuple[PathStep, ...]
    detour: str
    rule: str
    citation: Citation | None


def path_of(
    matter: MatterState,
    state: State,
    procedure: Procedure,
    names: Mapping[str, str],
    on: date,
    office: Office = UNASKED,
) -> DecisionPath:
    """Return the path of a matter on a day; `names` are names of persons and parties by code."""
    draw = _Drawing(matter, state, procedure, names, on, office)
    subject = names.get(matter.subject or "", "") or _("全案")
    title = _("%(subject)s：谁来决定") % {"subject": subject}
    ground = ground_of(matter)
    return DecisionPath(
        key=matter.key,
        matter=matter.authority.matter,
        title=title,
        steps=tuple(draw.steps()),
        detour=draw.detour(),
        rule=rule_of(matter),
        citation=ground.citation if ground else matter.authority.citation,
    )


def rule_of(matter: MatterState) -> str:
    """Return why this level decides, as one clause: the rule's own words, else ground and level.

    A label that already names the decider stands alone (「经检察长批准」); one that names a kind
    of case gets its decider (「国防、外交等敏感案件：检察长决定」).
    """
    level = str(LEVELS.get(matter.level, matter.level))
    ground = ground_of(matter)
    if matter.decision and matter.decision.by_delegation:
        return _("检察长委托检察官决定")
    if ground is None:
        return level
    names_decider = any(word in ground.label for word in DECIDERS)
    if names_decider and not ground.label.endswith(CASES):
        return ground.label
    return f"{ground.label}：{level}"


def ground_of(matter: MatterState) -> Ground | None:
    """Return the ground to show: where nothing may be entrusted, the one that forbids it."""
    found = [ground for ground in matter.authority.grounds if ground.level == matter.level]
    if not matter.authority.entrustable:
        over = [ground for ground in found if ground.rule != matter.authority.matter]
        found = over or found
    return next((ground for ground in found if ground.won), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class _Drawing:
    matter: MatterState
    state: State
    procedure: Procedure
    names: Mapping[str, str]
    on: date
    office: Office

    @property
    def beside(self) -> Beside:
        """What hangs below the steps."""
        return Beside(self.matter, self.state, self._who, self.names)

    def steps(self) -> Iterator[PathStep]:
        """Yield the steps in order; the first that is not done yet is where it waits."""
        if self.matter.opinion or not self.matter.decision:
            yield self._opinion()
        if self._is_reviewed() and not (self.matter.decision and not self.matter.reviews):
            yield self._review()
        if self.matter.meetings or self.matter.status in AT_MEETING:
            yield self._meeting()
        if self.matter.orders or self.matter.status == "to_superior":
            yield self._superior()
        yield self._decision()

    def _is_reviewed(self) -> bool:
        """Whether a head reviews on the way: what goes above the prosecutor always is."""
        above = self.matter.level != "prosecutor" or self.matter.authority.head_review
        return above or bool(self.matter.reviews)

    def detour(self) -> str:
        """Say which way was not taken, when a disagreement led round it."""
        if self.matter.meetings and any(r.result == "disagree" for r in self.matter.reviews):
            return _("若部门负责人同意：直接报检察长（未走）")
        return ""

    def _opinion(self) -> PathStep:
        opinion = self.matter.opinion
        again = self.matter.status in {"re_review", "supplement"}
        return PathStep(
            title=_("承办意见"),
            who=self._who(opinion.by, opinion.at) if opinion else self._name(self.state.handler),
            result=do_label(self.procedure, opinion.do) if opinion else _("待提出"),
            state="now" if again or opinion is None else "done",
            below=self.beside.of_opinion(),
        )

    def _review(self) -> PathStep:
        review = self.matter.reviews[-1] if self.matter.reviews else None
        waits = self.matter.status == "proposed"
        return PathStep(
            title=_("部门负责人审核"),
            who=self._waits("department_head") if waits else self._reviewed(),
            result=str(REVIEWS.get(review.result, review.result)) if review else _("待审核"),
            state="now" if waits else ("done" if review else "off"),
            arrow=_("报审核"),
            below=self.beside.of_review(),
        )

    def _meeting(self) -> PathStep:
        meeting = self.matter.meeting
        if meeting is None:
            who = self._waits("department_head")
            return PathStep(_("检察官联席会议"), who, _("待召开"), "now", _("提请"))
        people = _("%(n)d人") % {"n": len(meeting.opinions)}
        unsigned = len(meeting.unsigned)
        return PathStep(
            title=_("检察官联席会议"),
            who=f"{people} {self._day(meeting.at)}"
            + (_("，%(n)d人未签") % {"n": unsigned} if unsigned else ""),
            result=self._majority(meeting.opinions),
            state="done",
            arrow=_("不一致") if self._differs("disagree") else _("提请"),
        )

    def _superior(self) -> PathStep:
        order = self.matter.orders[-1] if self.matter.orders else None
        return PathStep(
            title=_("上级检察院"),
            who=f"{order.unit} {self._day(order.received_on)}" if order else "",
            result=do_label(self.procedure, order.do) or _("已答复") if order else _("待批准"),
            state="done" if order else "now",
            arrow=_("报请"),
        )

    def _decision(self) -> PathStep:
        decision = self.matter.decision
        title = str(LEVELS.get(self.matter.level, self.matter.level))
        arrow = _("不一致") if self.matter.must_go_to_chief else _("报决定")
        if decision:
            who = _("检察委员会") if decision.by == "committee" else decision.by
            result = do_label(self.procedure, decision.do)
            entrusting = None
            if decision.by_delegation:
                title = _("%(level)s（受委托）") % {"level": title}
                entrusting = self.office.entrusting(self.matter.authority.matter, decision)
            below = self.beside.of_decision(entrusting)
            return PathStep(title, self._who(who, decision.at), result, "done", arrow, below)
        elsewhere = self.matter.status in BEFORE_REVIEW | AT_MEETING | {"to_superior"}
        unreviewed = self.matter.status == "proposed" and not self._is_reviewed()
        waiting = not elsewhere or unreviewed
        who = self._waits(self.matter.level) if waiting else ""
        return PathStep(title, who, _("待决定"), "now" if waiting else "off", arrow)

    def _reviewed(self) -> str:
        review = self.matter.reviews[-1] if self.matter.reviews else None
        return self._who(review.by, review.at) if review else ""

    def _waits(self, role: str) -> str:
        """Who is waited for and for how many days; the handler where a prosecutor decides."""
        own = role == "prosecutor"
        who = self._name(self.state.handler) if own else self.office.holder(role)
        since = self.matter.since
        days = _("第%(n)d天") % {"n": self._days(since)} if since else ""
        return " ".join(part for part in (who, days) if part)

    def _name(self, code: str | None) -> str:
        return self.names.get(code or "", code or "")

    def _differs(self, result: str) -> bool:
        return bool(self.matter.reviews) and self.matter.reviews[-1].result == result

    def _majority(self, opinions: Mapping[str, str]) -> str:
        ranked = Counter(opinions.values()).most_common()
        if not ranked:
            return _("没有意见")
        first, votes = ranked[0]
        others = len(opinions) - votes
        return f"{votes}∶{others} {do_label(self.procedure, first)}"

    def _who(self, code: str, at: datetime | None) -> str:
        return f"{self._name(code)} {self._day(at)}".strip()

    def _day(self, at: datetime | date | None) -> str:
        if at is None:
            return ""
        on = timezone.localdate(at) if isinstance(at, datetime) else at
        day = f"{on.month}月{on.day}日"
        return day if on.year == self.on.year else f"{on.year}年{day}"

    def _days(self, since: datetime) -> int:
        return (self.on - timezone.localdate(since)).days + 1
