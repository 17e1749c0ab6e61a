"""Dates of birth, from the party block or from 户籍 evidence that names the person."""

from __future__ import annotations

import re
from datetime import date

from xiezhi.dossier.criminal.parties import PartyBlock, owners
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.dates import PATTERN, find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found
from xiezhi.dossier.zones import Sentence, Zone, in_zone

_BORN_AFTER = re.compile(r"\s*(?:出生|生(?![产活意效于])|生于)")
_BORN = re.compile(rf"(?:出生日期|出生于|生于|出生)[：:]?(?=(?:{PATTERN}))")


def read_births(
    judgment: Judgment, people: People, blocks: list[PartyBlock], body: list[Sentence]
) -> list[Found[date] | None]:
    """Date of birth from the party block, else from 户籍 evidence naming the person."""
    found: list[Found[date] | None] = [None] * len(people)
    for index, block in owners(people.accused, blocks):
        found[index] = found[index] or _birth(judgment.text, block.start, block.end)
    for sentence in in_zone(body, Zone.EVIDENCE, Zone.FINDING):
        if "出生" not in sentence.text and "生于" not in sentence.text:
            continue
        mentions = people.mentions(sentence.text)
        for place, (_, high, who) in enumerate(mentions):
            stop = (
                mentions[place + 1][0]
                if place + 1 < len(mentions)
                else min(len(sentence.text), high + 60)
            )
            birth = _birth(judgment.text, sentence.start + high, sentence.start + stop)
            for index in who:
                found[index] = found[index] or birth
    return found


def _birth(text: str, start: int, end: int) -> Found[date] | None:
    for mention in find_dates(text, start, end):
        if mention.on and (
            _BORN_AFTER.match(text, mention.end)
            or _BORN.search(text, max(start, mention.start - 6), mention.end + 1)
        ):
            return Found(mention.on, mention.start, mention.end)
    return None
