"""A case that a query meets by the number of a proceeding unseen by the reader is no hit."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from xiezhi.casework.selectors import numbers_unseen
from xiezhi.evidence.bigrams import terms
from xiezhi.evidence.models import SearchPage


def met_by_unseen(person: Any, query: str, pages: Iterable[SearchPage], on: date) -> set[int]:
    """Return the pages of cases that hold the query only in numbers the person may not see."""
    cases = [page for page in pages if page.kind == "case" and page.case_id]
    unseen = numbers_unseen(person, [page.case_id for page in cases], on) if cases else {}
    return {
        page.pk
        for page in cases
        if page.case_id in unseen
        and not holds_without(f"{page.title} {page.body}", query, unseen[page.case_id])
    }


def holds_without(text: str, query: str, numbers: Collection[str]) -> bool:
    """Tell whether every word of a query is in a text once some numbers are out of it.

    >>> holds_without("盗窃案 云江检诉〔2026〕7号", "盗窃 云江检诉", ["云江检诉〔2026〕7号"])
    False
    """
    left = dict(terms(" ".join(part for part in text.split() if part not in numbers)))
    phrases = [phrase for word in query.split() if (phrase := terms(word))]
    return all(any(_begins(left, phrase, at) for at in left) for phrase in phrases)


def _begins(left: dict[int, str], phrase: list[tuple[int, str]], at: int) -> bool:
    """Tell whether a phrase begins at a position; its lone last character begins any pair."""
    *whole, (place, last) = phrase
    found = left.get(at + place - 1, "")
    is_lone = len(last) == 1 and not last.isascii()
    return (found.startswith(last) if is_lone else found == last) and all(
        left.get(at + position - 1) == term for position, term in whole
    )
