"""The judgment below: which court, which number, what it ordered for each defendant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiezhi.dossier.charge_table import read_list
from xiezhi.dossier.criminal.articles import read_articles
from xiezhi.dossier.criminal.opening import CASE_NO, Opening
from xiezhi.dossier.criminal.penalties import Penalty, read_penalty
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.dates import find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import JSON, Anchors, Found
from xiezhi.dossier.zones import Sentence, Zone

_BELOW = re.compile(
    rf"(?P<court>[^，。：；、\s()]{{2,40}}?人民法院)(?:审理|受理|就"
    rf"|于)(?P<middle>[^。]{{0,900}}?)作出(?:了)?(?P<no>{CASE_NO})"
)
_REMANDED = re.compile(r"发回[^，。；]{0,30}重(?:新)?审(?:理|判)?|重新审理")
_ORDER = re.compile(r"(?:判决如下|判决|遂判决|以)[：:，]?")
_RESULT = re.compile(r"(?:犯|构成)(?!罪)")
_EARLIER = re.compile(r"，与(?:前罪|原犯|原判|其)")
_TOTAL = re.compile(r"(?:决定|合并)执行")
_GAINS = re.compile(
    r"(?:追缴|退赔|责令[^，。；]{0,30}(?:退|赔)|违法所得[^，。；]{0,20}(?:没收|追缴"
    r"|上缴)|没收[^，。；]{0,10}违法所得|返还被害)"
)
_PROCEDURE = re.compile(r"(速裁|简易|普通)程序")
_APPELLATE = re.compile(
    r"(?P<organ>[^，。：；、\s]{2,30}?检察院(?:第[一二三四五六]分院)?)(?:指派"
    r"|派)?[^，。；]{0,30}(?:出庭履行职务|出庭参加|出庭支持抗诉|出庭)"
)


@dataclass(slots=True)
class Result:
    """What the court below ordered for one defendant."""

    charges: list[str]
    clauses: list[Penalty]
    total: Penalty | None
    start: int
    end: int


def is_review(judgment: Judgment, opening: Opening) -> bool:
    """An appeal, a retrial, or a first instance after remand."""
    if opening.instance and opening.instance.value in ("second", "retrial"):
        return True
    return is_remanded(judgment, opening) is not None


def is_remanded(judgment: Judgment, opening: Opening) -> Found[bool] | None:
    """A first-instance trial after the first judgment was set aside."""
    if not opening.instance or opening.instance.value != "first":
        return None
    match = _REMANDED.search(judgment.text, opening.parties_start, opening.body_start + 200)
    return Found(True, *match.span()) if match else None


def appellate_procuratorate(judgment: Judgment, opening: Opening) -> Found[str] | None:
    """The procuratorate that sent a prosecutor to the appeal."""
    match = _APPELLATE.search(judgment.text, opening.accusation_organ, opening.body_start + 200)
    return judgment.found(*match.span("organ")) if match else None


def read_lower(
    judgment: Judgment, opening: Opening, body: list[Sentence], anchors: Anchors
) -> JSON:
    """Court, number, date, procedure, articles and the order on gains of the judgment below;
    None when not told.
    """
    match = _BELOW.search(judgment.text, opening.parties_start, opening.body_start + 2500)
    if match is None:
        return None
    dates = [d for d in find_dates(judgment.text, match.start(), match.start("no")) if d.on]
    court = judgment.found(*match.span("court"))
    number = judgment.found(*match.span("no"))
    orders = [s for s in body if s.zone in (Zone.LOWER_ORDER, Zone.LOWER_REASONING)]
    articles = read_articles(orders)
    gains = next((s for s in orders if s.zone is Zone.LOWER_ORDER and _GAINS.search(s.text)), None)
    procedure = _PROCEDURE.search(match["middle"])
    for place, article in enumerate(articles):
        anchors.put(f"lower.articles[{place}]", article)
    return {
        "court": anchors.put("lower.court", court),
        "case_no": anchors.put("lower.case_no", number),
        "judged_on": anchors.put_date(
            "lower.judged_on",
            Found(dates[-1].on, dates[-1].start, dates[-1].end)
            if dates and dates[-1].on
            else None,
        ),
        "procedure": procedure[1] if procedure else None,
        "articles": [article.value for article in articles] or None,
        "illegal_gains_order": bool(gains) if orders else None,
    }


def read_results(people: People, body: list[Sentence]) -> list[Result | None]:
    """The order below for each defendant, charge by charge, with the combined term when one is
    given.
    """
    found: list[Result | None] = [None] * len(people)
    last: tuple[int, ...] = people.everyone if len(people) == 1 else ()
    for sentence in body:
        if sentence.zone is not Zone.LOWER_ORDER:
            continue
        if "撤销" in sentence.text[:12]:
            _read_order(sentence, sentence.text.rfind("，"), last, found)
            continue
        start = _order_start(sentence.text)
        head = sentence.text[start : start + 60].split("犯")[0]
        named = people.named(head)
        last = named or (() if re.search(r"被告(?:人|单位)", head) else last)
        _read_order(sentence, start, last, found)
    return found


def _order_start(text: str) -> int:
    marks = [m.end() for m in _ORDER.finditer(text) if m.group()[0] != "以" or m.start() < 3]
    return marks[-1] if marks else 0


def _read_order(
    sentence: Sentence, start: int, who: tuple[int, ...], found: list[Result | None]
) -> None:
    text = sentence.text
    total_at = _TOTAL.search(text, start)
    stop = total_at.start() if total_at else len(text)
    total = read_penalty(text[total_at.end() :]) if total_at else None
    charges: list[str] = []
    clauses: list[Penalty] = []
    verbs = list(_RESULT.finditer(text, start, stop))
    for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
        named = read_list(text, verb.end(), stop)
        if not named:
            continue
        charges += [charge.name for charge in named]
        own = text[named[-1].end : following.start() if following else stop]
        penalty = read_penalty(_EARLIER.split(own)[0])
        if penalty.kinds or penalty.only_fine:
            clauses.append(penalty)
    if not charges and total is None:
        return
    for index in who:
        result = found[index] or Result([], [], None, sentence.start + start, sentence.end)
        result.charges += [name for name in charges if name not in result.charges]
        result.clauses += clauses
        result.total = total or result.total
        result.end = sentence.end
        found[index] = result


def result_json(result: Result) -> dict[str, JSON]:
    """The gold shape: the term to be served (months) and the combined fine."""
    main = result.total or (result.clauses[-1] if result.clauses else None)
    term = (main.high or main.low) if main else None
    fines = [
        c.fine
        for c in (
            [result.total] if result.total and result.total.fine is not None else result.clauses
        )
        if c.fine is not None
    ]
    amounts = [f for f in fines if f is not True]
    kinds = (main.kinds if main else ()) or tuple(k for c in result.clauses for k in c.kinds)
    record: dict[str, JSON] = {
        "charges": list(result.charges),
        "principal_penalty": kinds[0] if kinds else ("单处罚金" if fines else None),
        "term_months": term.months if term else None,
        "probation_months": next(
            (
                c.suspended
                for c in [main, *result.clauses]
                if c and isinstance(c.suspended, int) and c.suspended is not True
            ),
            None,
        ),
        "fine_yuan": sum(amounts) if amounts else None,
        "deprivation_of_rights_months": next(
            (c.deprived_months for c in [main, *result.clauses] if c and c.deprived_months), None
        ),
    }
    confiscation = next(
        (c.confiscation for c in [main, *result.clauses] if c and c.confiscation is not None), None
    )
    if confiscation is not None:
        record["confiscation_yuan"] = confiscation
    return record
