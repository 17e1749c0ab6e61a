"""Extensions: which were granted, which are still possible, and the length they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from xiezhi.law.durations import Duration, read_duration
from xiezhi.law.errors import PeriodError
from xiezhi.law.period_plans import Plan
from xiezhi.law.period_rules import Extension, PeriodVersion
from xiezhi.law.rolling import Rolled

if TYPE_CHECKING:
    from xiezhi.law.reckoning import Reckoning

PREFIX = "extension."
_Ends = Callable[[Duration], Rolled]


@dataclass(frozen=True, slots=True)
class Granted:
    """An extension as granted: by how much (None for a new total), and on which day if known."""

    extension: Extension
    by: Duration | None
    on: date | None = None


def require_known_events(place: str, version: PeriodVersion, events: Mapping[str, date]) -> None:
    """Refuse an event that the period does not know; a mistyped one must not pass silently."""
    if not events:
        return
    known = [one.event for one in (*version.restarts, *version.defers, *version.caps)]
    known += [f"{PREFIX}{one.name}" for one in version.extensions]
    for name in events:
        if name not in known:
            cure = f"可用的事件：{'、'.join(known)}" if known else "这一期限没有可填的事件"
            raise PeriodError(place, f"没有名为「{name}」的事件", cure)


def granted(reckoning: "Reckoning", start: date, ends: _Ends | None) -> tuple[Granted, ...]:
    """The extensions in force, in the order granted; late and lapsed ones are left out."""
    request, version = reckoning.request, reckoning.plan.version
    if not (request.extensions or request.events):
        return ()
    asked = [(name, None) for name in request.extensions] + [
        (name.removeprefix(PREFIX), on)
        for name, on in sorted(request.events.items(), key=lambda pair: pair[1])
        if name.startswith(PREFIX)
    ]
    found: tuple[Granted, ...] = ()
    for written, on in asked:
        one = _grant(reckoning, version, written, on, found)
        if on is not None and on < start:
            _tell(
                reckoning, on, f"{one.extension.label}（{on} 批准）属于重新计算以前，不再有效", one
            )
            continue
        if on is not None and ends is not None:
            last = ends(total(reckoning.plan, found)).on
            if on > last:
                said = f"{one.extension.label}于 {on} 批准，已逾届满日 {last}，不计入"
                _tell(reckoning, on, said, one)
                continue
        found = (*found, one)
    return found


def _grant(
    reckoning: "Reckoning",
    version: PeriodVersion,
    written: str,
    on: date | None,
    found: tuple[Granted, ...],
) -> Granted:
    name, _, amount = written.partition(":")
    extension = version.extension(name)
    names = {one.extension.name for one in found}
    if extension is None:
        known = "、".join(f"{one.name}（{one.label}）" for one in version.extensions)
        cure = f"可以延长的情形：{known}" if known else "这一期限不得延长"
        raise PeriodError(reckoning.place, f"没有名为「{name}」的延长", cure)
    if extension.by is None and extension.to is None:
        cure = "由批准机关确定期限后另行登记"
        raise PeriodError(reckoning.place, f"「{extension.label}」没有法定的长度", cure)
    if name in names and not extension.repeatable:
        raise PeriodError(reckoning.place, f"「{extension.label}」只能延长一次", "撤回重复的延长")
    if extension.after and extension.after not in names:
        first = version.extension(extension.after)
        label = first.label if first else extension.after
        raise PeriodError(reckoning.place, f"「{extension.label}」之前须先经「{label}」", "补登")
    if reckoning.known_false(extension.condition):
        problem = f"「{extension.label}」的条件不成立（{extension.condition}）"
        raise PeriodError(reckoning.place, problem, "更正事实，或撤回延长")
    return Granted(extension, _amount(reckoning.place, extension, amount), on)


def _amount(place: str, extension: Extension, amount: str) -> Duration | None:
    if extension.by is None:
        return None
    most = read_duration(extension.by)
    if not amount:
        return most
    try:
        asked = read_duration(amount)
    except ValueError as error:
        raise PeriodError(place, str(error), f"最长 {most.label}") from error
    if asked.months > most.months or asked.days > most.days or asked.hours > most.hours:
        problem = f"延长 {asked.label} 超过了规定的 {most.label}"
        raise PeriodError(place, problem, f"改为不超过 {most.label}")
    return asked


def total(plan: Plan, allowed: tuple[Granted, ...]) -> Duration:
    """The whole length with the extensions: ``to`` replaces the period's own part, ``by`` adds."""
    if not allowed:
        return plan.length
    length = plan.length
    for one in allowed:
        if one.extension.to is not None:
            length = read_duration(one.extension.to)
            for part in plan.before:
                length = length + part.length
        elif one.by is not None:
            length = length + one.by
    return length


def longest(reckoning: "Reckoning", allowed: tuple[Granted, ...]) -> tuple[Granted, ...]:
    """The granted ones and every bounded one still possible; ``allowed`` itself when none is."""
    found = allowed
    for extension in reckoning.plan.version.extensions:
        names = {one.extension.name for one in found}
        if extension.by is None and extension.to is None:
            continue
        if extension.name in names or (extension.after and extension.after not in names):
            continue
        if reckoning.known_false(extension.condition):
            continue
        by = read_duration(extension.by) if extension.by else None
        found = (*found, Granted(extension, by))
    return found


def _tell(reckoning: "Reckoning", on: date, said: str, one: Granted) -> None:
    if reckoning.telling:
        reckoning.telling.event(on, said, one.extension)
