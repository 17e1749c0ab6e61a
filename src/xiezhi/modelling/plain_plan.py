"""How the engine would answer a query, step by step, in plain Chinese words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiezhi.screening import national

_JOINS = {
    "INNER": "只留两边都有的行",
    "LEFT": "一边的行全部保留，另一边没有的留空",
    "RIGHT": "一边的行全部保留，另一边没有的留空",
    "OUTER": "两边的行全部保留",
    "SEMI": "只留另一边有对应行的",
    "RIGHT_SEMI": "只留另一边有对应行的",
    "ANTI": "只留另一边没有对应行的",
    "RIGHT_ANTI": "只留另一边没有对应行的",
    "MARK": "记下另一边有没有对应行",
    "SINGLE": "另一边至多取一行",
}
_WORD = re.compile(r"(?<![\w'])([a-z][a-z0-9_]*)(?![\w'(])")
_MARK = re.compile(r"#\d+")


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One step in words, and how many rows the engine expects of it (None: not said)."""

    words: str
    rows: int | None


def plain_steps(
    plan: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> tuple[PlainStep, ...]:
    """Return the steps of a plan in the order in which they are done; ``labels`` name columns."""
    found: list[PlainStep] = []
    for node in plan:
        _tell(node, labels, found)
    return tuple(found)


def _tell(node: Mapping[str, Any], labels: Mapping[str, str], found: list[PlainStep]) -> None:
    for child in node.get("children", ()):
        _tell(child, labels, found)
    name = str(node.get("name", "")).strip().upper()
    info = node.get("extra_info", {})
    words = _words(name, info, lambda text: _named(text, labels))
    if words:
        rows = str(info.get("Estimated Cardinality", ""))
        found.append(PlainStep(words, int(rows) if rows.isdigit() else None))


def _words(name: str, info: Mapping[str, Any], named: Callable[[str], str]) -> str:
    if name == "DUCKLAKE_SCAN" or info.get("Table"):
        return _scan(info, named)
    if name.endswith("_JOIN") or name in ("HASH_JOIN", "CROSS_PRODUCT"):
        return _join(info, named)
    if name.endswith("GROUP_BY"):
        groups = _columns(info.get("Groups"), named)
        return f"分组：按 {groups} 合并" if groups else "分组：去掉重复的行"
    if name.endswith("AGGREGATE"):
        return "合计：全部行算成一行"
    if name == "ORDER_BY":
        return f"排序：{_columns(info.get('Order By'), named) or '按输出的列'}"
    if name.endswith("WINDOW"):
        return "窗口：在每一组里按次序逐行比较"
    if name == "FILTER":
        return f"筛选：{named(' '.join(_lines(info.get('Expression'))))}"
    if name == "UNION":
        return "合并：上下两部分的行接在一起"
    if name in ("CTE", "LEFT_DELIM_JOIN", "RIGHT_DELIM_JOIN") and info.get("CTE Name"):
        return f"以上算成中间表“{info['CTE Name']}”，后面要用"
    return ""


def _scan(info: Mapping[str, Any], named: Callable[[str], str]) -> str:
    """A table read whole, or with conditions; ``_current`` is the store's own."""
    table = str(info.get("Table"))
    label = national()[table].label if table in national() else table
    kept = [line for line in _lines(info.get("Filters")) if line != "_current"]
    if not kept:
        return f"读表：{label}，整张表读完"
    return f"读表：{label}，边读边筛选：{'；'.join(map(named, kept))}"


def _join(info: Mapping[str, Any], named: Callable[[str], str]) -> str:
    conditions = _columns(info.get("Conditions"), named)
    how = _JOINS.get(str(info.get("Join Type", "")), "两边逐行配对")
    return f"连接：按 {conditions}，{how}" if conditions else f"连接：没有相等的条件，{how}"


def _columns(info: Any, named: Callable[[str], str]) -> str:
    """What is listed, without the engine's own numbers of columns."""
    return "、".join(named(line) for line in _lines(info) if not _MARK.fullmatch(line))


def _lines(info: Any) -> list[str]:
    lines = info.split("\n") if isinstance(info, str) else info or []
    return [str(line) for line in lines if str(line)]


def _named(text: str, labels: Mapping[str, str]) -> str:
    """The text with columns under their Chinese names."""
    plain = re.sub(r"\b[a-z_][\w]*\.(?=[a-z])", "", text)
    plain = _WORD.sub(lambda found: labels.get(found[1], found[1]), plain)
    for old, new in ((" = ", "＝"), (" IS NULL", " 为空"), (" ASC", ""), (" DESC", "（由大到小）"),
                     ("NOT ", "不是 "), (" AND ", " 并且 "), (" OR ", " 或者 ")):  # fmt: skip
        plain = plain.replace(old, new)
    return plain
