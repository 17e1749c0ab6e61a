"""Three-valued circumstances: recidivist (累犯), voluntary surrender (自首), meritorious
service (立功).

True is the court's own finding, None what only a party or listed evidence says, False what
nobody mentions or the court rejects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xiezhi.dossier.criminal.people import Hearing
from xiezhi.dossier.zones import Sentence, Zone

_COURT = frozenset({Zone.FINDING, Zone.REASONING, Zone.LOWER_FINDING, Zone.LOWER_REASONING})
_NOT = (
    r"(?:不(?:能|应|宜|予|具备|具有|构成|是|属于?|成立)?|没有|无|未|并非"
    r"|非)(?:被)?(?:认定|成立|构成|具有|属于)?(?:其|本案)?(?:为|是|有|系|属于|属)?"
)
_TELLING = re.compile(
    r"自首|投案|累犯|再犯|又犯|立功|主动|自动|自行|电话|口头|现场|等候|陪同|如实"
    r"|供认|坦白|协助|检举|揭发"
)
_SURRENDER = re.compile(r"自首|投案")
_NOT_SURRENDER = re.compile(
    _NOT
    + (
        r"(?:自首|投案|主动到案)|自首[^，。；]{0,14}(?:不能成立|不成立|不予(?:采纳|认定"
        r"|支持)|不符)|劝[^，。；]{0,6}自首|不构成自首"
    )
)
_ARRIVED = re.compile(
    r"(?:主动|自动|自行)(?:[^，。；]{0,12})(?:到(?!庭)|至|前往"
    r"|投案)[^，。；]{0,24}(?:案|公安|派出所|机关|检察|监察|大队|刑警|接受|纪委|局)?"
    r"|(?:电话|口头)(?:通知|传唤|联系|规劝)[^，。；]{0,20}(?:到案|到达|主动|至|后到)"
    r"|现场等候|在现场等待|等候[^，。；]{0,10}(?:处理|民警|公安)|主动到案|自动到案"
    r"|投案|陪同下[^，。；]{0,16}投案"
)
_HONEST = re.compile(r"如实(?:供述|交代|交待|供认|陈述|供诉)|供认不讳|坦白")
_RECIDIVIST = re.compile(r"累犯|五年(?:以)?内(?:又|再)犯|五年之内(?:又|再)犯")
_NOT_RECIDIVIST = re.compile(_NOT + r"累犯|累犯[^，。；]{0,14}(?:不能成立|不成立|不予)")
_RECORD = re.compile(
    r"前科(?:材料(?!，?(?:证实|证明|载|显示|：))|判决|刑事判决|劣迹材料)"
    r"|(?:刑满)?释放(?:证明|通知)"
    r"|(?<!民事)(?<!行政)(?<!案)(?<!人)(?<!犯)刑事判决书"
)
_CODEFENDANT = re.compile(r"同案(?:犯|人|被告人)?[^，。；、]{0,8}(?:判决书|材料)")
_MERIT = re.compile(r"立功")
_MERIT_FACTS = re.compile(
    r"协助(?:公安|侦查|民警)?[^，。；]{0,10}(?:抓获|抓捕)|(?:检举"
    r"|揭发)[^。；]{0,30}(?:查证属实|属实)"
)
_NOT_MERIT = re.compile(_NOT + r"(?:重大)?立功|立功[^，。；]{0,14}(?:不能成立|不成立|不予)")
_SHARED = re.compile(r"(?:均|分别|各|先后)")


@dataclass(slots=True)
class Said:
    """What was said of one circumstance of one defendant, and the first place that decides it."""

    finding_word: tuple[int, int] | None = None
    finding_facts: tuple[int, int] | None = None
    prosecution: tuple[int, int] | None = None
    other: tuple[int, int] | None = None
    honest: bool = False
    rejected: tuple[int, int] | None = None


Verdict = tuple[bool | None, tuple[int, int] | None]


def read_surrender(hearing: Hearing) -> list[Verdict]:
    """Surrender: the word in a finding, or coming in of one's own will plus an honest account."""
    said = _hear(hearing, _SURRENDER, _ARRIVED, _NOT_SURRENDER, _HONEST)
    verdicts: list[Verdict] = []
    for one in said:
        if one.rejected and not one.finding_word:
            verdicts.append((False, one.rejected))
        elif one.finding_word:
            verdicts.append((True, one.finding_word))
        elif one.finding_facts and (one.honest or one.prosecution):
            verdicts.append((True, one.finding_facts))
        else:
            place = one.finding_facts or one.prosecution or one.other
            verdicts.append((None, place) if place else (False, None))
    return verdicts


