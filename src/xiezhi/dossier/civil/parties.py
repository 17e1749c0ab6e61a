"""Parties and their agents, from the head of a private-loan judgment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found

_SIDES = {
    "原告": "plaintiff",
    "被告": "defendant",
    "第三人": "third_party",
    "申请人": "plaintiff",
    "被申请人": "defendant",
}
_ROLE = re.compile(
    r"(?P<agent>(?:共同|二|三|以上|上述|两)?(?:原告"
    r"|被告)?(?:的)?(?:共同)?(?:委托诉讼代理人|委托代理人|诉讼代理人"
    r"|特别授权代理人))"
    r"|(?P<other>法定代理人|法定代表人|负责人|经营者|代表人|执行事务合伙人|监护人)"
    r"|(?P<party>(?<![系与和、为])(?:原告|被申请人|申请人|被告|第三人))(?:\([^)]{0,20}\))?"
)
_NAME = re.compile(r"[：:\s]*(?P<names>[^，。：；\s()]{2,40})")
_HEAD_END = re.compile(
    r"\n\s*\n|原告[^，。；：]{0,40}(?:诉称|起诉称|起诉|向本院|诉至|与被告|诉被告"
    r"|的诉讼请求|诉讼请求)|[^，。；：\n]{2,20}(?:向本院提出诉讼请求|诉称)"
    r"|民间借贷纠纷一案"
)
_FIRM = re.compile(
    r"(?P<firm>[^，。；：\s]{2,30}?(?:律师事务所|律师所|法律服务所|法律服务中心|法律服务部"
    r"|法律援助中心|法律事务所|基层法律服务所"
    r"|法律服务处)(?:\([^)]{1,10}\)(?:律师)?(?:事务所)?)?)"
)
_FIRM_LEAD = re.compile(r"^(?:系|为|均系|均为|是|由|男|女)+")
_SHORT = re.compile(r"\((?:以下)?(?:均)?(?:简称|称)[“：]?(?P<short>[^)”]{2,20})”?\)")
_COMPANY = re.compile(r"(?<=被告)(?P<stem>[一-龥]{2,8})公司")
_JUNK = re.compile(r"^(?:兼|暨|自愿|均|系|为)")


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent by mandate, with law firm when there is one and the side acted for."""

    name: Found[str]
    firm: Found[str] | None
    side: str


@dataclass(slots=True)
class Parties:
    """Everybody the head names."""

    plaintiffs: list[Found[str]] = field(default_factory=list)
    defendants: list[Found[str]] = field(default_factory=list)
    third: list[Found[str]] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    short_names: dict[str, str] = field(default_factory=dict)
    head_end: int = 0


def read_parties(judgment: Judgment) -> Parties:
    """Read the head; it ends at the claim."""
    text = judgment.text
    lead = len(text) - len(text.lstrip())
    ending = _HEAD_END.search(text, lead)
    parties = Parties(head_end=ending.start() if ending else min(len(text), 1500))
    head = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), text[: parties.head_end])
    roles = list(_ROLE.finditer(head))
    side = "plaintiff"
    for role, following in zip(roles, [*roles[1:], None], strict=False):
        stop = following.start() if following else len(head)
        if role["party"]:
            side = _SIDES[role["party"]]
        if role["other"]:
            continue
        for start, end in _names(head, role.end(), stop):
            if role["agent"]:
                _add_agent(judgment, parties, side, (start, end), stop)
            else:
                _add_party(judgment, parties, side, start, end)
    _short_names(judgment, parties)
    return parties


def _names(head: str, start: int, stop: int) -> list[tuple[int, int]]:
    match = _NAME.match(head, start, stop)
    if match is None or re.search(r"诉称|诉讼|起诉|辩称|与", match["names"][:20]):
        return []
    places = []
    position = match.start("names")
    for name in match["names"].split("、"):
        junk = _JUNK.match(name)
        offset = junk.end() if junk else 0
        if len(name) - offset >= 2:
            places.append((position + offset, position + len(name)))
        position += len(name) + 1
    return places


def _add_party(judgment: Judgment, parties: Parties, side: str, start: int, end: int) -> None:
    side_list = {"plaintiff": parties.plaintiffs, "defendant": parties.defendants}.get(
        side, parties.third
    )
    side_list.append(judgment.found(start, end))


def _add_agent(
    judgment: Judgment, parties: Parties, side: str, name: tuple[int, int], stop: int
) -> None:
    found = judgment.found(*name)
    firm = None
    match = _FIRM.search(judgment.text, name[1], stop)
    if match:
        lead = _FIRM_LEAD.match(match["firm"])
        firm = judgment.found(match.start("firm") + (lead.end() if lead else 0), match.end("firm"))
    known = [a for a in parties.agents if a.name.value == found.value and a.side == side]
    if not known:
        parties.agents.append(Agent(found, firm, side))


def _short_names(judgment: Judgment, parties: Parties) -> None:
    """(以下简称海拓公司) after a name, or 海拓公司 within it, is another way to say it."""
    companies = [f for f in [*parties.plaintiffs, *parties.defendants] if len(f.value) > 6]
    for found in companies:
        match = _SHORT.match(judgment.text, found.end)
        if match:
            parties.short_names[match["short"]] = found.value
    for match in _COMPANY.finditer(judgment.text, parties.head_end) if companies else ():
        owners = [f.value for f in companies if match["stem"] in f.value]
        if len(owners) == 1 and owners[0] != match.group():
            parties.short_names.setdefault(match.group(), owners[0])
