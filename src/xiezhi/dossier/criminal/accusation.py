"""The charging sentence: who is accused of what.
「指控被告人甲、乙犯盗窃罪，丙犯掩饰、隐瞒犯罪所得罪」
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xiezhi.dossier.charge_table import NamedCharge, charge_at, read_list
from xiezhi.dossier.judgment import Judgment

ROLE = (
    r"(?:(?:原审|一审|原公诉机关指控的)?(?:附带民事(?:公益)?诉讼)?(?:被告人|被告单位"
    r"|上诉单位|上诉人|被告)(?:暨附带民事(?:公益)?诉讼被告(?:人)?)?(?:\(原审(?:被告人"
    r"|被告单位)[^)]{0,12}\))?)"
)
_ROLE = re.compile(ROLE)
_VERB = re.compile(
    r"(?:的行为)?(?:涉嫌犯有|涉嫌犯|涉嫌|犯有|触犯|构成|犯(?!罪)|因(?=[^，。]{2,30}罪))"
)
_STOP = re.compile(
    r"提起(?:公诉|控诉|诉讼)|作出|请求|[于以]\s*(?:\d{4}|[一二][〇零OＯ九])|刑事判决|审理"
)
_NAME_JOIN = re.compile(r"[、，；]|(?<=[^、，；]{2})(?:以及|和|及|与)(?=[^、，；]{2})")
_NAME_TAIL = re.compile(r"(?:等)?(?:[一二三四五六七八九十\d]+(?:名|个)?人)?$")
_UNIT = re.compile(
    r"(?:公司|厂|店|中心|合作社|医院|学校|集团|局|所|站|协会|委员会|部|行|社|单位|企业)$"
)
_LONGEST_NAMES = 600
_NOT_NAMES = frozenset(
    [
        "均",
        "各",
        "其",
        "分别",
        "共同",
        "伙同",
        "他人",
        "一案",
        "等",
        "等人",
        "均系",
        "上述",
        "该",
        "本案",
    ]
)


@dataclass(slots=True)
class Accused:
    """One defendant: name as printed at ``[start, end)``, person or unit, and the charges
    prosecuted.
    """

    name: str
    start: int
    end: int
    kind: str
    charges: list[NamedCharge] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The name in normalised letters, to find it again in the text."""
        return self.name.strip()


def read_accusation(judgment: Judgment, start: int) -> tuple[list[Accused], list[NamedCharge]]:
    """Defendants of the clause that begins at ``start`` and all charges in it (some clauses
    name charges but nobody).
    """
    text = judgment.text
    end = text.find("。", start)
    end = len(text) if end < 0 else end
    end = min(end, start + 4000)
    accused: list[Accused] = []
    every: list[NamedCharge] = []
    position = start
    while position < end:
        verb_at, list_at = _next_charge(text, position, end)
        if (
            verb_at is None
            or verb_at - position > _LONGEST_NAMES
            or _STOP.search(text, position, verb_at)
        ):
            break
        charges = read_list(text, list_at, end)
        if not charges:
            break
        _merge(accused, read_names(judgment, position, verb_at), charges)
        every += charges
        position = charges[-1].end
    return accused, every


def _next_charge(text: str, start: int, end: int) -> tuple[int | None, int]:
    verb = _VERB.search(text, start, end)
    limit = verb.start() if verb else min(end, start + _LONGEST_NAMES)
    for position in range(start, limit):
        named = charge_at(text, position)
        if named and named.end <= end and text[named.end - 1] == "罪":
            return position, position
    return (verb.start(), verb.end()) if verb else (None, end)


def read_names(judgment: Judgment, start: int, end: int) -> list[Accused]:
    """Names listed in ``[start, end)``, each with its place; 被告单位 makes the names after it
    units until 被告人 comes.
    """
    plain = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), judgment.text[start:end])
    kind, found = "person", []
    position = 0
    for piece in [*_NAME_JOIN.finditer(plain), None]:
        stop = piece.start() if piece else len(plain)
        raw = plain[position:stop]
        roles = list(_ROLE.finditer(raw))
        if roles:
            kind = "unit" if "单位" in roles[-1].group() else "person"
        offset = roles[-1].end() if roles else 0
        name = _trim(judgment, start + position + offset, start + stop, kind)
        if name:
            found.append(name)
        position = piece.end() if piece else stop
    return found


def _trim(judgment: Judgment, start: int, end: int, kind: str) -> Accused | None:
    raw = re.sub(r"\([^)]*\)\s*$", "", judgment.text[start:end]).rstrip()
    lead = re.match(r"(?:指控|[：:\s]|自报|以|等|和|及|与|暨)*", raw)
    offset = lead.end() if lead else 0
    body = raw[offset:]
    tail = _NAME_TAIL.search(body) if len(body) > 2 else None
    body = body[: tail.start()] if tail else body
    body = body.split("(")[0].rstrip()
    limit = 40 if kind == "unit" or _UNIT.search(body) else 14
    if not 1 < len(body) <= limit or body in _NOT_NAMES or re.search(r"[。；]|\d{4}年", body):
        return None
    if _UNIT.search(body) and len(body) > 5:
        kind = "unit"
    place = start + offset
    return Accused(judgment.printed[place : place + len(body)], place, place + len(body), kind)


def _merge(accused: list[Accused], names: list[Accused], charges: list[NamedCharge]) -> None:
    """Add a group. The same name twice inside one list is two people; in another group it is
    the same person again.
    """
    known = {person.name: person for person in accused}
    for person in names:
        earlier = known.get(person.name)
        target = earlier if earlier else person
        if earlier is None:
            accused.append(person)
        have = {charge.name for charge in target.charges}
        for charge in charges:
            if charge.name not in have:
                target.charges.append(charge)
                have.add(charge.name)
