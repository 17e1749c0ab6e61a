"""Laying a local pack upon the national one: it may add and narrow, never loosen."""

from collections.abc import Mapping
from pathlib import Path

from xiezhi.law.errors import PackError

Content = dict[str, dict[str, object]]


def combine(floor: Content, added: Content, sources: Mapping[str, Path]) -> Content:
    """The floor with the overlay's rules; a replaced rule must be able to judge that it narrows.

    A rule class lets itself be replaced by defining ``narrowed_by(other) -> str | None`` (what
    would be loosened, in Chinese). Raises PackError for a replacement that loosens or that cannot
    be judged.
    """
    for key, rule in added.get("authority", {}).items():
        if any(one.entrusts for one in getattr(rule, "rules", ())):
            cure = "写入 lists/ 下的职权清单：由省级人民检察院制定（司法责任制意见(2024) 第16条）"
            raise PackError(str(sources[key]), f"{key} 把决定权交给检察官", cure)
    combined: Content = {}
    for name, rules in floor.items():
        combined[name] = dict(rules)
        for key, rule in added.get(name, {}).items():
            if key in rules:
                _require_narrower(rules[key], rule, key, sources[key])
            combined[name][key] = rule
    return combined


def _require_narrower(floor: object, rule: object, key: str, path: Path) -> None:
    judge = getattr(floor, "narrowed_by", None)
    if judge is None:
        raise PackError(str(path), f"{key} 已由全国规则包规定，不得替换", "改用新的名称，或删去")
    loosened = judge(rule)
    if loosened:
        raise PackError(str(path), f"{key} 放宽了全国规则：{loosened}", "地方规则包只可补充或收紧")
