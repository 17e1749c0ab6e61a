"""The checks that only liability tables need: conditions, names of rows, and worked proposals."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from xiezhi.law.errors import LawError
from xiezhi.law.liability.proposals import propose
from xiezhi.law.liability.rules import Rules, rules_of
from xiezhi.law.liability.tables import Example, LiabilityTable

if TYPE_CHECKING:
    from xiezhi.law.checking import Report
    from xiezhi.law.packs import Pack

Found = Iterator[tuple[str, str]]


def problems_of(table: LiabilityTable, pack: "Pack", report: "Report") -> Found:
    """Everything wrong with one table, with words by which to find the line."""
    report.examples += len(table.examples)
    try:
        rules = rules_of(pack)
    except LawError as error:
        yield f"{error.place}：{error.problem}；{error.cure}", error.place.split()[-1]
        return
    yield from _names(table, rules)
    yield from _versions(table, rules)
    if table.rows and len(table.examples) < 2:
        yield "算例少于两个；补写 examples", "examples:"
    for example in table.examples:
        yield from _worked(example, table, rules)


def _names(table: LiabilityTable, rules: Rules) -> Found:
    known = {one.row.row for one in rules.rows} | {"*"}
    for row in table.rows:
        for other in row.over:
            if other not in known:
                yield f"{row.row} 的 over 中没有责任情形「{other}」；核对编号", row.row
        if row.by_default and row.by_default not in rules.settings:
            yield f"{row.row} 的口径「{row.by_default}」没有写在 settings 中", row.by_default


def _versions(table: LiabilityTable, rules: Rules) -> Found:
    for row in table.rows:
        same = [one for one in rules.rows if one.row.row == row.row]
        days = sorted(
            ((one.row.in_force or one.table.in_force) for one in same), key=lambda f: f.from_on
        )
        for one, other in pairwise(days):
            if one.until_on is None or one.until_on > other.from_on:
                yield f"{row.row} 的两个版本在 {other.from_on} 重叠；写明 until", row.row


def _worked(example: Example, table: LiabilityTable, rules: Rules) -> Found:
    for name, value in example.given.items():
        question = rules.questions.get(name)
        if question is None or not question.accepts(value):
            yield f"算例「{example.name}」的 {name} 不能是 {value!r}", example.name
            return
    made = propose(
        "x", str(example.given["capacity"]), example.given, rules,
        example.on or table.in_force.from_on,
    )  # fmt: skip
    if made.kinds != example.kinds:
        said = f"应为 {'、'.join(example.kinds)}，得出 {'、'.join(made.kinds)}"
        yield f"算例「{example.name}」不符：{said}", example.name
    standing = {one.row.row for one in made.rows if one.stands}
    if lacking := sorted(set(example.rows) - standing):
        yield f"算例「{example.name}」没有得出 {'、'.join(lacking)}", example.name
