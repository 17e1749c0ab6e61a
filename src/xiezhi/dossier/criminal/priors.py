"""Earlier convictions:
「2013年5月2日因犯盗窃罪被某法院判处有期徒刑一年，并处罚金一千元，2014年3月1日刑满释放」
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from xiezhi.dossier.charge_table import find_charges, read_list
from xiezhi.dossier.criminal.conviction import Prior
from xiezhi.dossier.criminal.parties import PartyBlock, owners
from xiezhi.dossier.criminal.penalties import read_penalty
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.dates import DateMention, find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found
from xiezhi.dossier.zones import Sentence, Zone

_SENTENCED = re.compile(
    r"(?:判处|判决|改判为?|判)(?=(?:犯|以)?[^，。；]{0,24}(?:有期徒刑|拘役|管制"
    r"|无期徒刑|死刑|罚金|免(?:予|于)刑事))"
)
_CAUSE = re.compile(r"因(?:涉嫌)?(?:犯有|犯)?|犯有|(?:以|系|曾|又|先后)?犯(?!罪)")
_OTHERS = re.compile(
    r"同案|同伙|另案|证人|被害人|已判|判决(?:如下|：)|建议|应当判处|量刑|决定执行|以上刑罚"
)
_SUBJECT_CUT = re.compile(
    r"[。；：:]|(?:证实|证明|载明|证|显示|记载|内容为|查明)[，：]?|(?:系|为)累犯"
)
_FILLER = re.compile(
    r"[，、\s“”\"(（]|被告人|上诉人|原审|曾|又|还|先后|分别|于|另|其|因|在|经"
    r"|\d+[.、)]|[一二三四五六七八九十]+、|现|再次|再|亦|均"
)
_RELEASED = re.compile(
    r"(?:刑满|服刑期满|执行期满)?(?:被)?(?:获)?(?:减刑|假释)?(?:后)?(?:刑满)?释放"
    r"|假释|刑满|执行完毕"
)
_NOT_CONVICTION = re.compile(r"劳动教养|行政拘留|强制(?:隔离)?戒毒|社会帮教|收容")


def read_priors(
    judgment: Judgment, people: People, blocks: list[PartyBlock], body: list[Sentence]
) -> list[list[Prior]]:
    """Convictions of each defendant, oldest first; the same one told twice is one."""
    found: list[list[Prior]] = [[] for _ in people.accused]
    for index, block in owners(people.accused, blocks):
        _read(judgment.text, block.start, block.end, people, found, (index,))
    stretch: list[Sentence] = []
    for sentence in [*body, None]:
        if sentence and sentence.zone in (
            Zone.FINDING,
            Zone.EVIDENCE,
            Zone.LOWER_FINDING,
            Zone.PROSECUTION,
            Zone.REASONING,
        ):
            stretch.append(sentence)
            continue
        if stretch:
            only = people.everyone if len(people) == 1 else ()
            _read(
                judgment.text, stretch[0].start, stretch[-1].end, people, found, only, strict=True
            )
        stretch = []
    return [sorted(mine, key=lambda p: p.judged.value if p.judged else date.max) for mine in found]


def _read(
    text: str,
    start: int,
    end: int,
    people: People,
    found: list[list[Prior]],
    owner: tuple[int, ...],
    strict: bool = False,
) -> None:
    current = owner
    context: DateMention | None = None
    for piece in re.finditer(r"[^。；]+[。；]?", text[start:end]):
        if (
            "判" not in piece.group()
            and "释放" not in piece.group()
            and "刑满" not in piece.group()
        ):
            continue
        low, high = start + piece.start(), start + piece.end()
        dates = list(find_dates(text, low, high, context))
        context = next((d for d in reversed(dates) if d.year), context)
        anchors = (
            []
            if _NOT_CONVICTION.search(piece.group()) and "判处" not in piece.group()
            else list(_SENTENCED.finditer(text, low, high))
        )
        floor = low
        for anchor, following in zip(anchors, [*anchors[1:], None], strict=False):
            stop = _tail_end(text, anchor.end(), following.start() if following else high)
            if anchor.group().startswith("改判"):
                _amend(found, current, text[anchor.end() : stop])
                floor = stop
                continue
            prior, subject = _one(text, floor, anchor, stop, dates)
            floor = stop
            if prior is None:
                continue
            current = _who(subject, people, current, strict)
            for index in current:
                _add(found[index], prior)
        if not anchors and _RELEASED.search(piece.group()):
            _release(text, low, high, dates, people, found, current)


def _tail_end(text: str, start: int, high: int) -> int:
    """The penalty's clauses run on until another cause begins."""
    cut = re.compile(
        r"，(?=[^，。；]{0,20}因(?!犯?罪)|现因|[^，]{0,12}因涉嫌|[^，]{0,14}因本案)"
    ).search(text, start, high)
    return cut.start() if cut else high


