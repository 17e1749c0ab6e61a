"""The law itself: instruments, articles in full, and each rule file with what it cites."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiezhi.law.loaded_texts import loaded_texts
from xiezhi.law.packs import Pack, national
from xiezhi.law.texts import paragraphs
from xiezhi.web.components import articles

KINDS = ("periods", "counting", "procedures", "authority", "lists")


def instruments(request: HttpRequest) -> HttpResponse:
    """List every instrument that rules may cite, with its dates and whether its text is here."""
    texts = loaded_texts()
    rows = [
        {"key": key, "instrument": found, "articles": len(texts.articles(key) or ())}
        for key, found in national().instruments.items()
    ]
    return render(request, "web/law/instruments.html", {"rows": rows})


def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """Show all articles of one instrument."""
    found = national().instruments.get(instrument)
    if found is None:
        raise Http404
    numbered = loaded_texts().articles(instrument) or {}
    listed = [(key, articles.label(key), text.split("\n")) for key, text in numbered.items()]
    context = {"key": instrument, "instrument": found, "articles": listed}
    return render(request, "web/law/instrument.html", context)


def article(request: HttpRequest, instrument: str, article: str) -> HttpResponse:
    """Show one article by paragraphs, its neighbours, and the rules that cite it."""
    found = national().instruments.get(instrument)
    if found is None:
        raise Http404
    numbered = loaded_texts().articles(instrument)
    if numbered and article not in numbered:
        raise Http404
    context = {
        "key": instrument,
        "instrument": found,
        "article": articles.label(article),
        "paragraphs": [p.split("\n") for p in paragraphs((numbered or {}).get(article, ""))],
        "before": articles.neighbour(numbered or {}, article, -1),
        "after": articles.neighbour(numbered or {}, article, 1),
        "cited_by": articles.cited_by(_rules(national()), instrument, article),
        "asked": articles.asked(request.GET.get("paragraph", "")),
    }
    return render(request, "web/law/article.html", context)


def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Show a rule: its words in force and before, what it cites, and its file as it is."""
    pack = national()
    found = next((kind[rule_id] for kind in _kinds(pack) if rule_id in kind), None)
    if found is None:
        raise Http404
    source = pack.sources[rule_id]
    context = {
        "rule": found,
        "rule_id": rule_id,
        "label": getattr(found, "label", rule_id),
        "version": f"{pack.name}@{pack.version}",
        "citations": tuple(articles.citations_in(found)),
        "file": source.relative_to(pack.root).as_posix(),
        "text": source.read_text(encoding="utf-8"),
        "kind": articles.kind_label(source.relative_to(pack.root).parts[0]),
    }
    return render(request, "web/law/rule.html", context)


def _kinds(pack: Pack) -> Iterator[dict[str, Any]]:
    for name in KINDS:
        yield getattr(pack, name)


def _rules(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    for kind in _kinds(pack):
        for key, found in kind.items():
            yield key, str(getattr(found, "label", _("计算方法"))), found