def read_recidivism(hearing: Hearing) -> list[Verdict]:
    """Recidivism; a record cited without its content leaves it open."""
    said = _hear(hearing, _RECIDIVIST, None, _NOT_RECIDIVIST)
    cited = next(((s.start, s.end) for s in hearing.sentences if _cites_record(s)), None)
    verdicts: list[Verdict] = []
    for one in said:
        if one.finding_word:
            verdicts.append((True, one.finding_word))
        elif one.rejected:
            verdicts.append((False, one.rejected))
        else:
            place = one.prosecution or one.other or cited
            verdicts.append((None, place) if place else (False, None))
    return verdicts


def _cites_record(sentence: Sentence) -> bool:
    if sentence.zone is not Zone.EVIDENCE:
        return False
    if not any(word in sentence.text for word in ("判决书", "前科", "释放")):
        return False
    return bool(_RECORD.search(_CODEFENDANT.sub("", sentence.text)))


def read_merit(hearing: Hearing) -> list[Verdict]:
    """Meritorious service found by the court; a claim leaves it open."""
    verdicts: list[Verdict] = []
    for one in _hear(hearing, _MERIT, _MERIT_FACTS, _NOT_MERIT):
        if one.rejected and not one.finding_word:
            verdicts.append((False, one.rejected))
        elif found := one.finding_word or one.finding_facts:
            verdicts.append((True, found))
        else:
            place = one.prosecution or one.other
            verdicts.append((None, place) if place else (False, None))
    return verdicts


def _hear(
    hearing: Hearing,
    word: re.Pattern[str],
    facts: re.Pattern[str] | None,
    negated: re.Pattern[str],
    honest: re.Pattern[str] | None = None,
) -> list[Said]:
    said = [Said() for _ in hearing.people.accused]
    for place in hearing.telling(_TELLING):
        sentence = hearing.sentences[place]
        text = hearing.plain(place)
        if honest and sentence.zone is not Zone.DEFENCE and honest.search(text):
            _mark_honest(said, hearing.who(place))
        match_word = word.search(text)
        if match_word and negated.search(text):
            _note_rejection(said, hearing.who(place), sentence)
            text = negated.sub(lambda m: " " * len(m.group()), text)
            match_word = word.search(text)
        match_facts = facts.search(text) if facts else None
        if match_word or match_facts:
            marks = [match.start() for match in (match_facts, match_word) if match]
            near = (hearing.people.nearest(text, mark) for mark in marks)
            _note(said, next(filter(None, near), hearing.who(place)), sentence, match_word)
    return said


def _mark_honest(said: list[Said], who: Iterable[int]) -> None:
    for index in who:
        said[index].honest = True


def _note_rejection(said: list[Said], who: Iterable[int], sentence: Sentence) -> None:
    if sentence.zone in _COURT or sentence.zone is Zone.PROSECUTION:
        for index in who:
            said[index].rejected = said[index].rejected or (sentence.start, sentence.end)


def _note(
    said: list[Said], who: Iterable[int], sentence: Sentence, word: re.Match[str] | None
) -> None:
    place = (sentence.start, sentence.end)
    for index in who:
        one = said[index]
        claimed = "自首" in sentence.text or (word is not None and word.group() != "投案")
        if sentence.zone in _COURT:
            if word and claimed:
                one.finding_word = one.finding_word or place
            else:
                one.finding_facts = one.finding_facts or place
        elif sentence.zone is Zone.PROSECUTION and word and claimed:
            one.prosecution = one.prosecution or place
        elif word or sentence.zone in (Zone.EVIDENCE, Zone.DEFENCE):
            one.other = one.other or place
