"""Cuts a judgment into sentences and says whose voice each one is: header, prosecution,
defence, finding, evidence, reasoning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """Whose words a sentence reports."""

    HEADER = "header"
    PROSECUTION = "prosecution"
    DEFENCE = "defence"
    FINDING = "finding"
    EVIDENCE = "evidence"
    REASONING = "reasoning"
    LOWER_FINDING = "lower_finding"
    LOWER_REASONING = "lower_reasoning"
    LOWER_ORDER = "lower_order"


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is the normalised sentence at ``[start, end)`` of the judgment."""

    start: int
    end: int
    text: str
    zone: Zone


_CUT = re.compile(r"[。；！？\n]+[”’」]?")
# Places where the printed judgment runs two paragraphs together without a stop.
_JOINT = re.compile(
    r"审理终结(?=[^，。；：])|(?:判决理由|判决如下|裁定如下)："
    r"|查明事实(?=[：\d]|[^，。]{0,2}\d{4}年)|辩护意见(?=被告人)|公诉机关指控(?=[，：])"
    r"|经(?:依法|公开|本院)?审理查明"
)
_BEFORE = ("查", "辩", "公", "经")  # these words open a paragraph, the others close one
_RUNS_ON = frozenset("，。；：的与和对针据")
_ORGAN = (
    r"(?:公诉机关|公诉人|检察机关|检察员|自诉人|附带民事公益诉讼起诉人"
    r"|[^，。；：、]{2,30}人民检察院(?:第[一二三四五六]分院)?|[^，。；：、]{2,30}检察院)"
)
_WHO = (
    r"(?:被告人|被告单位|上诉人|原审被告人"
    r"|[一二三四五六七八九十\d两]+(?:名)?(?:原审)?被告人|[^，。；：]{2,4}(?=辩称|辩解))"
)
# First match wins; each pattern must meet the start of the sentence and needs one of the
# letters beside it.
_VOICES: tuple[tuple[Zone, frozenset[str], re.Pattern[str]], ...] = (
    (
        Zone.LOWER_ORDER,
        frozenset("判"),
        re.compile(
            r"[^。]{0,200}(?:判决如下|遂判决|判决：|作出如下判决|据此判决)"
            r"|(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))?(?:以"
            r"|撤销)?[^。，]{0,8}被告(?:人|单位)[^，。；]{1,40}犯[^，。；]{2,40}罪，?(?:判处"
            r"|免予)"
        ),
    ),
    (
        Zone.LOWER_REASONING,
        frozenset("认"),
        re.compile(
            r"(?:据此，?|综上，?)?(?:原审|一审|原判|[^，。]{3,25}人民法院)(?:法院|判决"
            r"|人民法院)?(?:据此)?(?:认为|审理认为)"
        ),
    ),
    (
        Zone.LOWER_FINDING,
        frozenset("认查"),
        re.compile(
            r"(?:[^，。；]{0,30}(?:人民法院|原审法院|一审法院|原审判决|原判|一审判决"
            r"|原审)[^，。；]{0,6}(?:认定|查明))"
        ),
    ),
    (
        Zone.DEFENCE,
        frozenset("辩代"),
        re.compile(
            r"(?:\d+[、.]|[一二三四五六七八九十]+、)?(?:[^，。；]{0,12}，)?(?:其"
            r"|[^，。；：]{0,30}的?)?(?:指定|委托|各|诉讼)?(?:辩护人"
            r"|代理人)(?!.{0,40}到庭)[^。；]{0,60}(?:提出|认为|辩称|意见|建议|请求|提交|辩护"
            r"|表示|对)"
        ),
    ),
    (
        Zone.DEFENCE,
        frozenset("辩异供诉服"),
        re.compile(
            rf"(?:[^，。；]{{0,16}}，)?(?:针对[^，。；]{{0,20}}，)?(?"
            rf":对[^，。；]{{2,40}}，)?{_WHO}"
            rf"(?!.{{0,40}}(?:供述|证言)).{{0,80}}(?:辩称|辩解|无异议|没有异议|有异议"
            rf"|不持异议|不表异议|供认不讳|均无辩解|未作辩解|无辩解|上诉(?:提出|称|理由|请求)"
            rf"|不服)|辩护意见|辩护人：|上诉理由"
        ),
    ),
    (
        Zone.PROSECUTION,
        frozenset("公检自起"),
        re.compile(
            rf"(?:[^，。；]{{0,24}}，)?(?:针对[^，。；]{{0,30}}，|为(?:证明|证实"
            rf"|支持)[^，。；]{{0,30}}，|综上，|据此，)?(?:{_ORGAN})(?:起诉书"
            rf"|以[^，。；]{{2,40}}起诉书)?(?:当庭|据此|同时|并|还|以上述|诉请|在庭审中"
            rf"|以[^，。；]{{0,30}})?(?:起诉)?(?:指控|讯问|就|认为|诉称|提出|建议"
            rf"|提请|提供|出示|提交"
            rf"|宣读|列举|举出|指控意见|认定)"
        ),
    ),
    (
        Zone.PROSECUTION,
        frozenset("指提诉请建"),
        re.compile(
            r"(?:公诉机关)?指控(?:意见|事实)|提请(?:本院|法院|人民法院|法庭|贵院)|诉请"
            r"|请求依法判处|请依法(?:判处|惩处)"
            r"|建议判处|建议对|指控上述事实"
        ),
    ),
    (
        Zone.EVIDENCE,
        frozenset("事证"),
        re.compile(
            r"(?:认定|证明|证实|证明)?(?:上述|以上|本案|前述)[^，。；]{0,10}(?:事实"
            r"|证据)[，：]?|(?:原判|原审)?认定[^，。；]{0,14}(?:事实)?的?证据|下列证据"
            r"|[^，。]{0,20}的证据(?:有|如下)"
        ),
    ),
    (
        Zone.REASONING,
        frozenset("本判经关对综"),
        re.compile(
            r"本院(?:经审理)?认为|本院经审查认为|判决理由|经查|关于[^，。]{2,60}(?:意见|理由"
            r"|问题)|对(?:于)?[^，。]{2,40}(?:意见|理由)|综上"
        ),
    ),
    (
        Zone.FINDING,
        frozenset("查认确诉审案"),
        re.compile(
            r"(?:[^，。；]{0,10}，)?(?:[一二三四五六七八九十]+、)?(?:再审|二审|本院)?(?:经"
            r"|并|现)?(?:本院|依法|法庭|公开|开庭|二审|再审|审判)*(?:审理|庭审|开庭|审判"
            r"|质证|审查)?(?:后)?(?:另|又|还|再|同时|本院)?(?:查明|查实|另查|查|确认"
            r"|认定)(?:[^，。；]{0,8}事实)?[，：]?|查明事实|审理查明|诉讼(?:过程)?中"
            r"|审理(?:期间|过程中)|本院审理期间|案发后"
        ),
    ),
)


