"""The sentence the prosecution proposes (量刑建议), per defendant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiezhi.dossier.criminal.penalties import KINDS, Penalty, read_penalty
from xiezhi.dossier.criminal.people import Hearing, People
from xiezhi.dossier.spans import JSON, Found
from xiezhi.dossier.zones import Sentence, Zone

_ANCHOR = re.compile(r"建议|量刑意见|提出(?:对|判处)|提请[^，。；]{0,12}判处")
_PROSECUTOR = re.compile(r"公诉机关|公诉人|检察院|检察机关|检察员|出庭")
_COUNSEL = re.compile(r"辩护人|辩护意见|请求|上诉人|代理人|被害人|司法局|社区矫正机构")
_SENTENCING = re.compile(r"判处|处以|量刑|处|判|科处")
_EVERYONE = re.compile(
    r"(?:[一二三四五六七八九十两\d]+|各|上述|以上)(?:名)?被告人|被告人(?=有期徒刑"
    r"|拘役|管制|罚金|的|$|在)"
)
_MAIN = re.compile(r"(?:决定|合并)执行")


@dataclass(slots=True)
class Proposal:
    """A proposal and where it stands."""

    penalty: Penalty
    start: int
    end: int


def read_proposals(hearing: Hearing) -> list[Proposal | None]:
    """The last complete proposal for each defendant; later words on probation or a fine add."""
    people = hearing.people
    found: list[Proposal | None] = [None] * len(people)
    running = False
    for place, sentence in enumerate(hearing.sentences):
        anchor = _ANCHOR.search(sentence.text)
        if anchor is None and not running:
            continue
        ours = _is_prosecution(sentence, anchor)
        if anchor and ours:
            running = True
            before = people.named(sentence.text[: anchor.start()])
            inherited = before or (hearing.who(place - 1) if place else ())
            _read_clause(sentence, anchor.start(), people, inherited, found)
        elif running and ours and _continues(sentence, people):
            _read_clause(sentence, 0, people, hearing.who(place), found)
        else:
            running = running and sentence.zone is Zone.PROSECUTION and not anchor
    return found


def _is_prosecution(sentence: Sentence, anchor: re.Match[str] | None) -> bool:
    before = sentence.text[: anchor.start()] if anchor else sentence.text[:30]
    speakers = [
        m.group() for m in re.finditer(_PROSECUTOR.pattern + "|" + _COUNSEL.pattern, before)
    ]
    if speakers:
        return bool(_PROSECUTOR.match(speakers[-1]))
    return sentence.zone is Zone.PROSECUTION


def _continues(sentence: Sentence, people: People) -> bool:
    head = sentence.text[:40]
    return (
        bool(people.mentions(head) or _EVERYONE.search(head))
        and bool(KINDS.search(sentence.text) or "罚金" in sentence.text)
        and (bool(_SENTENCING.search(sentence.text)) or len(sentence.text) < 40)
    )


def _read_clause(
    sentence: Sentence,
    start: int,
    people: People,
    inherited: tuple[int, ...],
    found: list[Proposal | None],
) -> None:
    text = sentence.text
    groups = _groups(text, start, people)
    if not groups or groups[0][0] > start + 2:
        first = groups[0][0] if groups else len(text)
        segment = text[start:first]
        if KINDS.search(segment) or "罚金" in segment or "缓刑" in segment:
            groups = [(start, start, inherited or people.everyone), *groups]
    for place, (low, after, who) in enumerate(groups):
        stop = groups[place + 1][0] if place + 1 < len(groups) else len(text)
        segment = text[after:stop]
        main = _MAIN.search(segment)
        penalty = read_penalty(segment[main.end() :] if main else segment)
        for index in who:
            found[index] = _merge(
                found[index], penalty, sentence.start + low, sentence.start + stop
            )


def _groups(text: str, start: int, people: People) -> list[tuple[int, int, tuple[int, ...]]]:
    """Runs of names joined by 、 (or 各被告人): (start, end of the run, who)."""
    marks = people.mentions(text, start) + [
        (m.start(), m.end(), people.everyone) for m in _EVERYONE.finditer(text, start)
    ]
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    for low, high, who in sorted(marks):
        if runs and (
            re.fullmatch(r"(?:[、，和及与]|被告人|被告单位)*", text[runs[-1][1] : low])
            or low < runs[-1][1]
        ):
            runs[-1] = (
                runs[-1][0],
                max(high, runs[-1][1]),
                tuple(dict.fromkeys(runs[-1][2] + who)),
            )
        else:
            runs.append((low, high, who))
    return runs


def _merge(known: Proposal | None, penalty: Penalty, start: int, end: int) -> Proposal | None:
    says_term = bool(penalty.kinds) and (
        penalty.low is not None
        or penalty.high is not None
        or bool({"无期徒刑", "死刑"} & set(penalty.kinds))
    )
    if says_term or (known is None and (penalty.only_fine and penalty.fine is not None)):
        return Proposal(penalty, start, end)
    if known is None:
        return (
            Proposal(penalty, start, end)
            if penalty.kinds and (penalty.suspended or penalty.fine)
            else None
        )
    if penalty.suspended is None and penalty.fine is None:
        return known
    old = known.penalty
    merged = Penalty(
        old.kinds, old.low, old.high,
        old.suspended if old.suspended is not None else penalty.suspended,
        old.fine if old.fine is not None else penalty.fine,
        old.only_fine,
    )  # fmt: skip
    return Proposal(merged, known.start, end)


def to_found(proposal: Proposal, unit: bool) -> Found[dict[str, JSON]]:
    """The gold shape of a proposal, with its place."""
    penalty = proposal.penalty
    term = penalty.high or penalty.low
    fine: JSON = penalty.fine if penalty.fine is not None else False
    record: dict[str, JSON] = {
        "penalty": ("罚金" if unit else "单处罚金")
        if penalty.only_fine
        else "/".join(penalty.kinds),
        "term_months_min": penalty.low.months if penalty.low else None,
        "term_months_max": penalty.high.months if penalty.high else None,
        "probation": penalty.suspended,
        "fine": fine,
    }
    if term and term.days:
        record["days"] = term.days
    return Found(record, proposal.start, proposal.end)
