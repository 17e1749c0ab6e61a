"""`{% load door %}`: the demo's door, where a visitor picks whom to sign in as."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("web/parts/demo_door.html", takes_context=True)
def demo_door(context: dict[str, Any], following: str = "") -> dict[str, Any]:
    """The people of the demo by unit and role; nobody outside the demo."""
    from xiezhi.web.door import people

    return {
        "people": people() if settings.DEMO else (),
        "next": following,
        "csrf_token": context.get("csrf_token"),
    }
