"""Custody measures: 刑事拘留, 逮捕, 取保候审, each with its date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from xiezhi.dossier.criminal.parties import PartyBlock, owners
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.dates import DateMention, find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import Found
from xiezhi.dossier.zones import Sentence, Zone

_MEASURE = re.compile(
    r"(?P<detained>刑事拘留|刑拘|(?<!行政)(?<!司法)(?<!执行)(?<!治安)拘留(?!所|证"
    r"|期限|通知|决定|执行|[一二三四五六七八九十\d]+[日天]))"
    r"|(?P<executed>执行(?:了)?逮捕|(?:被|予以|依法|对其|变更(?:强制措施)?为|转为"
    r"|改为|转|由[^，。；]{2,20}(?:局|分局|大队|处))(?:依法|执行)?逮捕)"
    r"|(?P<approved>(?:决定|批准|批捕|院)(?:予以|对[^，。；]{1,6})?(?:执行)?逮捕|逮捕)"
    r"|(?P<bailed>取保候审)"
    r"|(?P<other>监视居住|行政拘留|司法拘留|羁押(?!必要)|抓获|释放)"
)
_REFUSED = re.compile(r"(?:不(?:予)?批准|不批准|不予|未被批准|不)(?:予以)?$")
_NOT_BAIL = re.compile(r"(?:解除|撤销|期间|不符合|办理|申请|违反|脱保)[^，。；]{0,8}$")
_AFTER_BAIL = re.compile(r"(?:期间|条件|的?规定|决定书|保证|期限|到期|届满|申请|手续)")
_NOT_DETENTION = re.compile(r"(?:延长|转|被执行|拘传)$")
_EARLIER = re.compile(r"判处|劳动教养|强制(?:隔离)?戒毒|曾因")
_THIS_CASE = re.compile(r"本案|涉嫌|现因|本院|检察院")
_TOLD = (Zone.FINDING, Zone.EVIDENCE, Zone.LOWER_FINDING, Zone.PROSECUTION)
_WANTED = re.compile(r"[^，。；]{0,4}(?:上网|网上)追逃")
_GROUP = re.compile(
    r"(?:上述|上列|以上|各|前述)[^，。；]{0,6}被告人|[一二三四五六七八九十两\d]+名?被告人"
)


@dataclass(slots=True)
class Custody:
    """First date of each measure for one defendant."""

    detained: Found[date] | None = None
    executed: Found[date] | None = None
    approved: Found[date] | None = None
    bailed: Found[date] | None = None
    seen: set[str] = field(default_factory=set)

    @property
    def arrested(self) -> Found[date] | None:
        """The day the arrest was carried out; the decision only when nothing says it was
        carried out.
        """
        return self.executed or self.approved


def read_custody(
    judgment: Judgment, people: People, blocks: list[PartyBlock], body: list[Sentence]
) -> list[Custody]:
    """Custody of each defendant, from the party block first, then from what the court or its
    evidence says.
    """
    found = [Custody() for _ in people.accused]
    for index, block in owners(people.accused, blocks):
        _read_block(judgment.text, block.start, block.end, [index], found, people)
    if not any(word in judgment.text for word in ("拘留", "刑拘", "逮捕", "取保候审")):
        return found
    for sentence in body:
        if sentence.zone in _TOLD or (
            sentence.zone is Zone.HEADER and _GROUP.match(sentence.text.strip())
        ):
            _read_sentence(sentence, people, found)
    return found


def _read_block(
    text: str, start: int, end: int, who: list[int], found: list[Custody], people: People
) -> None:
    context: DateMention | None = None
    for piece in re.finditer(r"[^。；]+[。；]?", text[start:end]):
        low, high = start + piece.start(), start + piece.end()
        measured = _group(piece.group(), people) or who
        context = _read_measures(text, low, high, context, measured, found)


def _group(piece: str, people: People) -> list[int]:
    return list(people.everyone) if _GROUP.match(piece.strip()) else []


def _read_sentence(sentence: Sentence, people: People, found: list[Custody]) -> None:
    if not re.search(r"拘|逮捕|取保", sentence.text) or re.search(
        r"同案|另案|证人", sentence.text
    ):
        return
    mentions = people.mentions(sentence.text)
    everyone = len(people) == 1 or bool(_GROUP.search(sentence.text))
    for measure, on in _dated(sentence.text, 0, len(sentence.text), None):
        after = [group for low, _, group in mentions if on.end <= low < measure.start() + 12]
        who = people.nearest(sentence.text, measure.start()) or (after[0] if after else ())
        if not who and everyone and "被告人" in sentence.text:
            who = people.everyone
        shifted = Found(on.value, sentence.start + on.start, sentence.start + on.end)
        for index in who:
            _note(found[index], measure, shifted, after_blocks=True)


def _read_measures(
    text: str,
    low: int,
    high: int,
    context: DateMention | None,
    who: list[int],
    found: list[Custody],
) -> DateMention | None:
    piece = text[low:high]
    earlier = bool(_EARLIER.search(piece)) and not _THIS_CASE.search(piece)
    last = context
    for mention in find_dates(text, low, high, context):
        last = mention if mention.year else last
    if earlier:
        return last
    since = _EARLIER.search(piece)
    for measure, on in _dated(text, low, high, context):
        if (
            since
            and measure.start() < low + since.start()
            and not _THIS_CASE.search(text[low : measure.end()])
        ):
            continue
        for index in who:
            _note(found[index], measure, on)
    return last


def _dated(
    text: str, low: int, high: int, context: DateMention | None
) -> list[tuple[re.Match[str], Found[date]]]:
    """Each measure with the date before it (no other measure between), as one span from date to
    measure.
    """
    dates = list(find_dates(text, low, high, context))
    dated = []
    floor = low
    for measure in _MEASURE.finditer(text, low, high):
        before = [d for d in dates if floor <= d.start and d.end <= measure.start()]
        if before and before[-1].on is not None:
            dated.append((measure, Found(before[-1].on, before[-1].start, measure.end())))
        if measure.lastgroup != "approved" or before:
            floor = measure.end()
    return dated


def _note(
    custody: Custody, measure: re.Match[str], on: Found[date], after_blocks: bool = False
) -> None:
    kind = measure.lastgroup or ""
    text, start, end = measure.string, measure.start(), measure.end()
    before = text[max(0, start - 12) : start]
    if kind in ("approved", "executed") and _REFUSED.search(
        before + (measure.group()[:2] if kind == "approved" else "")[:0]
    ):
        return
    if kind == "approved" and (
        _REFUSED.search(before) or re.match(r"证|通知|决定书", text[end : end + 4])
    ):
        return
    if kind == "bailed" and (_NOT_BAIL.search(before) or _AFTER_BAIL.match(text, end)):
        return
    if kind == "detained" and (_NOT_DETENTION.search(before) or _WANTED.match(text, end)):
        return
    if (
        kind in ("detained", "executed", "approved", "bailed")
        and getattr(custody, kind) is None
        and (not after_blocks or kind not in custody.seen)
    ):
        setattr(custody, kind, on)
        custody.seen.add(kind)
