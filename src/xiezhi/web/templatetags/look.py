"""`{% load look %}`: dates, clocks, citations and quotations, the same words on every page."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xiezhi.casework.figures.spoken import CHINESE, spoken
from xiezhi.law.forms import PAPERS
from xiezhi.web.components import citations, clocks, dates

register = template.Library()
PROCEDURE = re.compile(r"（([^（）]+)）$")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2})?|\d{4}年\d{1,2}月(?:\d{1,2}日)?")


def today_in(context: Mapping[str, Any]) -> date:
    """Return the page's day: its own `on` or `today`, else today in Shanghai."""
    return context.get("on") or context.get("today") or timezone.localdate()


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: object) -> str:
    """11月12日; the year only when it differs from the page's day."""
    return dates.day(value, today_in(context))


@register.simple_tag
def moment(value: Any) -> str:
    """今天 09:12, 昨天 16:55, or the day with the time."""
    return dates.moment(value, timezone.localdate())


@register.simple_tag(takes_context=True)
def clock(context: Mapping[str, Any], value: Any) -> SafeString:
    """The chip of a clock: anything with `status` and `due_on`, or a `deadline`."""
    if value is None or value == "":
        return SafeString("")
    return chip(clocks.face(value, today_in(context)))


@register.simple_tag(takes_context=True)
def clock_until(context: Mapping[str, Any], due_on: date | None) -> SafeString:
    """The chip of a bare date that something runs until."""
    return chip(clocks.dated(due_on, today_in(context))) if due_on else SafeString("")


def chip(face: clocks.Face) -> SafeString:
    """Draw a face; a provisional date says so beside it, in words."""
    shown = format_html('<span class="clock {}">{}</span>', face.shape, face.text)
    if not face.provisional:
        return shown
    hint = _("末日所在年度的放假安排尚未公布，日期可能变动")
    return shown + format_html(' <span class="small soft" title="{}">{}</span>', hint, _("暂定"))


@register.simple_tag
def cite(citation: Any) -> SafeString:
    """A citation, short, linked to its article, full in the tooltip; unverified ones say so."""
    if not citation:
        return SafeString("")
    shown = citations.shown(citation)
    full = shown.full if shown.verified else _("%(text)s（引文未经核对）") % {"text": shown.full}
    text = shown.short if shown.verified else _("%(text)s（未核）") % {"text": shown.short}
    if shown.url:
        return format_html('<a class="cite" href="{}" title="{}">{}</a>', shown.url, full, text)
    return format_html('<span class="cite" title="{}">{}</span>', full, text)


@register.simple_tag
def quote(citation: Any) -> SafeString:
    """The law in its own words with its citation, as a block; the citation alone without words."""
    if not citation:
        return SafeString("")
    words = getattr(citation, "quote", "")
    if not words:
        return cite(citation)
    return format_html('<div class="quote">{}{}</div>', words, cite(citation))


@register.simple_tag
def said(citation: Any) -> SafeString:
    """The law in its own words inside a line, with its citation."""
    words = getattr(citation, "quote", "") if citation else ""
    if not words:
        return cite(citation)
    return format_html("<q>{}</q> {}", words, cite(citation))


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key, empty when the mapping lacks it."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def anchor(key: object) -> str:
    """A key as an element's id: letters, digits and hyphens only."""
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in str(key)).strip("-") or "x"


@register.filter
def sentence(text: object) -> str:
    """A text that ends like a sentence, with one full stop."""
    said = str(text or "").strip()
    if not said or said[-1] in "。！？；":
        return said
    if (get_language() or "zh").startswith("zh") or CHINESE.match(said[-1]):
        return f"{said}。"
    return f"{said} " if said[-1] in ".!?" else f"{said}. "


@register.filter
def kept(text: object) -> SafeString:
    """A text whose dates do not break across lines."""
    return SafeString(DATE.sub(r'<span class="nowrap">\g<0></span>', escape(text)))


@register.filter
def finding(text: object) -> str:
    """A reason as a title: without its full stop."""
    return str(text or "").strip().rstrip("。")


@register.filter
def papers(templates: Iterable[str]) -> str:
    """The Chinese names of documents by their template ids, joined."""
    return "、".join(spoken(PAPERS.get(name, name)) for name in templates)


@register.filter
def word(text: object) -> str:
    """What the law kernel says, in the reader's language; the law's own words stay Chinese."""
    return spoken(text)


@register.filter
def words(texts: Iterable[str]) -> list[str]:
    """Several words of the law kernel, each in the reader's language."""
    return [spoken(text) for text in texts]


@register.simple_tag
def weekday_heads() -> tuple[str, ...]:
    """The heads of a month's columns, Monday first."""
    return dates.weekday_heads()


@register.filter
def month_of(value: date) -> str:
    """2026年11月, or 2026-11 in English."""
    return dates.month(value)


@register.filter
def occasion(name: str) -> str:
    """What a day is beside its weekday: a holiday, a make-up day; nothing for an ordinary one."""
    return "" if name in dates.ORDINARY else spoken(name)


@register.filter
def beside(button: object, label: object) -> str:
    """The words of a button in a row: not those that the row's label has said already."""
    said = str(button)
    return _("去办") if str(label) == said else said


@register.filter
def without(title: str, label: str) -> str:
    """A proceeding's title without its procedure in brackets, where the line names it already."""
    named = PROCEDURE.search(title)
    return title[: named.start()] if named and label.startswith(named[1]) else title
