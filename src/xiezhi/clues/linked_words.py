"""By what a row of evidence was found to be of the clue's subject, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def linked_words(linked: Mapping[str, Any] | None) -> str:
    """Return the sentence under a row: its number, the weight with its parts, or a person's word.
    Empty for a row of a model that reads no links."""
    match (linked or {}).get("basis"):
        case "number":
            return _("按有效号码认定为同一对象")
        case "decided":
            return _("按人的判断认定为同一对象：%s") % (linked or {})["words"]
        case "weight":
            return _weighed(linked or {})
        case "alone":
            return _("没有号码，也没有与其他记录认定为同一对象")
    return ""


def _weighed(linked: Mapping[str, Any]) -> str:
    parts = [
        f"{label}{level} {float(bits):+.1f}"
        for label, level, bits, _counts in linked["parts"]
        if float(bits)
    ]
    given = {"sum": f"{float(linked['weight']):.1f}", "prior": f"{float(linked['prior']):.1f}",
             "parts": "；".join(parts)}  # fmt: skip
    return (
        _("没有号码，按相符的事实认定为同一对象：总权重 %(sum)s（起点 %(prior)s；%(parts)s）")
        % given
    )
