"""Articles of the criminal law that the prosecution cites: 第二百六十四条 → 264, 第一款第三项 →
264-1-3, 第（一）项 → 264-(1).
"""

from __future__ import annotations

import re

from xiezhi.dossier.numerals import CHINESE, integer
from xiezhi.dossier.spans import Found
from xiezhi.dossier.zones import Sentence

_N = rf"[\d{CHINESE}]+"
_LAW = re.compile(
    r"《(?:中华人民共和国)?刑法》|(?:中华人民共和国刑法|(?<![《])我国刑法|(?<![诉事国])刑法)(?=第)"
)
_ITEM = re.compile(
    rf"(?:第?(?P<article>{_N})条(?:之(?P<sub>{_N}))?)?(?:[，、]?第?(?"
    rf"P<paragraph>{_N})款)?(?:[，、]?第?(?P<point>\(?{_N}\)?)项)?"
)
_BETWEEN = re.compile(r"(?:[、，,和及与以暨 ]|之规定|的规定|以及|规定)*")


def read_articles(body: list[Sentence]) -> list[Found[str]]:
    """Citations in the order first made, each once."""
    found: dict[str, Found[str]] = {}
    for sentence in body:
        for law in _LAW.finditer(sentence.text):
            for citation in _list(sentence.text, law.end()):
                place = Found(
                    citation.value, sentence.start + citation.start, sentence.start + citation.end
                )
                found.setdefault(citation.value, place)
    return list(found.values())


def _list(text: str, position: int) -> list[Found[str]]:
    cited: list[Found[str]] = []
    article = paragraph = None
    while position < len(text):
        skip = _BETWEEN.match(text, position)
        position = skip.end() if skip else position
        match = _ITEM.match(text, position)
        if (
            match is None
            or match.end() == match.start()
            or not (match["article"] or match.group().startswith("第"))
        ):
            break
        if match["article"]:
            number = integer(match["article"])
            article = (
                None
                if number is None
                else f"{number}" + (f"之{integer(match['sub'])}" if match["sub"] else "")
            )
            paragraph = None
        if match["paragraph"]:
            paragraph = integer(match["paragraph"])
        if article is None:
            break
        cited.append(Found(_print(article, paragraph, match["point"]), match.start(), match.end()))
        position = match.end()
    return cited


def _print(article: str, paragraph: int | None, point: str | None) -> str:
    printed = article if paragraph is None else f"{article}-{paragraph}"
    if point is None:
        return printed
    number = integer(point.strip("()"))
    return f"{printed}-{number}" if paragraph is not None else f"{printed}-({number})"
