"""Which defendants stayed away: 未到庭, 拒不到庭, 缺席."""

from __future__ import annotations

import re

from xiezhi.dossier.civil.parties import Parties
from xiezhi.dossier.civil.voices import Part
from xiezhi.dossier.spans import Found

_ABSENT = re.compile(
    r"未(?:曾|能|按时|准时)?(?:到|出)庭|未应诉|拒不(?:到|出)庭|不到庭|缺席|未到案"
    r"|未参加(?:庭审|诉讼)|无正当理由(?:拒|未)"
)
_SILENT = re.compile(r"(?:未|没有|无|均未)[^，。；]{0,14}答辩|未应诉答辩")
_SPOKE = re.compile(r"辩称|答辩(?:称|意见)|庭审中|予以认可|没有异议|无异议")
_ALL = re.compile(r"[一二三四五六七八九两俩各]+(?:位|名)?被告|被告均|各被告")


def read_absence(
    parties: Parties, found: list[Part]
) -> tuple[bool | None, list[Found[str]], Found[bool] | None]:
    """(anyone absent, the absent ones, the place). None when all that is written is that no
    answer was filed.
    """
    names = list(dict.fromkeys(p.value for p in parties.defendants))
    absent: dict[str, Found[str]] = {}
    place: Found[bool] | None = None
    silent = False
    for part in found:
        for clause in re.finditer(r"[^。；]+", part.text):
            text = clause.group()
            silent = silent or bool(_SILENT.search(text))
            match = _ABSENT.search(text)
            if match is None or re.search(
                r"原告[^，。；]{0,10}未到庭|证人[^，。；]{0,10}未", text
            ):
                continue
            start = part.start + clause.start()
            place = place or Found(True, start + match.start(), start + match.end())
            for name, low, high in _who(parties, names, text, match.start()):
                absent.setdefault(name, Found(name, start + low, start + high))
    order = {name: position for position, name in enumerate(names)}
    ordered = sorted(absent.values(), key=lambda f: order.get(f.value, 99))
    if place:
        return True, ordered, place
    return (None if silent else False), [], None


def _who(parties: Parties, names: list[str], text: str, before: int) -> list[tuple[str, int, int]]:
    head = text[:before]
    spoken = {**{name: name for name in names}, **parties.short_names}
    pattern = "|".join(sorted((rf"{re.escape(n)}(?!\d)" for n in spoken), key=len, reverse=True))
    marks = (
        [(spoken[m.group()], m.start(), m.end()) for m in re.finditer(pattern, head)]
        if pattern
        else []
    )
    speech = max((m.end() for m in _SPOKE.finditer(head)), default=0)
    marks = [m for m in marks if m[1] >= speech and m[0] in names]
    if marks:
        return marks
    everyone = _ALL.search(head) or re.search(r"(?:^|，)被告$", head)
    if everyone or len(names) == 1 or head.strip(" ，经但因") in ("", "被告", "被告人"):
        low, high = everyone.span() if everyone else (0, max(1, before))
        return [(name, low, high) for name in names]
    return []
