"""A period's version and manner of counting on a day, prepared once per pack."""

from dataclasses import dataclass
from datetime import date

from xiezhi.law.counting import Manner
from xiezhi.law.counting_rules import Counting
from xiezhi.law.durations import Duration, read_duration
from xiezhi.law.errors import PeriodError
from xiezhi.law.packs import Pack
from xiezhi.law.period_rules import Extension, Period, PeriodVersion
from xiezhi.law.validity import version_on


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A stretch laid down before a period that continues others: its length, name and source."""

    length: Duration
    label: str
    source: PeriodVersion | Extension


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A period on a day: the version in force, how it is counted, and its length from the start.

    ``before`` are the stretches of the periods it continues; ``length`` includes them. ``plain``
    says that start and length alone decide the last day, but for the roll.
    """

    period: Period
    version: PeriodVersion
    manner: Manner
    before: tuple[Part, ...]
    own: Duration
    length: Duration
    plain: bool


def names_read(pack: Pack, period: Period) -> frozenset[str]:
    """The facts that any version of a period, or one that governs instead, may ask for."""
    expressions: list[str | None] = []
    names: frozenset[str] = frozenset()
    for version in period.versions:
        expressions += version.conditions
        for other in version.instead:
            names |= names_read(pack, pack.period(other.period))
    for counting in family_of(pack, period).versions:
        expressions += [rule.condition for rule in counting.rules]
    for expression in expressions:
        if expression is not None:
            names |= pack.condition(expression, f"期限 {period.id}").names
    return names


def family_of(pack: Pack, period: Period) -> Counting:
    """The counting family of a period. Raises PeriodError when the pack has none of that name."""
    family = pack.counting.get(period.counting or "")
    if family is None:
        problem = f"没有计算方法「{period.counting}」"
        raise PeriodError(f"期限 {period.id}", problem, "核对 counting，或补写该计算方法")
    return family


def plan_for(pack: Pack, period: Period, day: date) -> Plan:
    """The plan of a period on a day. Raises PeriodError when no version is in force then."""
    version = version_on(period.versions, day)
    if version is None:
        raise _not_in_force(pack, period, day)
    family = family_of(pack, period)
    counting = version_on(family.versions, day)
    if counting is None:
        problem = f"{day} 没有「{family.label}」的计算方法"
        raise PeriodError(f"期限 {period.id}", problem, "检查起算日，或在规则包补充当时的规定")
    key = (id(version), id(counting))
    plan = pack.plans.get(key)
    if plan is None:
        plan = _prepare(pack, period, version, Manner.of(counting), day)
        pack.plans[key] = plan
    assert isinstance(plan, Plan)
    return plan


def _prepare(
    pack: Pack, period: Period, version: PeriodVersion, manner: Manner, day: date
) -> Plan:
    own = read_duration(version.limit or "same day")
    before = _before(pack, version, day)
    length = own
    for part in before:
        length = length + part.length
    upon = (version.extensions, version.defers, version.instead, version.disputed)
    plain = not (any(upon) or version.unverified or length.hours or length.working_days)
    return Plan(period, version, manner, before, own, length, plain)


def _before(pack: Pack, version: PeriodVersion, day: date) -> tuple[Part, ...]:
    if version.continues is None:
        return ()
    earlier = plan_for(pack, pack.period(version.continues.period), day)
    parts = [*earlier.before, Part(earlier.own, earlier.period.label, earlier.version)]
    for name in version.continues.extensions:
        extension = earlier.version.extension(name)
        if extension is None:
            place = f"期限 {earlier.period.id}"
            raise PeriodError(place, f"没有名为「{name}」的延长", "检查 continues.extensions")
        if extension.to:
            parts = [Part(read_duration(extension.to), extension.label, extension)]
        elif extension.by:
            parts.append(Part(read_duration(extension.by), extension.label, extension))
    return tuple(parts)


def _not_in_force(pack: Pack, period: Period, day: date) -> PeriodError:
    place = f"期限 {period.id}（{period.label}）"
    first, last = period.versions[0].in_force, period.versions[-1].in_force
    other = period.succeeds if day < first.from_on else period.succeeded_by
    if day < first.from_on:
        problem = f"{day} 尚未施行（自 {first.from_on} 起）"
    else:
        problem = f"{day} 已经失效（至 {last.until_on} 止，不含该日）"
    named = pack.periods.get(other or "")
    cure = f"改用 {named.id}（{named.label}）" if named else "检查日期"
    return PeriodError(place, problem, cure)