def _one(
    text: str, low: int, anchor: re.Match[str], stop: int, dates: list[DateMention]
) -> tuple[Prior | None, str]:
    lead = text[low : anchor.start()]
    cuts = [m.end() for m in _SUBJECT_CUT.finditer(lead)]
    offset = low + (cuts[-1] if cuts else 0)
    causes = list(_CAUSE.finditer(text, offset, anchor.start()))
    if (
        not causes
        or _OTHERS.search(text, max(low, offset - 6), anchor.end())
        or not re.search(r"被(?!告|害)|经", text[offset : anchor.start()])
    ):
        return None, ""
    for cause in causes:
        charges = read_list(text, cause.end(), anchor.start()) or []
        if charges:
            break
    else:
        charges = find_charges(text, causes[0].end(), anchor.start())
    if not charges:
        return None, ""
    subject = text[offset : min(causes[0].start(), charges[0].start)]
    before = [d for d in dates if offset <= d.start < anchor.start() and d.on]
    after = [d for d in dates if anchor.end() <= d.start < stop and d.on]
    release = _RELEASED.search(text, anchor.end(), stop)
    freed = [d for d in after if release and d.end <= release.start()]
    tail = text[anchor.end() : release.start() if release else stop]
    penalty = read_penalty(re.split(r"刑期(?:自|从)|羁押期间", tail)[0])
    term = penalty.high or penalty.low
    return (
        Prior(
            start=offset,
            end=stop,
            charges=tuple(charges),
            judged=_found(before[-1]) if before else None,
            released=_found(freed[-1], release.end()) if freed and release else None,
            sentence_months=term.months if term else None,
            probation_months=penalty.suspended
            if isinstance(penalty.suspended, int) and penalty.suspended is not True
            else None,
            fine_yuan=penalty.fine if penalty.fine is not True else None,
            penalty=Found(text[anchor.start() : stop], anchor.start(), anchor.end() + len(tail)),
        ),
        subject,
    )


def _found(mention: DateMention, end: int | None = None) -> Found[date]:
    assert mention.on is not None
    return Found(mention.on, mention.start, end or mention.end)


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
            suspended = (
                penalty.suspended
                if isinstance(penalty.suspended, int) and penalty.suspended is not True
                else None
            )
            found[index][-1] = replace(
                found[index][-1], sentence_months=term.months, probation_months=suspended
            )


def _release(
    text: str,
    low: int,
    high: int,
    dates: list[DateMention],
    people: People,
    found: list[list[Prior]],
    current: tuple[int, ...],
) -> None:
    told = (
        _found(day, match.end())
        for match in _RELEASED.finditer(text, low, high)
        for day in reversed(dates)
        if day.on and day.end <= match.start()
    )
    freed = next(told, None)  # 释放证明 names no day; 于某日刑满释放 does
    if freed is None:
        return
    for index in people.named(text[low:high]) or current:
        for place in range(len(found[index]) - 1, -1, -1):
            prior = found[index][place]
            if prior.released is None and (
                prior.judged is None or prior.judged.value < freed.value
            ):
                found[index][place] = replace(prior, released=freed)
                break
