"""Phrases that documents need and the case holds in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xiezhi.casework.selectors import PartyCard

MEASURES = {
    "in_custody": "被羁押",
    "bail": "被取保候审",
    "residential_surveillance": "被监视居住",
}


def day_said(day: date) -> str:
    """2026年3月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def cause_as_charges(cause: str) -> str:
    """盗窃、诈骗 → 盗窃罪、诈骗罪; what already ends in 罪 stays."""
    parts = [part for part in cause.replace("，", "、").split("、") if part]
    return "、".join(
        part if part.endswith(("罪", "纠纷", "案")) else f"{part}罪" for part in parts
    )


def custody_said(party: PartyCard) -> str:
    """于2026年2月20日被羁押，现羁押于云州市看守所; empty when no measure is registered."""
    measure = MEASURES.get(party.custody)
    if measure is None:
        return "未被采取强制措施" if party.custody == "none" else ""
    begun = f"于{day_said(party.custody_from)}" if party.custody_from else ""
    place = f"，现羁押于{party.custody_place}" if party.custody == "in_custody" else ""
    return f"{begun}{measure}{place if party.custody_place else ''}"


def returns_said(returned: Sequence[tuple[date, date | None]]) -> str:
    """Say when the case was returned for supplementary investigation and came back."""
    if not returned:
        return ""
    parts = [
        f"于{day_said(out)}退回补充侦查" + (f"，于{day_said(back)}补查重报" if back else "")
        for out, back in returned
    ]
    return "因部分事实不清、证据不足，" + "；".join(parts)


def evidence_by_kind(items: Sequence[Any]) -> list[dict[str, str]]:
    """Group citable items by their statutory kind, in the order of their first number."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(item.kind_label, []).append(item)
    return [
        {
            "kind": kind,
            "names": "、".join(item.name for item in found),
            "nos": "、".join(str(item.no) for item in found),
        }
        for kind, found in groups.items()
    ]


def excluded_said(items: Sequence[Any]) -> list[str]:
    """Say of each excluded item which it is and why it was excluded."""
    return [f"{item.name}（证据{item.no}）：{item.excluded_reason}" for item in items]
