"""Penalties as judgments write them: terms, ranges, suspended sentences, fines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xiezhi.dossier.numerals import CHINESE, NUMBER, integer, number, plain

_N = rf"(?:\d+|[{CHINESE}]+?)"
TERM = (
    rf"(?:{_N}年半?(?:[又零另]?{_N}个?半?月)?(?:[又零另]?{_N}[日天])?"
    rf"|{_N}个?半?月(?:[又零另]?{_N}[日天])?|半年)"
)
_TERM = re.compile(
    rf"(?:(?P<years>{_N})年(?P<half>半)?)?[又零另]?(?:(?P<months>{_N})个?月)?"
    rf"[又零另]?(?:(?P<days>{_N})[日天])?$"
)
_SHARED = re.compile(rf"(?P<low>{_N})(?:至|到|-|—|~)(?P<high>{_N})(?P<unit>年|个月|月)(?![日天])")
_RANGE = re.compile(
    rf"(?P<low>{TERM})(?:以上)?(?:，)?(?:至|到|-|—|~|以上)(?P<high>{TERM})(?:以下|以内)?"
)
_ONE = re.compile(
    rf"(?P<term>{TERM})(?:有期徒刑|拘役|管制|或者|或|、)*(?P<bound>以上|以下|以内|之内)?(?!上|下)"
)
_SUSPENDED = re.compile(
    rf"缓刑(?:考验期)?(?:限)?(?:为)?[:：]?\s*(?:(?P<term>{TERM})(?:(?:至|到|-"
    rf"|—)(?P<high>{TERM}))?)?"
)
_MAY_SUSPEND = re.compile(
    r"(?:适用|宣告|并处|判处|处以|予以|给予|使用|可以|可)[^，。；]{0,6}缓刑|缓刑"
)
_NOT_SUSPEND = re.compile(
    r"(?:不|不宜|不予|不得|不能)(?:宜|应|予|得)?(?:适用|宣告)?缓刑|撤销[^，。；]{0,30}缓刑"
)
_FINE = re.compile(
    rf"罚金(?:人民币|共计|合计|各|：)*\s*(?:(?P<low>{NUMBER})\s*元?\s*(?:至|到|-|—"
    rf"|以上)\s*(?:人民币)?)?(?:(?P<amount>{NUMBER})\s*元)?"
)
KINDS = re.compile(r"有期徒刑|无期徒刑|拘役|管制|死刑")
_DEPRIVED = re.compile(rf"剥夺政治权利(?:(?P<life>终身)|(?P<term>{TERM}))?")
_CONFISCATED = re.compile(
    rf"没收(?:个人)?(?:部分)?财产(?:人民币)?\s*(?:(?P<amount>{NUMBER})\s*元)?"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A length: whole months and the days beyond them."""

    months: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty clause. ``low``/``high`` bound the term; ``fine`` is yuan, True without an
    amount, None when not said.
    """

    kinds: tuple[str, ...]
    low: Term | None
    high: Term | None
    suspended: int | bool | None
    fine: int | float | bool | None
    only_fine: bool
    deprived_months: int | None = None
    confiscation: int | float | bool | None = None


def read_term(text: str) -> Term | None:
    """Parse 二年又六个月, 一年半, 一个月十五日, 半年; None when ``text`` is not a length."""
    if text == "半年":
        return Term(6)
    match = _TERM.match(text)
    if match is None or not any(match.groups()):
        return None
    years, months, days = (
        integer(match[name]) if match[name] else 0 for name in ("years", "months", "days")
    )
    if years is None or months is None or days is None or years > 99:
        return None
    return Term(years * 12 + months + (6 if match["half"] else 0), days)


def read_penalty(clause: str) -> Penalty:
    """Read one clause of a sentence or a proposal (normalised text)."""
    suspended_at = _SUSPENDED.search(clause)
    fine_at = clause.find("罚金")
    principal = clause
    if suspended_at:
        principal = principal[: suspended_at.start()]
    if 0 <= fine_at < len(principal):
        tail = principal[fine_at:]
        later = KINDS.search(tail)
        principal = principal[:fine_at] + (tail[later.start() :] if later else "")
    principal = re.split(r"剥夺政治权利|没收", principal)[0]
    kinds = tuple(dict.fromkeys(KINDS.findall(principal)))
    low, high = _bounds(principal)
    fine = read_fine(clause)
    return Penalty(
        kinds=kinds,
        low=low,
        high=high,
        suspended=_suspended(clause),
        fine=fine,
        only_fine=not kinds and fine is not None,
        deprived_months=_deprived(clause),
        confiscation=_amount(_CONFISCATED.search(clause)),
    )


def _bounds(text: str) -> tuple[Term | None, Term | None]:
    shared = _SHARED.search(text)
    both = _RANGE.search(text)
    if both and (shared is None or both.start() <= shared.start()):
        return read_term(both["low"]), read_term(both["high"])
    if shared:
        unit = "个月" if shared["unit"] == "月" else shared["unit"]
        return read_term(shared["low"] + unit), read_term(shared["high"] + unit)
    one = _ONE.search(text)
    if one is None:
        return None, None
    term = read_term(one["term"])
    if one["bound"] == "以上":
        return term, None
    return (None, term) if one["bound"] else (term, term)


def _suspended(clause: str) -> int | bool | None:
    clause = _NOT_SUSPEND.sub("", clause)
    match = _SUSPENDED.search(clause)
    if match and match["term"]:
        term = read_term(match["high"] or match["term"])
        return term.months if term else True
    return True if _MAY_SUSPEND.search(clause) else None


def read_fine(clause: str) -> int | float | bool | None:
    """Fine in yuan (the upper bound of a range), True when no amount is given, None when no
    fine is named.
    """
    match = _FINE.search(clause)
    return _amount(match)


def _amount(match: re.Match[str] | None) -> int | float | bool | None:
    if match is None:
        return None
    if not match["amount"]:
        return True
    value = number(match["amount"])
    return plain(value) if value is not None and value > Decimal(0) else True


def _deprived(clause: str) -> int | None:
    match = _DEPRIVED.search(clause)
    term = read_term(match["term"]) if match and match["term"] else None
    return term.months if term else None
