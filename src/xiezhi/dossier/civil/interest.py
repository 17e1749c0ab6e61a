"""The interest agreed, as percent a month: 月息2分, 月利率20‰, 年利率24%, 每月利息7500元."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from xiezhi.dossier.civil.voices import Part, Voice, said
from xiezhi.dossier.numerals import CHINESE, NUMBER, number, plain
from xiezhi.dossier.spans import Found

_NUM = rf"(?:\d+(?:\.\d+)?|[{CHINESE}点]+)"
_LINK = r"(?:按照|按|为|是|以|的|计|计算|约定|标准|：|，|即|共|给付|支付|人民币|\s)*"
_RATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("share", re.compile(rf"(?P<of>{NUMBER})元每月利息(?P<n>{NUMBER})元")),
    (
        "month",
        re.compile(
            rf"(?:每月|月)(?:利息|利率|息|利)?{_LINK}(?:百分之|佰份之|佰分之)(?P<n>{_NUM})"
        ),
    ),
    ("per_mille", re.compile(rf"(?:每月|月)(?:利息|利率|息|利)?{_LINK}千分之(?P<n>{_NUM})")),
    (
        "year",
        re.compile(
            rf"年(?:利息|利率|息|化)?(?:利率)?{_LINK}(?:百分之(?P<n>{_NUM})|(?P<m>{_NUM})\s*%)"
        ),
    ),
    ("year", re.compile(rf"(?P<n>{_NUM})%\s*[/／每]\s*年")),
    (
        "month",
        re.compile(
            rf"(?:每月|月)(?:按)?[^，。；%‰\d]{{0,10}}?(?:利息|利率|息"
            rf"|利)?{_LINK}(?P<n>{_NUM})\s*%"
        ),
    ),
    ("per_mille", re.compile(rf"(?:每月|月)(?:按)?[^，。；%‰\d]{{0,12}}?(?P<n>{_NUM})\s*‰")),
    (
        "fen",
        re.compile(
            rf"(?:月)?(?:利息|利率|息|利){_LINK}(?P<n>{_NUM})\s*分(?P<half>半"
            rf"|[一二三四五六七八九])?(?!之)(?:\s*(?P<li>{_NUM})厘)?"
        ),
    ),
    ("mao", re.compile(rf"(?:月)?(?:利息|利率|息){_LINK}(?P<n>{_NUM})\s*毛")),
    ("li", re.compile(rf"(?:月)?(?:利息|利率|息){_LINK}(?P<n>{_NUM})\s*厘")),
    (
        "fen",
        re.compile(
            rf"(?P<n>{_NUM})\s*分(?P<half>半)?(?P<li>$^)?(?:的)?(?:月)?(?:利息|利率|息|利)"
        ),
    ),
    (
        "sum",
        re.compile(rf"(?:每月|月)(?:支付|付|给付|应付)?(?:利息|息)?{_LINK}(?P<n>{NUMBER})\s*元"),
    ),
    ("month", re.compile(rf"(?:借款)?利(?:率|息){_LINK}(?P<n>{_NUM})\s*%")),
    ("per_mille", re.compile(rf"(?:借款)?利(?:率|息){_LINK}(?P<n>{_NUM})\s*‰")),
)
_NOT_AGREED = re.compile(
    r"要求|请求|判令|主张|计算至|计至|至(?:实际)?(?:清偿|还清|付清|履行)|诉请"
    r"|贷款利率|同期|自愿|变更|明确表示"
)
_LATE = re.compile(r"逾期|违约金|滞纳金|罚息")
_NONE_AGREED = re.compile(
    r"(?:未|没有|无|既未)(?:书面|口头|明确)?约定(?:借款|借期内)?利(?:息|率)"
    r"|不计(?:利)?息|无息|没约定利息"
)
_AGREED = re.compile(r"约定|载明|言明|月息|口头|利息|利率")


def read_interest(found: list[Part], principal: Decimal | None) -> Found[int | float] | None:
    """The rate agreed: as the court found it, else as the papers or the claimant say and nobody
    denies.
    """
    findings = said(found, Voice.FINDING)
    if any(_NONE_AGREED.search(p.text) and "重新" in p.text for p in findings):
        return None
    rate = _first(findings, principal)
    if rate:
        return rate
    if any(_NONE_AGREED.search(part.text) for part in findings):
        return None
    return _first(said(found, Voice.PLEADING), principal) or _first(
        said(found, Voice.EVIDENCE), principal
    )


def _first(found: list[Part], principal: Decimal | None) -> Found[int | float] | None:
    late: Found[int | float] | None = None
    for part in found:
        for clause in re.finditer(r"[^，。；]+[，。；]?(?=[^，。；]*)", part.text):
            text = clause.group()
            if _NOT_AGREED.search(text) or not re.search(r"利|息|每月|‰|%", text):
                continue
            rate = _rate(text, principal)
            if rate is None:
                continue
            where = Found(
                rate[0],
                part.start + clause.start() + rate[1],
                part.start + clause.start() + rate[2],
            )
            if _LATE.search(text):
                late = late or where
            elif _AGREED.search(text):
                return where
    return late


def _rate(text: str, principal: Decimal | None) -> tuple[int | float, int, int] | None:
    for kind, pattern in _RATES:
        match = pattern.search(text)
        if match is None:
            continue
        raw = match["n"] if match["n"] else match.groupdict().get("m")
        value = _number(raw or "")
        if value is None:
            continue
        monthly = _monthly(kind, value, match, principal)
        if monthly is not None:
            return monthly, match.start(), match.end()
    return None


def _number(raw: str) -> Decimal | None:
    if "点" in raw:
        whole, _, rest = raw.partition("点")
        head, tail = number(whole), number(rest)
        return None if head is None or tail is None else Decimal(f"{head}.{tail}")
    return number(raw)


def _monthly(
    kind: str, value: Decimal, match: re.Match[str], principal: Decimal | None
) -> int | float | None:
    if kind == "year":
        value = value / 12
    elif kind in ("per_mille", "li"):
        value = value / 10
    elif kind == "mao":
        value = value * 10
    elif kind == "fen":
        half = match["half"]
        extra = (
            Decimal("0.5")
            if half == "半"
            else (number(half) or Decimal(0)) / 10
            if half
            else Decimal(0)
        )
        value += extra + ((number(match["li"]) or Decimal(0)) / 10 if match["li"] else Decimal(0))
    elif kind == "share":
        base = number(match["of"])
        if not base:
            return None
        value = value * 100 / base
    elif kind == "sum":
        if not principal or value >= principal:
            return None
        value = value * 100 / principal
    if not Decimal(0) < value <= 100:
        return None
    exact = value.normalize()
    if kind in ("year", "sum", "share"):
        exact = value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return plain(exact)
