"""Citations: 「刑事诉讼法(2018) 第172条第1款」 read into its parts, with the words quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

_FORM = re.compile(
    r"^(?P<instrument>\S+\(\d{4}\)) 第(?P<article>\d+)条(?:之(?P<sub>[一二三四五六七八九十]))?"
    r"(?:第(?P<paragraph>\d+)款)?(?:第(?P<item>\d+)项)?$"
)
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the law and a few of its words.

    ``verified`` is True when the rule file claims that the quotation was compared with the text
    (the checker compares it again); False for a row whose text was never obtained.
    """

    text: str
    quote: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation's parts: instrument key, article key as in the texts (``120-1``), 款 and 项."""

    instrument: str
    article: str
    paragraph: int | None = None
    item: int | None = None


@lru_cache(maxsize=4096)
def read_citation(text: str) -> Reference | None:
    """Split a citation into its parts; None when it names no article.

    >>> read_citation("刑法(2023) 第120条之一第2款")
    Reference(instrument='刑法(2023)', article='120-1', paragraph=2, item=None)
    """
    match = _FORM.match(text)
    if match is None:
        return None
    article = match["article"]
    if match["sub"]:
        article = f"{article}-{_ORDINALS.index(match['sub']) + 1}"
    paragraph, item = match["paragraph"], match["item"]
    return Reference(
        match["instrument"],
        article,
        int(paragraph) if paragraph else None,
        int(item) if item else None,
    )
