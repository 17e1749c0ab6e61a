"""`{% load figures %}`: components with a body of their own, each a template in web/parts/."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xiezhi.web.components import bars, marks, path
from xiezhi.web.components.clocks import read
from xiezhi.web.templatetags.look import today_in

register = template.Library()
Shown = dict[str, Any]


@register.inclusion_tag("web/parts/clockrow.html", takes_context=True)
def clock_row(context: Mapping[str, Any], clock: Any, name: str = "") -> Shown:
    """A clock with its rule and the explanation of its date, for the aside."""
    due_on, latest_on = read(clock, "due_on"), read(clock, "latest_on")
    shown = {"clock": clock, "name": name, "due_on": due_on, "latest_on": latest_on}
    return {**shown, "today": today_in(context)}


@register.inclusion_tag("web/parts/why.html", takes_context=True)
def why(context: Mapping[str, Any], clock: Any, side: str = "") -> Shown:
    """「怎么算的」: the numbered steps of a deadline; `side` left opens towards the right."""
    steps = read(clock, "steps") or ()
    shown = {"clock": clock, "steps": steps, "side": side, "due_on": read(clock, "due_on")}
    return {**shown, "today": today_in(context)}


@register.inclusion_tag("web/parts/path.html")
def path_figure(steps: Sequence[Any], name: str = "path", detour: str = "") -> Shown:
    """Who decides: steps with `title`, `who`, `result`, `state` (done, now, off), `arrow`."""
    return {"figure": path.figure(steps, detour), "name": name}


@register.inclusion_tag("web/parts/track.html", takes_context=True)
def track(context: Mapping[str, Any], stages: Sequence[Any]) -> Shown:
    """Stages of a proceeding: each with `label`, `note`, `state` (done, now, next, side)."""
    return {"stages": stages, "today": today_in(context)}


@register.inclusion_tag("web/parts/iv.html")
def precision(good: int, total: int) -> Shown:
    """Precision with its 95 % interval and its counts; counts only below five verified."""
    return {"good": good, "total": total, "interval": bars.wilson(good, total)}


@register.inclusion_tag("web/parts/cb.html")
def custody_line(
    axis: bars.Axis, start_on: date, due_on: date | None, label: str, held: bool = False
) -> Shown:
    """One person's custody on the shared time axis; `label` says the same in words."""
    drawn = bars.custody_bars(axis, start_on, due_on, held=held)
    return {"axis": axis, "bars": drawn, "label": label}


@register.inclusion_tag("web/parts/doc.html")
def marked_text(text: str, spans: Mapping[str, Sequence[int]] | None = None) -> Shown:
    """A source text; every span is marked and numbered, with its field paths in the tooltip."""
    return {"paragraphs": marks.paragraphs(text, spans or {})}


@register.inclusion_tag("web/parts/pair.html")
def pair(rows: Sequence[Any], left: str, right: str) -> Shown:
    """Two sources side by side: rows with `label`, `left`, `right`, `same`, optional marks."""
    return {"rows": rows, "left": left, "right": right}


@register.inclusion_tag("web/parts/seg.html")
def seg(options: Sequence[Any], label: str) -> Shown:
    """A filter with counts: options with `label`, `url`, `current`, optional `count`."""
    return {"options": options, "label": label}


@register.inclusion_tag("web/parts/wiz.html")
def wiz(steps: Sequence[str], current: int) -> Shown:
    """The steps of a wizard; `current` counts from 1."""
    return {"steps": [(n, label) for n, label in enumerate(steps, 1)], "current": current}


@register.inclusion_tag("web/parts/move.html", takes_context=True)
def move(
    context: Mapping[str, Any],
    offer: Any,
    url: str = "",
    first: bool = False,
    folded: bool = False,
) -> Shown:
    """A move on offer: allowed with its button, refused with its rule and cure, or `folded`."""
    shown = {"offer": offer, "url": url, "first": first, "folded": folded}
    return {**shown, "today": today_in(context)}


@register.inclusion_tag("web/parts/refusals.html")
def refusals(found: Sequence[Any]) -> Shown:
    """The rules that refuse, each quoted and cited."""
    return {"refusals": found}


@register.inclusion_tag("web/parts/field.html")
def field(bound: Any) -> Shown:
    """One field of a form: label, why it is required, source anchor, error with its cure.

    The source of a filled value is not named once the value is another.
    """
    form = bound.form
    told = form.complaints() if bound.errors and hasattr(form, "complaints") else ()
    complaint = next((one for one in told if one.anchor == bound.auto_id), None)
    changed = form.is_bound and bound.name in form.changed_data
    return {"field": bound, "complaint": complaint, "changed": changed}


@register.simple_tag
def tag(text: str, shape: str = "") -> SafeString:
    """A status word; `on` in force, `ink` needs attention, `bad` breached, plain inactive."""
    return format_html('<span class="tag {}">{}</span>', shape, text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon; the words beside it carry the meaning."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)
