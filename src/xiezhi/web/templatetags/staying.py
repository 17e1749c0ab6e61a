"""`{% load staying %}`: what was refused of a form, and what had been typed into it."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def refused_at(context: Mapping[str, Any], address: str, **hidden: Any) -> Any:
    """What was refused of the form at an address (`refusals`, `given`), else nothing.

    ``hidden`` tells forms of one address apart by the values of their fields.
    """
    stayed = getattr(context.get("request"), "stayed", None)
    if stayed is None or stayed.address != address:
        return ""
    if any(stayed.given.get(name) != str(value) for name, value in hidden.items()):
        return ""
    stayed.is_shown = True
    return stayed
