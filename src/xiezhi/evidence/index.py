"""Keeps the search index in step with cases, parties and texts."""

from collections.abc import Iterable
from uuid import UUID

from xiezhi.casework.selectors import CaseWords, case_words
from xiezhi.evidence import fulltext
from xiezhi.evidence.bigrams import pages
from xiezhi.evidence.models import SearchPage, Text


def index_text(text: Text) -> None:
    """Index a text page by page."""
    rows = [
        SearchPage(
            kind="text",
            ref=str(text.pk),
            page=n,
            case_id=text.case_id,
            title=text.title,
            body=page,
        )
        for n, page in enumerate(pages(text.content))
    ]
    _put(rows)


def index_case(case_id: UUID) -> None:
    """Index a case and its parties anew; identity numbers are not searchable, names are."""
    words: CaseWords = case_words(case_id)
    old = SearchPage.objects.filter(case_id=case_id, kind__in=("case", "party"))
    fulltext.drop(list(old.values_list("pk", flat=True)))
    old.delete()
    rows = [
        SearchPage(
            kind="case",
            ref=str(case_id),
            case_id=case_id,
            title=words.title,
            body=" ".join((words.title, words.cause, *words.numbers)),
        )
    ]
    rows += [
        SearchPage(kind="party", ref=f"{case_id}:{code}", case_id=case_id, title=name, body=name)
        for code, name in words.parties
    ]
    _put(rows)


def _put(rows: Iterable[SearchPage]) -> None:
    stored = SearchPage.objects.bulk_create(rows)
    fulltext.put((page.pk, f"{page.title} {page.body}") for page in stored)
