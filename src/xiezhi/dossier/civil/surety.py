"""Who stood surety (保证人, 担保人), sued or not; a pledge of things is not surety."""

from __future__ import annotations

import re

from xiezhi.dossier.civil.parties import Parties
from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.spans import Found

_NOT_SURETY = r"(?![^，。；]{0,6}(?:合同|协议|承诺书|函|法|物权|方式|期限|期间|范围))"
_SECURED = (
    r"(?:提供(?:了)?(?:连带)?(?:责任)?(?:的)?(?:保证|担保|信用担保)"
    r"|(?:连带)?(?:责任)?(?:保证)?担保"
    r"|作为[^，。；]{0,14}(?:保证|担保)人|以(?:保证|担保)人|在(?:保证|担保)(?:人|栏)"
    r"|承担(?:连带)?(?:责任)?保证|保证)"
)
_PLEDGE = re.compile(r"抵押|质押|另一案")
_STRANGER = re.compile(
    r"(?:担保人|保证人)(?P<name>[一-龥]{2,3})(?=在(?:担保|保证)人)"
    r"|[经由](?!被告|原告)(?P<other>[一-龥]{2,3})(?:介绍并|提供)担保"
)


def read_guarantors(parties: Parties, found: list[Part]) -> list[Found[str]]:
    """Sureties by the finding, the papers or the pleading, in the order of the parties."""
    order = {one.value: n for n, one in enumerate([*parties.defendants, *parties.third])}
    known: dict[str, Found[str]] = {}
    spoken = _alternatives([*order, *parties.short_names])
    patterns = _patterns(spoken) if spoken else ()
    for part in said(found, Voice.FINDING, Voice.PLEADING, Voice.EVIDENCE):
        if "担保" not in part.text and "保证" not in part.text:
            continue
        for clause in re.finditer(r"[^，。；]+", part.text):
            if _PLEDGE.search(clause.group()):
                continue
            low = part.start + clause.start()
            for pattern in patterns:
                for match in pattern.finditer(clause.group()):
                    _note(match, spoken, low, parties, known)
            for match in _STRANGER.finditer(clause.group()):
                which = "name" if match["name"] else "other"
                start, end = match.span(which)
                known.setdefault(match[which], Found(match[which], low + start, low + end))
    return sorted(known.values(), key=lambda one: order.get(one.value, len(order)))


def _alternatives(names: list[str]) -> str:
    longest = sorted({rf"{re.escape(name)}(?!\d)" for name in names}, key=len, reverse=True)
    return "|".join(longest)


def _patterns(spoken: str) -> tuple[re.Pattern[str], ...]:
    run = rf"(?P<names>(?:{spoken})(?:(?:、|和|与|及)(?:被告)?(?:{spoken}))*)"
    return (
        re.compile(rf"(?:担保人|保证人)(?:处)?(?:为|是|系|：|“|由)*(?:被告)?{run}"),
        re.compile(
            rf"{run}(?:\([^)]*\))?(?:自愿|愿意?|均|也|亦|共同|分别|还|则|同时)*"
            rf"(?:为|对|替|就|给)?[^，。；、：由经(]{{0,16}}?{_SECURED}{_NOT_SURETY}"
        ),
    )


def _note(
    match: re.Match[str], spoken: str, low: int, parties: Parties, known: dict[str, Found[str]]
) -> None:
    gap = match.string[match.end("names") : match.end()]
    names = list(re.finditer(spoken, gap))  # 甲为乙担保: 乙 is whom it is for, 甲 the surety
    if names and "为" not in gap and "对" not in gap and "替" not in gap:
        return
    start = low + match.start("names")
    for name in re.finditer(spoken, match["names"]):
        full = parties.short_names.get(name.group(), name.group())
        known.setdefault(full, Found(full, start + name.start(), start + name.end()))
