"""Finds what bears a number like 云江检诉〔2026〕7号, however it was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.models import IssuedNumber, NumberSeries, Proceeding
from xiezhi.casework.papers import readable_papers
from xiezhi.casework.selectors.lists import ProceedingRow, proceedings_among

_OPEN, _CLOSE = "〔\\[(（【［", "〕\\])）】］"
_HAN = "\u4e00-\u9fff"
_FORM = re.compile(
    rf"(?P<word>[{_HAN}]{{1,20}}?)(?:[{_OPEN}]?(?P<year>\d{{4}})[{_CLOSE}年])?"
    r"第?(?P<ordinal>\d{1,6})号"
)
# A blank within a number says nothing; one between two words makes it a phrase
_BLANK = re.compile(rf"(?<![{_HAN}]) | (?![{_HAN}])| (?=第\s?\d)")
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
    """What bears a number: proceedings of that number first, then those with a paper of it or
    of the case of it; `texts` are the numbers found, as they were given."""

    rows: tuple[ProceedingRow, ...] = ()
    texts: tuple[str, ...] = ()


def read_number(query: str) -> Number | None:
    """Read a query as a number; None when it is none.

    >>> read_number("云江检诉(2026)第7号")
    Number(word='云江检诉', year=2026, ordinal=7)
    """
    match = _FORM.fullmatch(_BLANK.sub("", " ".join(query.split())))
    if match is None or match["word"] == "字":
        return None
    year = int(match["year"]) if match["year"] else None
    return Number(match["word"].removesuffix("字"), year, int(match["ordinal"]))


def numbered(person: Any, asked: Number, on: date, limit: int = 20) -> Numbered:
    """Return what the person may see that bears exactly the number, the newest year first.

    A number is told of only to whoever may read what bears it: of a proceeding that they do not
    see the search says nothing, though they see another of the same case.
    """
    given = _given(asked)
    if not given:
        return Numbered()
    visible = visible_proceedings(person, on).filter(case_id__in={case for _, case, _ in given})
    seen = list(visible.values_list("pk", "case_id", "number", "case__number").order_by("number"))
    notices = readable_papers(person, [text for text, _, paper_of in given if not paper_of])
    own, rest, texts = [], [], []
    for text, case, paper_of in given:
        told_in = paper_of or notices.get(text)
        named = [pk for pk, _, number, _ in seen if number == text]
        papers = [
            pk
            for pk, of, _, case_number in seen
            if pk == told_in or (of, case_number) == (case, text)
        ]
        if named or papers:
            texts.append(text)
        own += named
        rest += papers
    found = list(dict.fromkeys((*own, *rest)))[:limit]
    return Numbered(proceedings_among(person, found, on), tuple(texts))


def numbers_unseen(person: Any, cases: Sequence[UUID], on: date) -> dict[UUID, frozenset[str]]:
    """Return by case the numbers of its proceedings that a person may not read, if any."""
    seen = visible_proceedings(person, on).filter(case_id__in=cases).values_list("pk", flat=True)
    rows = Proceeding.objects.filter(case_id__in=cases).order_by()
    readable = set(seen.order_by())
    found: dict[UUID, frozenset[str]] = {}
    for pk, case, number in rows.values_list("pk", "case_id", "number"):
        if pk not in readable:
            found[case] = found.get(case, frozenset()) | {number}
    return found


def _given(asked: Number) -> list[tuple[str, UUID, UUID | None]]:
    """Return the numbers that read so, each with its case and the proceeding it was given in."""
    series = NumberSeries.objects.filter(word__contains=asked.word[-1])
    if asked.year is not None:
        series = series.filter(year=asked.year)
    issued = IssuedNumber.objects.filter(series__in=series, ordinal=asked.ordinal)
    rows = issued.order_by("-series__year", "text").values_list("text", "case_id", "proceeding_id")
    return [row for row in rows if row[0].partition("〔")[0].endswith(asked.word)]
