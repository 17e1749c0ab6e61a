"""Articles of the law for pages: their numbers, their neighbours, and the rules that cite them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from xiezhi.law.citations import Citation, read_citation

ORDINALS = "一二三四五六七八九十"


def label(key: str) -> str:
    """Return 第120条之一 for the article key 120-1."""
    number, _dash, sub = key.partition("-")
    tail = f"之{ORDINALS[int(sub) - 1]}" if sub.isdigit() and int(sub) <= len(ORDINALS) else ""
    return f"第{number}条{tail}"


def neighbour(articles: Mapping[str, str], key: str, step: int) -> tuple[str, str] | None:
    """Return key and label of the article before or after; None at either end."""
    keys = list(articles)
    if key not in articles:
        return None
    at = keys.index(key) + step
    return (keys[at], label(keys[at])) if 0 <= at < len(keys) else None


def citations_in(rule: Any) -> Iterator[Citation]:
    """Yield each citation written anywhere in a rule, once, in the rule's order."""
    seen: set[tuple[str, str]] = set()
    for found in _walk(rule):
        if (found.text, found.quote) not in seen:
            seen.add((found.text, found.quote))
            yield found


def _walk(node: Any) -> Iterator[Citation]:
    if isinstance(node, BaseModel):
        cite = getattr(node, "cite", None)
        if isinstance(cite, str) and cite:
            quote = getattr(node, "quote", "") or ""
            yield Citation(cite, quote, not getattr(node, "unverified", False))
        for name in type(node).model_fields:
            yield from _walk(getattr(node, name))
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _walk(value)


def cited_by(
    rules: Iterable[tuple[str, str, Any]], instrument: str, article: str
) -> tuple[tuple[str, str], ...]:
    """Return id and label of every rule that cites the article."""
    found = []
    for key, name, rule in rules:
        for citation in citations_in(rule):
            reference = read_citation(citation.text)
            if reference and (reference.instrument, reference.article) == (instrument, article):
                found.append((key, name))
                break
    return tuple(found)


def asked(text: str) -> int:
    """Return the paragraph asked for in an address, 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def kind_label(folder: str) -> str:
    """Return what kind of rule a folder of a pack holds."""
    return {
        "periods": _("期限"),
        "counting": _("期间计算"),
        "procedures": _("程序"),
        "authority": _("职权"),
        "lists": _("职权清单"),
    }.get(folder, folder)
