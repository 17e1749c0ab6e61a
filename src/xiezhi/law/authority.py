"""Who decides, who reviews and who must approve (DT-2), from authority rules and facts.

The highest level that speaks wins; when no rule speaks the matter is refused, never defaulted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from xiezhi.law.acts import JSON
from xiezhi.law.authority_rules import LEVELS, ApprovalRule, AuthorityRule, LevelRule, Timed
from xiezhi.law.citations import Citation
from xiezhi.law.conflicts import prevailing
from xiezhi.law.power_lists import ListInForce, files_over, items_of, lists_on, stands
from xiezhi.law.refusals import CONFLICT, Refusal, Refused

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack


@dataclass(frozen=True, slots=True)
class Ground:
    """One rule that spoke: its id, the level it asks for, its label and citation.

    ``overruled``: a document that says otherwise than the opinion or the laws (意见 48).
    """

    rule: str
    level: str
    label: str
    citation: Citation | None
    won: bool = False
    in_text: bool = True
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval or filing owed to a superior procuratorate, with its article."""

    of: str
    label: str
    citation: Citation | None
    filing_only: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """The answer to "who decides": level prosecutor|chief|committee, and the way there.

    ``entrustable``: the chief may entrust it to a prosecutor (规则 4, 意见 14).
    """

    matter: str
    label: str
    level: str
    decisive: bool
    delegable: bool
    head_review: bool
    rule: str
    citation: Citation | None
    grounds: tuple[Ground, ...] = ()
    approvals: tuple[Approval, ...] = ()
    version: str = ""
    entrustable: bool = False
    review_citation: Citation | None = None
    lists: tuple[ListInForce, ...] = ()

    @property
    def under(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells two answers apart: the rule, the level, and the versions of the lists."""
        return self.rule, self.level, tuple(f"{one.id}@{one.version}" for one in self.lists)


def resolve(matter_id: str, facts: Mapping[str, JSON], *, on: date, pack: Pack) -> Authority:
    """Resolve a matter on a day. Raises Refused when no rule speaks or a fact is missing."""
    matter = pack.authority.get(matter_id)
    if matter is None or matter.over:
        raise Refused((_no_rule(matter_id, matter_id),))
    files = files_over(matter, pack)
    spoken = [*_listed(matter_id, facts, on, pack), *_spoken(files, facts, on, pack)]
    asked = [(rule, source) for rule, source in spoken if not rule.entrusts]
    asked, out = prevailing(asked, pack.authority)
    if not asked:
        raise Refused((_no_rule(matter_id, matter.label),))
    level = max((r.level for r, _ in asked), key=LEVELS.index)
    winners = [r for r, _ in asked if r.level == level]
    entrustable = level == "chief" and all(r.entrustable for r in winners)
    listed = [(r, s) for r, s in spoken if r.entrusts and entrustable]
    first, source = listed[0] if listed else next((r, s) for r, s in asked if r.level == level)
    reserving = next((r for r in winners if not r.entrustable), first)
    reviews = [r for f in files for r in f.head_review if _holds(f, r, facts, on, pack)]
    return Authority(
        matter=matter_id,
        label=matter.label,
        level=first.level,
        decisive=matter.decisive,
        delegable=matter.delegable,
        head_review=bool(reviews),
        rule=source,
        citation=first.citation if listed else reserving.citation,
        grounds=tuple(
            replace(_ground(r, s, r is first), overruled=(r, s) in out) for r, s in spoken
        ),
        approvals=_approvals(files, facts, on, pack),
        version=pack.version,
        entrustable=entrustable,
        review_citation=reviews[0].citation if reviews else None,
        lists=lists_on(matter_id, on, pack),
    )


def _listed(
    matter: str, facts: Mapping[str, JSON], on: date, pack: Pack
) -> list[tuple[LevelRule, str]]:
    """The items of power lists that speak, each with the list and its version as its source."""
    return [
        (item, f"{one.id}@{version.version}")
        for one, version, item in items_of(matter, on, pack)
        if _applies(item, facts, pack, one.id)
    ]


def _spoken(
    files: list[AuthorityRule], facts: Mapping[str, JSON], on: date, pack: Pack
) -> list[tuple[LevelRule, str]]:
    return [(r, f.id) for f in files for r in f.rules if _holds(f, r, facts, on, pack)]


def _approvals(
    files: list[AuthorityRule], facts: Mapping[str, JSON], on: date, pack: Pack
) -> tuple[Approval, ...]:
    def approval(rule: ApprovalRule) -> Approval:
        return Approval(rule.of, rule.label, rule.citation, rule.filing_only)

    return tuple(approval(r) for f in files for r in f.approvals if _holds(f, r, facts, on, pack))


def _holds(
    file: AuthorityRule, rule: Timed, facts: Mapping[str, JSON], on: date, pack: Pack
) -> bool:
    """Whether a rule of a file is in force on a day and applies."""
    return stands(file, rule, on) and _applies(rule, facts, pack, file.id)


def _applies(rule: Timed, facts: Mapping[str, JSON], pack: Pack, place: str) -> bool:
    """Whether a rule applies; a fact nobody entered refuses, so that no level is guessed."""
    if rule.condition is None:
        return True
    condition = pack.condition(rule.condition, place)
    answer = condition.holds(facts)
    if answer is None:
        unknown = [n for n in sorted(condition.names) if facts.get(n) is None]
        names = "、".join(pack.facts[n].label for n in unknown if n in pack.facts)
        reason = f"决定权限取决于「{names}」，尚未填写"
        cure = f"先登记{names}"
        raise Refused((Refusal("authority.fact_missing", CONFLICT, reason, cure, rule.citation),))
    return answer


def _ground(rule: LevelRule, source: str, won: bool) -> Ground:
    return Ground(source, rule.level, rule.label, rule.citation, won, rule.in_text)


def _no_rule(matter_id: str, label: str) -> Refusal:
    reason = f"规则包中没有关于「{label}」由谁决定的规则（{matter_id}）"
    cure = "由省级人民检察院职权清单或者规则包补充该事项的决定权限；没有规则不得由承办人代为决定"
    return Refusal("authority.no_rule", CONFLICT, reason, cure)


def raised(authority: Authority, level: str, ground: Ground) -> Authority:
    """The authority with a higher level forced by the course of the matter (意见 22, 24)."""
    if LEVELS.index(level) <= LEVELS.index(authority.level):
        return authority
    grounds = (*(replace(g, won=False) for g in authority.grounds), replace(ground, won=True))
    return replace(
        authority,
        level=level,
        rule=ground.rule,
        citation=ground.citation,
        grounds=grounds,
        entrustable=False,
    )


def covers(held: Sequence[str], matter: str) -> bool:
    """Whether delegations of one kind, in force now, cover the matter."""
    return any(
        d in ("*", matter) or (d.endswith(".*") and matter.startswith(d[:-1])) for d in held
    )


def entrustable_matters(pack: Pack) -> tuple[str, ...]:
    """Matters the chief may entrust to prosecutors: what a power list or a delegation may name."""
    return tuple(
        rule.id
        for rule in pack.authority.values()
        if not rule.over
        and rule.rules
        and all(r.entrustable for r in rule.rules if not r.condition)
    )
