"""What every check and change of state reads besides the state: procedure, pack, calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from xiezhi.law.acts import JSON, Act
from xiezhi.law.authority import Authority, resolve
from xiezhi.law.citations import Citation
from xiezhi.law.contents import shortened
from xiezhi.law.errors import LawError
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.refusals import CONFLICT, Refusal, Refused, not_now

if TYPE_CHECKING:
    from xiezhi.law.authority_rules import Setting
    from xiezhi.law.calendar import Calendar
    from xiezhi.law.packs import Pack
    from xiezhi.law.procedure_rules import Requirement, Stage
    from xiezhi.law.state import ClockState, State

SHANGHAI = ZoneInfo("Asia/Shanghai")
PATH_RULES = "responsibility.path"  # the authority entry with the articles and defaults of the way


def unknown_pack(version: str) -> Pack:
    """Where no earlier pack was given. Raises LawError."""
    raise LawError("规则包", f"没有版本 {version}", "提供该版本的规则包")


def day_of(act: Act) -> date:
    """The day of an act in Shanghai."""
    return act.at.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class Context:
    """Procedure, pack and calendar, with the few questions that all rooms of the engine ask.

    ``earlier`` finds an earlier pack by its version, for the clocks that started under it.
    """

    procedure: Procedure
    pack: Pack
    calendar: Calendar | None = None
    earlier: Callable[[str], Pack] = unknown_pack
    resolved: dict[tuple[str, str | None, date], tuple[object, object, Authority]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def stage(self, name: str) -> Stage:
        """A stage of the procedure. Raises Refused for one that the rules in force dropped."""
        found = self.procedure.stages.get(name)
        if found is None:
            version = shortened(self.pack.version)
            reason = f"本件所处的阶段「{name}」在现行规则包（{version}）中已不存在"
            cure = "在规则包的程序中保留该阶段，或者写明由它转出的行为，直至在办的件办结"
            raise Refused((not_now("pack.stage_gone", reason, cure),))
        return found

    def at_start_of(self, clock: ClockState) -> Context:
        """The rules in force when a clock started. Raises LawError when their pack is gone."""
        if clock.pack in ("", self.pack.version):
            return self
        pack = self.earlier(clock.pack)
        return replace(self, procedure=pack.procedures[self.procedure.id], pack=pack, resolved={})

    def authority(self, matter: str, state: State, subject: str | None, on: date) -> Authority:
        """Who decides a matter on the facts known; remembered while those facts stand."""
        key = (matter, subject, on)
        known = self.resolved.get(key)
        if known is not None and known[0] is state.facts and known[1] is state.parties:
            return known[2]
        found = resolve(matter, self.facts(state, subject), on=on, pack=self.pack)
        self.resolved[key] = (state.facts, state.parties, found)
        return found

    def holds(self, expression: str | None, facts: Mapping[str, JSON], place: str) -> bool | None:
        """Whether a condition holds; True for none at all, None when a fact is missing."""
        if expression is None:
            return True
        return self.pack.condition(expression, place).holds(facts)

    def facts(self, state: State, subject: str | None = None) -> Mapping[str, JSON]:
        """The facts of the case, with those of the party laid over them."""
        if subject is None or subject not in state.parties:
            return state.facts
        return {**state.facts, **state.parties[subject]}

    def missing(self, expression: str, facts: Mapping[str, JSON]) -> str:
        """The labels of the facts that a condition reads and nobody has entered."""
        names = self.pack.condition(expression).names
        unknown = [n for n in sorted(names) if facts.get(n) is None]
        return "、".join(self.pack.facts[n].label for n in unknown if n in self.pack.facts)

    def unmet(
        self, requirements: tuple[Requirement, ...], facts: Mapping[str, JSON], place: str
    ) -> list[Refusal]:
        """The refusals of the requirements that do not hold, or whose facts nobody entered."""
        found = []
        for rule in requirements:
            answer = self.holds(rule.condition, facts, place)
            if answer is None:
                names = self.missing(rule.condition, facts)
                reason = f"{rule.reason}（尚未填写：{names}）"
                cure = f"先填写{names}，再办理本步骤"
                found.append(
                    Refusal(f"{place}.fact_missing", CONFLICT, reason, cure, rule.citation)
                )
            elif not answer:
                refusal = Refusal(
                    f"{place}.requires", CONFLICT, rule.reason, rule.cure, rule.citation
                )
                found.append(refusal)
        return found

    def article(self, name: str) -> Citation | None:
        """An article of the way to a decision (responsibility.path), by its short name."""
        rule = self.pack.authority.get(PATH_RULES)
        cited = rule.articles.get(name) if rule else None
        return cited.citation if cited else None

    def default(self, name: str) -> Setting | None:
        """A default where the text is silent; None under an earlier pack that did not set it."""
        rule = self.pack.authority.get(PATH_RULES)
        return rule.settings.get(name) if rule else None

    def setting(self, name: str) -> Setting:
        """A default where the text is silent. Raises KeyError when the pack does not set it."""
        return self.pack.authority[PATH_RULES].settings[name]
