"""`{% load bars %}`: the time axis that all custody lines of a page share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template

from xiezhi.web.components.bars import Axis, axis_of
from xiezhi.web.templatetags.look import today_in

register = template.Library()


@register.simple_tag(takes_context=True)
def time_axis(
    context: Mapping[str, Any], spans: Iterable[tuple[date | None, date | None]]
) -> Axis:
    """The axis that holds all spans (start, end) around the page's day."""
    return axis_of(spans, today_in(context))


@register.inclusion_tag("web/parts/axis.html")
def axis_head(axis: Axis) -> dict[str, Any]:
    """The head of the column of lines: months and today."""
    return {"axis": axis}
