"""`{% load spans %}`: the fields of a text with the signs of the spans they came from."""

from typing import Any

from django import template

from xiezhi.web.components.fields import FieldRow, rows_of
from xiezhi.web.components.marks import numbers

register = template.Library()


@register.simple_tag
def field_rows(text: Any) -> tuple[FieldRow, ...]:
    """The fields of a text view, in order, each with the sign that its span carries."""
    return rows_of(text.fields, numbers(text.spans, len(text.content)))
