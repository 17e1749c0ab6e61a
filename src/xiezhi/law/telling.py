"""The steps of a reckoning in words, each with the rule it rests on."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from xiezhi.law.calendar import Calendar
from xiezhi.law.citations import Citation
from xiezhi.law.counting import Interval, is_month_end, put_off
from xiezhi.law.counting_rules import RuleName
from xiezhi.law.deadlines import Step
from xiezhi.law.durations import Duration
from xiezhi.law.extending import Granted, total
from xiezhi.law.period_plans import Plan
from xiezhi.law.period_rules import Cited, Elsewhere, Period
from xiezhi.law.rolling import Rolled

_Ends = Callable[[Duration], Rolled]


class Telling:
    """Collects the steps while a reckoning is made."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def event(self, on: date | None, label: str, source: Cited | None) -> None:
        """Something that happened, with the source that gives it its effect."""
        self.steps.append(Step(on, label, source.citation if source else None))

    def instead(self, other: Elsewhere) -> None:
        """Another period governs."""
        self.event(None, f"{other.label}，改按该期限计算", other)

    def begins(self, period: Period, plan: Plan, start: date) -> None:
        """The start, and that its day (or hour) is not counted."""
        if plan.version.unverified:
            note = plan.version.note or "原文未取得，依据未经核对，结果仅供参考"
            self.event(None, note, plan.version)
        self.event(start, f"{period.starts_on}：{start}", None)
        for name in ("exclude_first_day", "exclude_first_hour"):
            self.rule(plan, name, start)
        if plan.version.disputed:
            self.event(None, f"此处读法有争议，可由各院配置：{plan.version.disputed.note}", None)

    def rule(self, plan: Plan, name: RuleName, on: date | None, said: str = "") -> None:
        """A rule of counting, when the family has it."""
        rule = plan.manner.version.rule(name)
        if rule is None:
            return
        doubt = "（无专条，比照适用）" if rule.by_analogy else ""
        cite = Citation(rule.cite, rule.quote, not rule.unverified) if rule.cite else None
        self.steps.append(Step(on, f"{said or rule.label}{doubt}", cite))

    def length(self, plan: Plan, start: date, allowed: Sequence[Granted], ends: _Ends) -> None:
        """The length from the start, stretch by stretch, and each extension granted."""
        whole = Duration()
        for part in plan.before:
            whole = whole + part.length
            end = ends(whole).before
            self.event(end, f"{part.label}：{part.length.label}，至 {end}", part.source)
        end = ends(plan.length).before
        word = "期限届满前" if plan.manner.moves_earlier else "期限"
        self.event(end, f"{word} {plan.own.label}，为 {end}", plan.version)
        if plan.length.months:
            self.rule(plan, "month_to_same_day", None)
        if plan.length.months and end.day != start.day:
            self._month_end(plan, start, end)
        if plan.length.months and not plan.manner.month_end_to_month_end and is_month_end(start):
            self.event(None, "月末起算没有专门规定，按日对日计算，此处有疑义", None)
        if plan.length.working_days:
            self.rule(plan, "count_working_days", None)
        for number, one in enumerate(allowed, start=1):
            end = ends(total(plan, tuple(allowed[:number]))).before
            extension = one.extension
            how = f"总长 {extension.to}" if one.by is None else f"延长 {one.by.label}"
            if one.by is None and extension.to:
                how = "延长至总长"
            who = f"，{extension.approved_by}批准" if extension.approved_by else ""
            when = f"（{one.on} 批准）" if one.on else ""
            source = extension if extension.citation else plan.version
            self.event(end, f"{extension.label}：{how}{who}{when}，至 {end}", source)

    def _month_end(self, plan: Plan, start: date, end: date) -> None:
        if plan.length.days or plan.length.halves:
            return
        if end.day < start.day:
            self.rule(plan, "month_clips_to_last_day", end)
        else:
            self.rule(plan, "month_end_to_month_end", end)

    def taken_out(self, plan: Plan, start: date, end: date, intervals: Sequence[Interval]) -> None:
        """The days that were not counted, interval by interval."""
        grounds = {ground.ground: ground for ground in plan.version.excludes}
        only = plan.version.excludes[0] if len(plan.version.excludes) == 1 else None
        for one in intervals:
            ground = grounds.get(one.ground or "") or only
            days = put_off(start, end, [one])[1]
            name = ground.label if ground else "中止或者扣除"
            until = one.until_on
            self.event(
                one.from_on, f"{name}：{one.from_on} 至 {until}（不含）共 {days} 日不计入", ground
            )

    def rolled(self, plan: Plan, rolled: Rolled, calendar: Calendar) -> None:
        """What became of a last day that is a day of rest."""
        end, manner = rolled.before, plan.manner
        if plan.length.working_days:
            if rolled.provisional:
                said = f"{end.year} 年放假安排尚未公布，暂按周末推算，公布后须重新计算"
                self.event(end, said, None)
            return
        if rolled.provisional:
            said = f"{end.year} 年放假安排尚未公布，末日 {end} 是否顺延待公布后重新计算，暂不顺延"
            self.rule(plan, _rolling(plan), end, said)
            return
        if not calendar.is_rest(end):
            return
        name = calendar.name(end)
        if rolled.stays:
            self.rule(plan, "no_roll_while_in_custody", end, f"末日 {end} 为{name}，在押，不顺延")
        elif rolled.stays is None:
            later = rolled.at_latest
            said = f"末日 {end} 为{name}，未说明是否在押，按在押不顺延；未在押的至 {later}"
            self.rule(plan, "no_roll_while_in_custody", end, said)
        elif rolled.on != end:
            word = "提前" if manner.moves_earlier else "顺延"
            said = f"末日 {end} 为{name}，{word}至 {rolled.on}"
            self.rule(plan, _rolling(plan), rolled.on, said)
        else:
            self.rule(plan, "never_roll", end, f"末日 {end} 为{name}，不顺延")

    def hours(
        self,
        plan: Plan,
        start: datetime,
        allowed: Sequence[Granted],
        due_at: datetime,
        latest_at: datetime,
    ) -> None:
        """A clock of hours, which runs on through days of rest."""
        said = f"自 {start:%Y-%m-%d %H:%M} 起 {plan.own.label}，至 {due_at:%Y-%m-%d %H:%M}"
        if allowed:
            names = "、".join(one.extension.label for one in allowed)
            said = f"{names}，至 {due_at:%Y-%m-%d %H:%M}"
        source = allowed[-1].extension if allowed else plan.version
        self.event(due_at.date(), said, source)
        if latest_at != due_at:
            self.event(latest_at.date(), f"如经延长，最迟 {latest_at:%Y-%m-%d %H:%M}", None)

    def ends(self, plan: Plan, due_on: date, latest_on: date, possible: Sequence[Granted]) -> None:
        """The outcome, and what is still possible."""
        word = "最迟办理日" if plan.manner.moves_earlier else "届满日"
        self.event(due_on, f"{word}：{due_on}", None)
        if possible:
            names = "、".join(one.extension.label for one in possible)
            self.event(latest_on, f"如依法全部延长（{names}），最迟 {latest_on}", None)
        for extension in plan.version.extensions:
            if extension.by is None and extension.to is None:
                said = f"另可{extension.label}，长度由批准机关确定，不计入最迟日"
                self.event(None, said, extension)


def _rolling(plan: Plan) -> RuleName:
    return "move_earlier" if plan.manner.moves_earlier else "roll_past_holidays"