def sentences(text: str, body_start: int = 0) -> list[Sentence]:
    """Split normalised ``text``; before ``body_start`` everything is header. A sentence without
    a marker keeps the voice before it.
    """
    found: list[Sentence] = []
    zone = Zone.HEADER
    start = 0
    joints = [_cut_at(m) for m in _JOINT.finditer(text)]
    cuts = [m.end() for m in _CUT.finditer(text)]
    for end in sorted({*joints, *cuts, len(text)}):
        if end <= start:
            continue
        piece = text[start:end]
        zone = _voice(piece, zone) if start >= body_start else Zone.HEADER
        found.append(Sentence(start, end, piece, zone))
        start = end
    return found


def _cut_at(joint: re.Match[str]) -> int:
    if not joint.group().startswith(_BEFORE):
        return joint.end()
    before = joint.string[joint.start() - 1 : joint.start()]
    return joint.end() if joint.group()[0] == "经" and before in _RUNS_ON else joint.start()


_BARE_PROPOSAL = re.compile(r"建议|请求|诉请|请依法")
_ACCUSING = re.compile(r"触犯|提请|应当以|追究")
_ORDERED = re.compile(
    r"(?:依照|依据|根据)[^。]{4,900}?(?:判决如下|判决[：，]|判决(?=被告|原审)|判决\()"
    r"|(?:人民法院|原审|一审)(?:法院)?(?:认定"
    r"|以)[^，。；]{0,8}被告[^。；]{2,60}犯[^。；]{2,40}罪，?判处"
)


def _voice(piece: str, before: Zone) -> Zone:
    if ("判决" in piece or "判处" in piece) and _ORDERED.search(piece):
        return Zone.LOWER_ORDER
    head = piece.lstrip()[:160]
    letters = set(head)
    for zone, needed, pattern in _VOICES:
        if not needed.isdisjoint(letters) and pattern.match(head):
            return _settle(zone, before, head)
    return before


def _settle(zone: Zone, before: Zone, head: str) -> Zone:
    """Two readings hang on who spoke before: a bare 建议 goes on with counsel, 其行为已触犯
    with the prosecutor.
    """
    if zone is Zone.PROSECUTION and before is Zone.DEFENCE and _BARE_PROPOSAL.match(head):
        return before
    if zone is Zone.EVIDENCE and before is Zone.PROSECUTION and _ACCUSING.search(head):
        return before
    return zone


def in_zone(found: list[Sentence], *zones: Zone) -> list[Sentence]:
    """The sentences spoken in any of ``zones``."""
    return [sentence for sentence in found if sentence.zone in zones]


def sentence_at(found: list[Sentence], position: int) -> Sentence | None:
    """The sentence that holds ``position``; None for an empty text."""
    index = bisect_right([s.start for s in found], position) - 1
    return found[index] if index >= 0 else None
