"""Cuts a private-loan judgment into claim, pleading, defence, evidence and finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """Whose words a sentence reports."""

    CLAIM = "claim"
    PLEADING = "pleading"
    DEFENCE = "defence"
    EVIDENCE = "evidence"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence at ``[start, end)`` of the normalised text."""

    start: int
    end: int
    text: str
    voice: Voice


_CUT = re.compile(
    r"[。；\n]+[”’]?|(?=(?<![，。；])事实(?:和|与|及)理由[：:])|(?<=如下：)"
    r"|(?<!诉讼)(?=请求(?:人民)?(?:法院)?(?:依法)?(?:判令|判决))|(?=诉请)"
)
_VOICES: tuple[tuple[Voice, re.Pattern[str]], ...] = (
    (
        Voice.FINDING,
        re.compile(
            r"[^。；]{0,70}(?:查明|认定(?:本案)?(?:案件)?(?:法律)?事实|认定如下|确认(?:本案"
            r"|以下|如下|案件)[^，。；]{0,10}事实|事实(?:为|如下)[：:]|审理认定)|(?:另|又|再"
            r"|还)查明?|另查"
        ),
    ),
    (
        Voice.DEFENCE,
        re.compile(
            r"(?!.{0,30}(?:质证|放弃质证|视为))[^。；]{0,40}(?:辩称|答辩称|未答辩"
            r"|未作(?:任何|出)?(?:书面)?答辩|未进行答辩|没有答辩|均?未(?:做|作|予|提供"
            r"|提交)[^，。；]{0,10}答辩|未到庭|未出庭|拒不到庭)"
        ),
    ),
    (
        Voice.EVIDENCE,
        re.compile(
            r"[^。；]{0,40}(?:为支持|为证明|为证实|围绕诉讼请求|提交了?(?:以下|下列|如下"
            r"|了)?[^，。；]{0,6}证据|提供[^，。；]{0,8}证据|举证如下|证据(?:如下|有)"
            r"|向法庭(?:提交|举证|提举))|(?:上述|以上)事实|本院(?:经审查|对原告|认为)"
            r"|证据[一二三四五六七八九十\d]"
        ),
    ),
    (
        Voice.CLAIM,
        re.compile(
            r"[^。；]{0,60}(?:诉讼请求|请求(?:法院)?(?:依法)?(?:判令|判决)|判令|诉请"
            r"|要求(?:[一二三四五两俩各]+|上述)?(?:被告|法院))"
        ),
    ),
    (Voice.PLEADING, re.compile(r"事实(?:和|与|及)理由|(?:原告)?[^，。；]{0,16}(?:诉称|起诉称)")),
)


def parts(text: str, start: int) -> list[Part]:
    """Sentences after the head; a sentence without a marker keeps the voice before it."""
    found: list[Part] = []
    voice = Voice.PLEADING
    position = start
    for end in [m.end() for m in _CUT.finditer(text, start)] + [len(text)]:
        if end <= position:
            continue
        piece = text[position:end]
        voice = next(
            (name for name, pattern in _VOICES if pattern.match(piece.lstrip())),
            _after(voice, piece),
        )
        found.append(Part(position, end, piece, voice))
        position = end
    return found


def _after(voice: Voice, piece: str) -> Voice:
    """Numbered items go on; a plain sentence after a claim is still the claimant's pleading."""
    if voice is Voice.CLAIM and not re.match(
        r"\s*(?:\d+[、.．]|[一二三四五六七八九十]+、|[(]\d)", piece
    ):
        return (
            Voice.PLEADING
            if re.match(r"\s*(?:\d{4}年|被告|原告|原、被告|\d{4})", piece)
            else voice
        )
    return voice


def said(found: list[Part], *voices: Voice) -> list[Part]:
    """The sentences in any of ``voices``."""
    return [part for part in found if part.voice in voices]
