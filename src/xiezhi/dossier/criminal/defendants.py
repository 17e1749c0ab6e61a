"""Who is prosecuted for what: the charging sentence, the party block, changes of the
indictment, the body.
"""

from __future__ import annotations

import re
from itertools import islice

from xiezhi.dossier.charge_table import NamedCharge, read_list
from xiezhi.dossier.criminal.accusation import ROLE, Accused, read_accusation, read_names
from xiezhi.dossier.criminal.opening import Opening
from xiezhi.dossier.criminal.parties import PartyBlock, read_blocks
from xiezhi.dossier.judgment import Judgment

_PRESENT = re.compile(r"被告人(?P<name>[^，。；、：(\s及到均等]{2,4})(?=及其|、|，|到庭|均)")
_OFTEN = 4
_CHANGED = re.compile(r"变更起诉|变更公诉")
_ADDED = re.compile(r"追加起诉|补充起诉|追加被告")
_NAME_ENDS = re.compile(
    r"[，。；：（(]|的|在|于|对|因|与|系|到|犯|无|及|辩|均|当|向|经|和|将|以|伙|驾"
    r"|持|为|是|用|从|有|又|也"
)
_NAMED_IN_BODY = re.compile(rf"{ROLE}(?=[^，。；：\s]{{2,4}})")


def read_defendants(
    judgment: Judgment, opening: Opening
) -> tuple[list[Accused], list[NamedCharge], list[PartyBlock]]:
    """Defendants in the order of the indictment; the party block fills in who the sentence
    leaves out.
    """
    limit = opening.accusation_organ if opening.accusation else opening.body_start
    listed, blocks = read_blocks(
        judgment, opening.parties_start, max(limit, opening.parties_start)
    )
    charged: list[Accused] = []
    every: list[NamedCharge] = []
    if opening.accusation is not None:
        start = opening.accusation
        role = re.compile(rf"(?:{ROLE})$").search(judgment.text[:start])
        charged, every = read_accusation(judgment, role.start() if role else start)
        charged, every = _amended(judgment, opening, charged, every)
    names = {person.name for person in charged}
    for person in listed:
        if person.name not in names and not charged:
            person.charges = list(every)
    if not charged:
        charged = listed or _named_in_body(judgment, opening, every)
    elif len(listed) == len(charged) and not names & {person.name for person in listed}:
        for person, twin in zip(listed, charged, strict=True):
            person.charges = twin.charges
        charged = listed
    elif len(listed) > len(charged):
        charged += [person for person in listed if person.name not in names]
    if (
        not listed
        and opening.accusation is not None
        and opening.instance
        and opening.instance.value == "first"
    ):
        charged += _present(judgment, opening, charged)
    return charged, every, blocks


def _present(judgment: Judgment, opening: Opening, charged: list[Accused]) -> list[Accused]:
    """Defendants the charging sentence forgot: called 被告人 at the hearing and through the body.

    Their charges are those the prosecution says their acts amount to.
    """
    text, known = judgment.text, {person.name for person in charged}
    found: list[Accused] = []
    for match in _PRESENT.finditer(text, opening.accusation_organ, opening.body_start):
        name = judgment.printed[slice(*match.span("name"))]
        if name in known or text.count("被告人" + match["name"]) < _OFTEN:
            continue
        acts = re.compile(
            rf"被告人{re.escape(match['name'])}[^。]{{0,200}}?(?:已?构成"
            rf"|应当以)(?P<list>[^，。；]{{2,40}}罪)"
        ).search(text, opening.body_start)
        charges = read_list(text, *acts.span("list")) if acts else []
        if charges:
            known.add(name)
            found.append(Accused(name, *match.span("name"), "person", charges))
    return found


def _amended(
    judgment: Judgment, opening: Opening, charged: list[Accused], every: list[NamedCharge]
) -> tuple[list[Accused], list[NamedCharge]]:
    """A changed indictment replaces the charges, an additional one adds to them."""
    for match in re.finditer(
        f"{_CHANGED.pattern}|{_ADDED.pattern}", judgment.text[: opening.body_start]
    ):
        start = re.compile(rf"{ROLE}").search(judgment.text, match.end(), match.end() + 80)
        people, charges = read_accusation(judgment, start.start()) if start else ([], [])
        if not charges:
            continue
        replace = bool(_CHANGED.match(match.group()))
        for person in people:
            known = next((p for p in charged if p.name == person.name), None)
            if known is None:
                charged.append(person)
            else:
                known.charges = (
                    person.charges
                    if replace
                    else known.charges
                    + [c for c in person.charges if c.name not in {k.name for k in known.charges}]
                )
        every = charges if replace and len(charged) == len(people) else every + charges
    return charged, every


def _named_in_body(
    judgment: Judgment, opening: Opening, every: list[NamedCharge]
) -> list[Accused]:
    """Last resort: names that follow 被告人 in the body, each once."""
    found: dict[str, Accused] = {}
    for match in islice(_NAMED_IN_BODY.finditer(judgment.text, opening.parties_start), 400):
        stop = _NAME_ENDS.search(judgment.text, match.end() + 2, match.end() + 60)
        end = stop.start() if stop else match.end() + 3
        for person in read_names(judgment, match.start(), end):
            if len(person.name) <= 4 and person.name not in found:
                person.charges = list(every)
                found[person.name] = person
    return list(found.values())[:60]
