"""The party block: a paragraph per defendant between the case number and the accusation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiezhi.dossier.criminal.accusation import ROLE, Accused
from xiezhi.dossier.judgment import Judgment

_HEADING = re.compile(
    rf"(?:^|(?<=[。；：\n\s])|(?<=号)"
    rf"|(?<=检察院)){ROLE}(?:[(][^)]{{0,20}}[)])?[：:\s]*(?:自报(?:姓名)?)?"
    r"(?P<name>[^，。；：()\s因]{2,40}?)(?:[(][^)]*[)])*(?P<after>[，。]|(?=因|于\d|\d{4}年))"
)
_SIGNS = re.compile(
    r"\s*(?:[(（]|男|女|曾用名|又名|化名|别名|绰号|外号|小名|自报|系|出生|生于"
    r"|出生于|\d{4}年|公民身份|身份证|居民身份|统一社会信用|组织机构|住所地|住|户籍"
    r"|住址|因|汉族|[^，。]{1,4}族|未成年|无业|农民|(?:法定代表人|诉讼代表人))"
)
_NEXT = re.compile(
    r"(?:^|(?<=[。；\n\s]))(?:(?:原审|上列|上述"
    r"|以上)?(?:附带民事[^，。]{0,8}诉讼?原告人?|被害人|自诉人|(?:指定|委托"
    r"|共同)?辩护人|法定代理人|诉讼代理人|诉讼代表人|委托代理人|原?公诉机关|抗诉机关"
    r"|合适成年人|[^，。；\s]{2,30}检察院(?:以|于|指控)"
    r"|[^，。；\s]{2,30}人民法院(?:审理|依照)))"
)


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """The lines about one defendant at ``[start, end)``."""

    name: str
    start: int
    end: int


def read_blocks(
    judgment: Judgment, start: int, end: int
) -> tuple[list[Accused], list[PartyBlock]]:
    """Defendants named in the party block and the stretches of text about each; both empty when
    there is no block.
    """
    text = judgment.text
    stops = [m.start() for m in _NEXT.finditer(text, start, end)] + [end]
    people: list[Accused] = []
    blocks: list[PartyBlock] = []
    heads = [
        m
        for m in _HEADING.finditer(text, start, end)
        if m["after"] != "，" or _SIGNS.match(text, m.end())
    ]
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        limit = following.start() if following else end
        stop = min([s for s in stops if head.end() <= s <= limit] or [limit])
        place = head.span("name")
        name = judgment.printed[slice(*place)].strip()
        role = text[head.start() : place[0]]
        if role.startswith("附带民事") or role.startswith("原审附带民事"):
            continue
        kind = "unit" if "单位" in role else "person"
        if name not in {person.name for person in people} or _is_heading_again(
            people, name, text, place[1]
        ):
            people.append(Accused(name, *place, kind))
        blocks.append(PartyBlock(name, head.start(), stop))
    return people, blocks


def _is_heading_again(people: list[Accused], name: str, text: str, after: int) -> bool:
    """A second full heading (with sex or birth) under the same anonymised name is another
    person.
    """
    return any(p.name == name for p in people) and bool(
        re.match(r"[^，。]{0,20}，\s*[男女](?:，|。)", text[after : after + 40])
    )


def owners(people: list[Accused], blocks: list[PartyBlock]) -> list[tuple[int, PartyBlock]]:
    """Each block with the index of its defendant; the nth full block of a shared name is the
    nth of them.
    """
    indexes: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        indexes.setdefault(person.name, []).append(index)
    matched: list[tuple[int, PartyBlock]] = []
    turn: dict[str, int] = {}
    for block in blocks:
        mine = indexes.get(block.name, [])
        if not mine:
            continue
        matched.append((mine[min(turn.get(block.name, 0), len(mine) - 1)], block))
        turn[block.name] = turn.get(block.name, 0) + 1
    return matched
