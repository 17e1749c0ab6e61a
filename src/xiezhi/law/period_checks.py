"""The checks that only periods need: ids, conditions, validity and worked examples."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiezhi.law.citations import read_citation
from xiezhi.law.errors import LawError
from xiezhi.law.packs import Pack
from xiezhi.law.period_rules import Period, PeriodVersion
from xiezhi.law.worked import disagreements

if TYPE_CHECKING:
    from xiezhi.law.checking import Report

Found = Iterator[tuple[str, str]]


def problems_of(period: Period, pack: Pack, report: "Report") -> Found:
    """Everything wrong with one period, with words by which to find the line."""
    yield from _names(period, pack)
    for version in period.versions:
        yield from _conditions(period, version, pack)
        yield from _validity(version, pack)
    report.examples += len(period.examples)
    if len(period.examples) < 2:
        yield "算例少于两个；补写 examples", "examples:"
    for example in period.examples:
        for name, value in example.given.facts.items():
            fact = pack.facts.get(name)
            if fact is None:
                yield f"算例「{example.name}」用了未声明的事实「{name}」", name
            elif not fact.accepts(value):
                yield f"算例「{example.name}」的事实 {name} 不能是 {value!r}", name
    for example, said in disagreements(period, pack):
        yield f"算例「{example.name}」不符：{said}", example.name


def _names(period: Period, pack: Pack) -> Found:
    if period.counting and period.counting not in pack.counting:
        yield f"没有计算方法「{period.counting}」；见 counting/ 目录", "counting:"
    others = [period.succeeds, period.succeeded_by]
    others += [one.given.clock for one in period.examples]
    for version in period.versions:
        others += [one.period for one in version.instead]
        if version.continues:
            others.append(version.continues.period)
    for other in others:
        if other and other not in pack.periods:
            yield f"没有期限「{other}」；核对 id", other


def _conditions(period: Period, version: PeriodVersion, pack: Pack) -> Found:
    for expression in (*version.conditions, version.holds_if):
        if expression is None:
            continue
        try:
            pack.condition(expression, f"期限 {period.id}")
        except LawError as error:
            yield f"{error.problem}；{error.cure}", expression


def _validity(version: PeriodVersion, pack: Pack) -> Found:
    reference = read_citation(version.cite) if version.cite else None
    instrument = pack.instruments.get(reference.instrument) if reference else None
    if instrument is None:
        return
    own, law = version.in_force, instrument.in_force
    if own.from_on < law.from_on:
        yield f"自 {own.from_on} 起施行，早于所引文件的施行日 {law.from_on}", str(own.from_on)
    if law.until_on and (own.until_on is None or own.until_on > law.until_on):
        yield f"所引文件已于 {law.until_on} 失效；写明 until 或改引新的文件", str(own.from_on)
