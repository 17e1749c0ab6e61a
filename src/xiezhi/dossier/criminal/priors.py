"""Earlier convictions:
「2013年5月2日因犯盗窃罪被某法院判处有期徒刑一年，并处罚金一千元，2014年3月1日刑满释放」
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from xiezhi.dossier.criminal.conviction import Prior
from xiezhi.dossier.criminal.parties import PartyBlock, owners
from xiezhi.dossier.criminal.penalties import read_penalty
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.criminal.prior_clause import (
    RELEASED,
    clause_end,
    probation,
    read_conviction,
    told,
)
from xiezhi.dossier.dates import DateMention, find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.zones import Sentence, Zone

_SENTENCED = re.compile(
    r"(?:判处|判决|改判为?|判)(?=(?:犯|以)?[^，。；]{0,24}(?:有期徒刑|拘役|管制"
    r"|无期徒刑|死刑|罚金|免(?:予|于)刑事))"
)
_FILLER = re.compile(
    r"[，、\s“”\"(（]|被告人|上诉人|原审|曾|又|还|先后|分别|于|另|其|因|在|经"
    r"|\d+[.、)]|[一二三四五六七八九十]+、|现|再次|再|亦|均"
)
_NOT_CONVICTION = re.compile(r"劳动教养|行政拘留|强制(?:隔离)?戒毒|社会帮教|收容")
_TELLS = ("判", "释放", "刑满")
_TOLD_IN = (
    Zone.FINDING,
    Zone.EVIDENCE,
    Zone.LOWER_FINDING,
    Zone.PROSECUTION,
    Zone.REASONING,
)


def read_priors(
    judgment: Judgment, people: People, blocks: list[PartyBlock], body: list[Sentence]
) -> list[list[Prior]]:
    """Convictions of each defendant, oldest first; the same one told twice is one."""
    reading = _Reading(judgment.text, people, [[] for _ in people.accused])
    for index, block in owners(people.accused, blocks):
        reading.read(block.start, block.end, (index,))
    only = people.everyone if len(people) == 1 else ()
    stretch: list[Sentence] = []
    for sentence in [*body, None]:
        if sentence and sentence.zone in _TOLD_IN:
            stretch.append(sentence)
            continue
        if stretch:
            reading.read(stretch[0].start, stretch[-1].end, only, strict=True)
        stretch = []
    return [
        sorted(mine, key=lambda p: p.judged.value if p.judged else date.max)
        for mine in reading.found
    ]


@dataclass(slots=True)
class _Reading:
    """Collects the convictions in ``found``, by defendant, as it reads through ``text``."""

    text: str
    people: People
    found: list[list[Prior]]

    def read(self, start: int, end: int, owner: tuple[int, ...], *, strict: bool = False) -> None:
        """Read a stretch that speaks of ``owner`` until it names somebody else; ``strict``: a
        clause about an unknown subject is nobody's.
        """
        current = owner
        context: DateMention | None = None
        for piece in re.finditer(r"[^。；]+[。；]?", self.text[start:end]):
            said = piece.group()
            if not any(word in said for word in _TELLS):
                continue
            low, high = start + piece.start(), start + piece.end()
            dates = list(find_dates(self.text, low, high, context))
            context = next((d for d in reversed(dates) if d.year), context)
            anchors = list(_SENTENCED.finditer(self.text, low, high))
            if _NOT_CONVICTION.search(said) and "判处" not in said:
                anchors = []
            if anchors:
                current = self._sentenced(low, high, anchors, dates, current, strict)
            elif RELEASED.search(said):
                self._released(low, high, dates, current)

    def _sentenced(
        self,
        low: int,
        high: int,
        anchors: list[re.Match[str]],
        dates: list[DateMention],
        current: tuple[int, ...],
        strict: bool,
    ) -> tuple[int, ...]:
        """Take in each conviction of a piece; whom the text speaks of after it."""
        for anchor, following in zip(anchors, [*anchors[1:], None], strict=True):
            stop = clause_end(self.text, anchor.end(), following.start() if following else high)
            if anchor.group().startswith("改判"):
                _amend(self.found, current, self.text[anchor.end() : stop])
            elif conviction := read_conviction(self.text, low, anchor, stop, dates):
                prior, subject = conviction
                current = _who(subject, self.people, current, strict)
                for index in current:
                    _add(self.found[index], prior)
            low = stop
        return current

    def _released(
        self, low: int, high: int, dates: list[DateMention], current: tuple[int, ...]
    ) -> None:
        """Give a release that is told alone to the last conviction before it."""
        days = (
            told(day, match.end())
            for match in RELEASED.finditer(self.text, low, high)
            for day in reversed(dates)
            if day.on and day.end <= match.start()
        )
        freed = next(days, None)  # 释放证明 names no day; 于某日刑满释放 does
        if freed is None:
            return
        for index in self.people.named(self.text[low:high]) or current:
            mine = self.found[index]
            for place in range(len(mine) - 1, -1, -1):
                judged = mine[place].judged
                if mine[place].released is None and (judged is None or judged.value < freed.value):
                    mine[place] = replace(mine[place], released=freed)
                    break


def _who(subject: str, people: People, current: tuple[int, ...], strict: bool) -> tuple[int, ...]:
    named = people.named(subject)
    if named:
        return named[-1:]
    rest = subject
    for mention in find_dates(subject):
        rest = rest.replace(subject[mention.start : mention.end], "")
    rest = re.sub(r"\(?\d{4}\)?[^，。]{0,20}号[^，。]{0,12}书", "", _FILLER.sub("", rest))
    return () if strict and len(rest) > 1 else current


def _add(mine: list[Prior], prior: Prior) -> None:
    for place, known in enumerate(mine):
        same_day = known.judged and prior.judged and known.judged.value == prior.judged.value
        same_sentence = (
            known.charge == prior.charge
            and known.sentence_months == prior.sentence_months
            and not (known.judged and prior.judged)
        )
        if same_day or same_sentence:
            mine[place] = replace(
                known,
                released=known.released or prior.released,
                judged=known.judged or prior.judged,
                fine_yuan=known.fine_yuan if known.fine_yuan is not None else prior.fine_yuan,
                probation_months=known.probation_months
                if known.probation_months is not None
                else prior.probation_months,
            )
            return
    mine.append(prior)


def _amend(found: list[list[Prior]], who: tuple[int, ...], tail: str) -> None:
    penalty = read_penalty(tail)
    term = penalty.high or penalty.low
    for index in who:
        if found[index] and term:
            found[index][-1] = replace(
                found[index][-1],
                sentence_months=term.months,
                probation_months=probation(penalty),
            )
