"""The head of a criminal judgment: case number, court, instance, where the accusation stands
and where the body begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found

CASE_NO = (
    r"[(〔]\s*(?:19"
    r"|20)\d{2}\s*[)〕]\s*[^，。：；()〔〕\s]{1,24}?(?:字)?第?\s*[\d\-]{1,8}\s*号(?"
    r":之[一二三四五六七八九十\d]+)?"
)
_TITLED = re.compile(
    rf"(?P<court>[^，。：；\s()〔〕判裁]{{2,45}}?法院)\s*(?P<paper>刑\s*事(?"
    rf":[^，。：；()]{{0,10}})?(?:判\s*决\s*书|裁\s*定\s*书))"
    rf"[^第\d]{{0,16}}?(?P<case_no>{CASE_NO})"
)
_CASE_NO = re.compile(CASE_NO)
_TITLE_END = re.compile(r"(?:判决书|裁定书|调解书|决定书|罪|一案|案|号|书)(?=[^罪案号书]*$)")
_ACCUSED = r"(?:被告人|被告单位|上诉人)"
_ACCUSATION = re.compile(
    r"(?:检察院|检察分院|分院|公诉机关|起诉书)[^。]{0,120}?(?:指控|以"
    + _ACCUSED
    + r"|认为"
    + _ACCUSED
    + r")"
    r"|自诉人[^。]{1,60}?(?:以|控诉|指控)"
    + _ACCUSED
    + r"|人民法院(?:审理|受理)[^。]{0,80}?"
    + _ACCUSED
)
_CONCLUDED = re.compile(r"(?:现|业)?(?:已|己)?(?:经)?审理终[结了](?:。|，)?")
_FILED = re.compile(r"提起(?:公诉|控诉)[^。]{0,400}。")
_TRIAL_MARKS = (
    ("retrial", re.compile(r"刑(?:事)?(?:再|监|申|抗再)|再审|再终|再初")),
    ("second", re.compile(r"刑[^初]{0,6}终|终字")),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the head says. ``parties_start`` follows the case number; ``accusation`` is the
    offset of the charging words.
    """

    case_no: Found[str] | None
    court: Found[str] | None
    instance: Found[str] | None
    title_end: int
    parties_start: int
    accusation: int | None
    accusation_organ: int
    body_start: int


def read_opening(judgment: Judgment) -> Opening:
    """Find the head's parts; every part may be missing."""
    text = judgment.text
    titled = _TITLED.search(text, 0, 4000)
    number = titled.span("case_no") if titled else _span(_CASE_NO.search(text, 0, 1500))
    court = _court(judgment, titled) if titled else None
    parties_start = number[1] if number else 0
    accusation = _ACCUSATION.search(text, parties_start)
    after = accusation.end() if accusation else parties_start
    concluded = _CONCLUDED.search(text, after, after + 3000)
    body = concluded or _FILED.search(text, after, after + 3000)
    return Opening(
        case_no=judgment.found(*number) if number else None,
        court=court,
        instance=_instance(judgment, number),
        title_end=court.start if court else 0,
        parties_start=parties_start,
        accusation=accusation.end() if accusation else None,
        accusation_organ=accusation.start() if accusation else parties_start,
        body_start=body.end() if body else after,
    )


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


def _court(judgment: Judgment, titled: re.Match[str]) -> Found[str]:
    start, end = titled.span("court")
    line_start = (
        max(judgment.text.rfind(mark, 0, start) for mark in ("\n", "判决书", "裁定书", " ")) + 1
    )
    cut = _TITLE_END.search(judgment.text, start, end)
    if cut:
        start = cut.end()
    elif line_start > start:
        start = line_start
    return judgment.found(start, end)


def _instance(judgment: Judgment, number: tuple[int, int] | None) -> Found[str] | None:
    if number is None:
        return None
    for name, mark in _TRIAL_MARKS:
        if found := mark.search(judgment.text, *number):
            return Found(name, *found.span())
    first = judgment.text.find("初", *number)
    if first >= 0:
        return Found("first", first, first + 1)
    said = re.compile(r"一审|二审|再审").search(judgment.text, 0, number[1])
    if said:
        return Found(
            {"一": "first", "二": "second", "再": "retrial"}[said.group()[0]], *said.span()
        )
    return None
