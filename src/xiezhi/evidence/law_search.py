"""Finds articles of the loaded law texts: by citation (刑诉法98条) and by the words in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from xiezhi.dossier.numerals import CHINESE, integer
from xiezhi.law.citations import Reference
from xiezhi.law.errors import LawError
from xiezhi.law.instruments import Instrument
from xiezhi.law.loaded_texts import loaded_texts
from xiezhi.law.packs import national
from xiezhi.law.texts import Texts, narrow

SHOWN = 10  # articles on the page of results
AROUND = 40  # characters shown on each side of a word found
_NUMBER = rf"\d{{1,4}}|[{CHINESE}]{{1,7}}"
_CITED = re.compile(  # of a query without blanks
    rf"^《?(?P<name>[^\d《》]*?[^\d《》第])》?(?:[(（](?P<year>\d{{4}})[^()（）]*[)）])?"
    rf"(?P<the>第?)(?P<article>{_NUMBER})(?P<tiao>条?)(?:之(?P<sub>{_NUMBER}))?"
    rf"(?:第?(?P<paragraph>{_NUMBER})款)?(?:第?[(（]?(?P<item>{_NUMBER})[)）]?项)?$"
)
_YEAR = re.compile(r"[(（]\d{4}[^()（）]*[)）]")
_ORDINALS = "一二三四五六七八九十"
_BLANK = re.compile(r"\s+")
_ISSUED = re.compile(r"^(中华人民共和国|人民检察院|最高人民法院|最高人民检察院)")


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found: whose it is, its key (``120-1``), and the words around the place."""

    instrument: str
    article: str
    paragraph: int | None
    is_in_force: bool
    before: str
    found: str
    after: str

    @property
    def label(self) -> str:
        """第120条之一 for 120-1, with the paragraph that was cited."""
        number, _, sub = self.article.partition("-")
        tail = f"之{_ORDINALS[int(sub) - 1] if int(sub) <= len(_ORDINALS) else sub}" if sub else ""
        return f"第{number}条{tail}" + (f"第{self.paragraph}款" if self.paragraph else "")


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """Articles found, how many in all, whether they were cited, whether texts are loaded.

    `problem` says which text does not read, and where; then none counts as loaded.
    """

    hits: tuple[ArticleHit, ...] = ()
    total: int = 0
    is_cited: bool = False
    is_loaded: bool = True
    problem: str = ""


def find_articles(query: str, on: date, *, limit: int = SHOWN) -> ArticlesFound:
    """Return the articles a query cites, else those that hold each of its words.

    Those in force on the day come first. Nothing, and plainly so, when no texts are loaded.
    """
    texts, cited = loaded_texts(), _cited(query)
    if not texts.available():
        return ArticlesFound(is_cited=bool(cited), is_loaded=False)
    try:
        return _cited_articles(texts, cited, on, limit) or _worded_articles(
            texts, query, on, limit
        )
    except LawError as error:
        return ArticlesFound(is_cited=bool(cited), is_loaded=False, problem=str(error))


def _cited_articles(
    texts: Texts, cited: list[Reference], on: date, limit: int
) -> ArticlesFound | None:
    hits = [hit for one in cited if (hit := _article(texts, one, on))]
    return ArticlesFound(tuple(hits[:limit]), len(hits), is_cited=True) if hits else None


def _worded_articles(texts: Texts, query: str, on: date, limit: int) -> ArticlesFound:
    words = [word for word in query.split() if len(word) > 1 and not word.isascii()]
    if not words or len(words) < len(query.split()):
        return ArticlesFound()
    found = [
        (name, key, body) for name, key, body in texts.bodies if all(w in body for w in words)
    ]
    found.sort(
        key=lambda one: (not _is_in_force(texts.instruments[one[0]], on), -_share(one[2], words))
    )
    some = found[:limit]
    return ArticlesFound(tuple(_worded(texts, *one, words[0], on) for one in some), len(found))


def instruments_called(name: str, year: str | None = None) -> list[str]:
    """The instruments that an office calls by a name, the newest first.

    The name as the pack has it, or the title, or letters of either in their order with the same
    end (刑诉法 for 刑事诉讼法): first those that begin alike, of these the shortest name.
    """
    best: dict[tuple[int, int], list[str]] = {}
    for key, instrument in national().instruments.items():
        if year and f"({year})" not in key:
            continue
        ranks = [rank for said in _names(key, instrument) if (rank := _rank(name, said))]
        if ranks:
            best.setdefault(min(ranks), []).append(key)
    first = best[min(best)] if best else []
    return sorted(first, key=lambda key: national().instruments[key].in_force.from_on)[::-1]


def _names(key: str, instrument: Instrument) -> Iterator[str]:
    for said in (_YEAR.sub("", key), _YEAR.sub("", instrument.title)):
        yield said
        yield _ISSUED.sub("", said)


def _rank(name: str, said: str) -> tuple[int, int] | None:
    if name == said:
        return (0, 0)
    if len(name) < 2 or name[-1] != said[-1]:
        return None
    letters, begins = iter(said), name[0] == said[0]
    return (1 if begins else 2, len(said)) if all(c in letters for c in name) else None


def _share(body: str, words: list[str]) -> float:
    """How much of an article the words are: a short article about them comes first."""
    return sum(body.count(word) * len(word) for word in words) / len(body)


def _cited(query: str) -> list[Reference]:
    match = _CITED.match(_BLANK.sub("", query))
    if match is None or not (match["tiao"] or match["the"] or match["article"].isdigit()):
        return []
    number, sub = integer(match["article"]), match["sub"]
    if not number:
        return []
    article = f"{number}-{integer(sub)}" if sub else str(number)
    paragraph = integer(match["paragraph"]) if match["paragraph"] else None
    item = integer(match["item"]) if match["item"] else None
    names = instruments_called(match["name"], match["year"])
    return [Reference(name, article, paragraph, item) for name in names]


def _article(texts: Texts, cited: Reference, on: date) -> ArticleHit | None:
    text = texts.article(cited.instrument, cited.article)
    if text is None:
        return None
    wider = replace(cited, item=None)
    shown, place = text, replace(wider, paragraph=None)
    for one in (cited, wider):  # what is not there is neither shown nor named
        part = narrow(text, one)
        if part is not None:
            shown, place = part, one
            break
    shown = _BLANK.sub("", shown)
    cut = shown[: 4 * AROUND] + ("……" if len(shown) > 4 * AROUND else "")
    return _hit(texts, cited.instrument, cited.article, on, (cut, "", ""), place.paragraph)


def _worded(texts: Texts, name: str, key: str, body: str, word: str, on: date) -> ArticleHit:
    at = body.index(word)
    end = at + len(word)
    before = ("……" if at > AROUND else "") + body[max(at - AROUND, 0) : at]
    after = body[end : end + AROUND] + ("……" if len(body) > end + AROUND else "")
    return _hit(texts, name, key, on, (before, word, after))


def _hit(
    texts: Texts,
    name: str,
    key: str,
    on: date,
    around: tuple[str, str, str],
    paragraph: int | None = None,
) -> ArticleHit:
    in_force = _is_in_force(texts.instruments[name], on)
    return ArticleHit(name, key, paragraph, in_force, *around)


def _is_in_force(instrument: Instrument, on: date) -> bool:
    return instrument.in_force.covers(on)
