"""A rule told as a person would read it: what it says on a day, by which words of the law."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from xiezhi.law.conditions import Fact
from xiezhi.law.durations import read_duration
from xiezhi.law.errors import LawError
from xiezhi.law.packs import Pack, resolve
from xiezhi.law.period_plans import family_of, plan_for
from xiezhi.law.period_rules import Cited, Extension, Period, PeriodVersion
from xiezhi.law.validity import version_on
from xiezhi.law.walking import walk

BINDS = {
    "procuratorate": "人民检察院",
    "police": "公安机关",
    "investigating_organ": "侦查机关",
    "court": "人民法院",
    "supervision_commission": "监察机关",
    "detention_house": "看守所",
    "prison": "监狱",
    "executing_organ": "执行机关",
    "community_correction": "社区矫正机构",
    "administrative_organ": "行政机关",
    "addressee": "被建议单位",
    "party": "当事人",
    "lawyer": "律师",
    "any": "办案机关",
}


def explain(rule_id: str, pack: Pack, on: date) -> str:
    """The rule of that id (or its last part) on a day. Raises LawError if there is none."""
    for rules in (pack.periods, pack.procedures, pack.authority, pack.counting):
        try:
            key = resolve(rule_id, rules, "规则")
        except LawError:
            continue
        rule = rules[key]
        lines = _period(rule, pack, on) if isinstance(rule, Period) else _other(rule)
        return "\n".join(lines)
    raise LawError("规则", f"没有「{rule_id}」", "用期限、程序或者权限的 id，或其最后一段")


def _period(period: Period, pack: Pack, on: date) -> Iterator[str]:
    yield f"{period.label}（{period.id}）"
    yield f"约束：{BINDS[period.binds]}    起算：{period.starts_on}    查询日：{on}"
    version = version_on(period.versions, on)
    if version is None:
        first, last = period.versions[0].in_force, period.versions[-1].in_force
        yield f"该日没有有效的规定（{first.from_on} 起，{last.until_on or '至今'} 止）"
        yield from _succession(period, pack)
        return
    if version.unverified:
        yield "※ 原文未取得，依据未经核对，仅供参考"
    until = f"{version.in_force.until_on} 止（不含）" if version.in_force.until_on else "现行有效"
    yield f"效力：{version.in_force.from_on} 起，{until}"
    yield from _source(version, "")
    yield from _content(period, version, pack)
    if period.kind != "constraint":
        yield from _counting(period, pack, on)
    yield from _succession(period, pack)
    if period.on_expiry:
        yield f"逾期后果（归纳，非条文原话）：{period.on_expiry}"
    if period.note:
        yield f"备注：{period.note}"


def _content(period: Period, version: PeriodVersion, pack: Pack) -> Iterator[str]:
    if period.kind == "constraint":
        known = "期限长度未得原文，不予计算" if version.unverified else "硬约束，不计算届满日"
        yield f"性质：{known}"
        if version.holds_if:
            yield f"条件：{_condition(version.holds_if, pack)}"
    elif version.limit:
        yield f"期限：{read_duration(version.limit).label}"
    if version.continues:
        before = pack.period(version.continues.period)
        yield f"接续：与「{before.label}」自同一起算日连续计算"
    for other in version.instead:
        yield f"另有规定：{other.label}的，适用「{pack.period(other.period).label}」"
        yield from _source(other, "    ")
    for extension in version.extensions:
        yield f"延长：{_extension(extension, pack)}"
        yield from _source(extension, "    ")
    for word, events in (
        ("重新计算", version.restarts),
        ("起算点后移", version.defers),
        ("不得超过", version.caps),
    ):
        for one in events:
            yield f"{word}：{one.label}（事件 {one.event}）"
            yield from _source(one, "    ")
    for ground in version.excludes:
        yield f"不计入：{ground.label}（事由 {ground.ground}）"
        yield from _source(ground, "    ")
    if version.disputed:
        yield f"争议：{version.disputed.note}"
    if version.note:
        yield f"说明：{version.note}"


def _extension(extension: Extension, pack: Pack) -> str:
    said = [f"{extension.label}（{extension.name}）"]
    if extension.by:
        said.append(
            f"{'每次' if extension.repeatable else ''}至多 {read_duration(extension.by).label}"
        )
    elif extension.to:
        said.append(f"总长 {read_duration(extension.to).label}")
    else:
        said.append("长度由批准机关确定")
    if extension.approved_by:
        said.append(f"{extension.approved_by}批准")
    if extension.condition:
        said.append(f"条件：{_condition(extension.condition, pack)}")
    return "，".join(said)


def _counting(period: Period, pack: Pack, on: date) -> Iterator[str]:
    manner = plan_for(pack, period, on).manner
    yield f"计算方法：{family_of(pack, period).label}"
    for rule in manner.version.rules:
        doubt = "（无专条，比照适用）" if rule.by_analogy else ""
        doubt = "（原文未核对）" if rule.unverified else doubt
        yield f"  · {rule.label}{doubt}" + (f"  〔{rule.cite}〕" if rule.cite else "")


def _condition(expression: str, pack: Pack) -> str:
    """The condition with the labels of its facts in place of their names."""
    said = expression
    for name in sorted(pack.condition(expression).names, key=len, reverse=True):
        fact = pack.facts.get(name)
        if isinstance(fact, Fact):
            said = said.replace(name, f"〔{fact.label}〕")
    return said.replace("&&", "且").replace("||", "或").replace("!", "非")


def _source(part: Cited, indent: str) -> Iterator[str]:
    if part.cite is None and part.source is None:
        return
    quote = f"：“{part.quote}”" if part.quote else ""
    yield f"{indent}依据：{part.cite or part.source}{quote}"


def _succession(period: Period, pack: Pack) -> Iterator[str]:
    for word, other in (("此前", period.succeeds), ("此后", period.succeeded_by)):
        if other:
            yield f"{word}适用：{pack.period(other).label}（{other}）"


def _other(rule: BaseModel) -> Iterator[str]:
    """Any other kind: its label and every citation within, in order."""
    yield f"{getattr(rule, 'label', '')}（{getattr(rule, 'id', '')}）"
    for part in walk(rule):
        cite, quote = getattr(part, "cite", None), getattr(part, "quote", "")
        if cite:
            label = getattr(part, "label", "") or getattr(part, "do", "")
            yield f"  · {label}  〔{cite}〕" + (f"“{quote}”" if quote else "")
