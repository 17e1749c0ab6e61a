"""Finds what bears a number like 云江检诉〔2026〕7号, however it was typed."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from xiezhi.casework.models import IssuedNumber, NumberSeries
from xiezhi.casework.selectors.lists import ProceedingRow, proceedings_in

_OPEN, _CLOSE = "〔\\[(（【［", "〕\\])）】］"
_FORM = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{1,20}}?)\s*(?:[{_OPEN}]?\s*(?P<year>\d{{4}})\s*[{_CLOSE}年])?"
    r"\s*第?\s*(?P<ordinal>\d{1,6})\s*号"
)
ISSUER = "检"  # every number that this system gives has it before its word


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed: unit and word, or their end alone; the year, when it was told."""

    word: str
    year: int | None
    ordinal: int

    @property
    def is_ours(self) -> bool:
        """Whether only a procuratorate's number reads like this (朝阳路17号 does as well)."""
        return ISSUER in self.word


@dataclass(frozen=True, slots=True)
class Numbered:
    """What bears a number: proceedings of that number first, then those of a case with a paper
    or register entry of it; `texts` are the numbers found, as they were given."""

    rows: tuple[ProceedingRow, ...] = ()
    texts: tuple[str, ...] = ()


def read_number(query: str) -> Number | None:
    """Read a query as a number; None when it is none.

    >>> read_number("云江检诉(2026)第7号")
    Number(word='云江检诉', year=2026, ordinal=7)
    """
    match = _FORM.fullmatch(query.strip())
    if match is None or match["word"] == "字":
        return None
    year = int(match["year"]) if match["year"] else None
    return Number(match["word"].removesuffix("字"), year, int(match["ordinal"]))


def numbered(person: Any, asked: Number, on: date, limit: int = 20) -> Numbered:
    """Return what the person may see that bears exactly the number, the newest year first."""
    series = NumberSeries.objects.filter(word__contains=asked.word[-1])
    if asked.year is not None:
        series = series.filter(year=asked.year)
    issued = IssuedNumber.objects.filter(series__in=series, ordinal=asked.ordinal)
    given = [
        (text, case_id)
        for text, case_id in issued.order_by("-series__year", "text").values_list(
            "text", "case_id"
        )
        if text.partition("〔")[0].endswith(asked.word)
    ]
    if not given:
        return Numbered()
    found = proceedings_in(person, [case_id for _, case_id in given], on, limit=limit)
    texts = [text for text, _ in given]
    own = sorted((r for r in found if r.number in texts), key=lambda row: texts.index(row.number))
    elsewhere = {case for text, case in given if text not in {row.number for row in own}}
    rest = tuple(row for row in found if row.case_id in elsewhere and row not in own)
    seen = {row.case_id for row in found}
    return Numbered((*own, *rest), tuple(text for text, case in given if case in seen))
