"""One earlier conviction in its clause: who, when, of what, to what penalty, released when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from xiezhi.dossier.charge_table import NamedCharge, find_charges, read_list
from xiezhi.dossier.criminal.conviction import Prior
from xiezhi.dossier.criminal.penalties import Penalty, read_penalty
from xiezhi.dossier.dates import DateMention
from xiezhi.dossier.spans import Found

_CAUSE = re.compile(r"因(?:涉嫌)?(?:犯有|犯)?|犯有|(?:以|系|曾|又|先后)?犯(?!罪)")
_OTHERS = re.compile(
    r"同案|同伙|另案|证人|被害人|已判|判决(?:如下|：)|建议|应当判处|量刑|决定执行|以上刑罚"
)
_SUBJECT_CUT = re.compile(
    r"[。；：:]|(?:证实|证明|载明|证|显示|记载|内容为|查明)[，：]?|(?:系|为)累犯"
)
_PASSIVE = re.compile(r"被(?!告|害)|经")
_COUNTED = re.compile(r"刑期(?:自|从)|羁押期间")
_NEXT_CAUSE = re.compile(
    r"，(?=[^，。；]{0,20}因(?!犯?罪)|现因|[^，]{0,12}因涉嫌|[^，]{0,14}因本案)"
)
RELEASED = re.compile(
    r"(?:刑满|服刑期满|执行期满)?(?:被)?(?:获)?(?:减刑|假释)?(?:后)?(?:刑满)?释放"
    r"|假释|刑满|执行完毕"
)


def clause_end(text: str, start: int, high: int) -> int:
    """The penalty's clauses run on until another cause begins."""
    cut = _NEXT_CAUSE.search(text, start, high)
    return cut.start() if cut else high


def read_conviction(
    text: str, low: int, anchor: re.Match[str], stop: int, dates: Sequence[DateMention]
) -> tuple[Prior, str] | None:
    """Read ``text[low:stop]`` around 判处 (``anchor``): the conviction and the words that name
    whose it is; None when it is another's, or no charge is told.
    """
    lead = text[low : anchor.start()]
    cuts = [m.end() for m in _SUBJECT_CUT.finditer(lead)]
    offset = low + (cuts[-1] if cuts else 0)
    causes = list(_CAUSE.finditer(text, offset, anchor.start()))
    if (
        not causes
        or _OTHERS.search(text, max(low, offset - 6), anchor.end())
        or not _PASSIVE.search(text[offset : anchor.start()])
    ):
        return None
    charges = _charges(text, causes, anchor.start())
    if not charges:
        return None
    subject = text[offset : min(causes[0].start(), charges[0].start)]
    return _conviction(text, offset, anchor, stop, dates, charges), subject


def _conviction(
    text: str,
    offset: int,
    anchor: re.Match[str],
    stop: int,
    dates: Sequence[DateMention],
    charges: Sequence[NamedCharge],
) -> Prior:
    before = [d for d in dates if offset <= d.start < anchor.start() and d.on]
    after = [d for d in dates if anchor.end() <= d.start < stop and d.on]
    release = RELEASED.search(text, anchor.end(), stop)
    freed = [d for d in after if release and d.end <= release.start()]
    tail = text[anchor.end() : release.start() if release else stop]
    penalty = read_penalty(_COUNTED.split(tail)[0])
    term = penalty.high or penalty.low
    return Prior(
        start=offset,
        end=stop,
        charges=tuple(charges),
        judged=told(before[-1]) if before else None,
        released=told(freed[-1], release.end()) if freed and release else None,
        sentence_months=term.months if term else None,
        probation_months=probation(penalty),
        fine_yuan=penalty.fine if penalty.fine is not True else None,
        penalty=Found(text[anchor.start() : stop], anchor.start(), anchor.end() + len(tail)),
    )


def told(mention: DateMention, end: int | None = None) -> Found[date]:
    """A dated mention as a value with its place, which may run on to ``end``."""
    assert mention.on is not None
    return Found(mention.on, mention.start, end or mention.end)


def probation(penalty: Penalty) -> int | None:
    """The months of a suspended sentence; None when none is told, or its length is not."""
    months = penalty.suspended
    return months if isinstance(months, int) and months is not True else None


def _charges(text: str, causes: Sequence[re.Match[str]], end: int) -> Sequence[NamedCharge]:
    """The first list of charges that follows a cause, else those named anywhere after one."""
    for cause in causes:
        if charges := read_list(text, cause.end(), end):
            return charges
    return find_charges(text, causes[0].end(), end)
