"""Citations: short on the page, full in the tooltip, and a link to the article's own text."""

import re
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from xiezhi.law.citations import read_citation

YEAR = re.compile(r"[（(]\d{4}[^（）()]*[)）]")
# How the office shortens the instruments it cites every day; others only lose their year.
SHORT = {
    "刑事诉讼法": "刑诉法",
    "人民检察院刑事诉讼规则": "刑诉规则",
    "人民检察院检察建议工作规定": "检察建议规定",
    "人民检察院组织法": "检察院组织法",
    "人民检察院民事诉讼监督规则": "民诉监督规则",
    "人民检察院行政诉讼监督规则": "行诉监督规则",
    "人民检察院公益诉讼办案规则": "公益诉讼规则",
    "人民检察院检察委员会工作规则": "检委会规则",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation ready to draw: short text, full text, address of the article or nothing."""

    short: str
    full: str
    url: str = ""
    quote: str = ""
    verified: bool = True


def shown(citation: object) -> Shown:
    """Return what to draw for a law.Citation or for its bare text."""
    full = str(getattr(citation, "text", citation) or "")
    quote = str(getattr(citation, "quote", "") or "")
    verified = bool(getattr(citation, "verified", True))
    short = shortened(full)
    reference = read_citation(full)
    if reference is None:
        return Shown(short, full, "", quote, verified)
    return Shown(short, full, address(reference.instrument, reference.article), quote, verified)


def shortened(text: str) -> str:
    """Return 刑诉规则第351条第1款 for 人民检察院刑事诉讼规则(2019) 第351条第1款."""
    name, _, place = YEAR.sub("", text).partition(" 第")
    name = SHORT.get(name.strip(), name.strip())
    return f"{name}第{place}" if place else name


def address(instrument: str, article: str) -> str:
    """Return the page of an article, or an empty text while the site has no such page."""
    try:
        return reverse("law-article", args=[instrument, article])
    except NoReverseMatch:
        return ""
