"""`{% load case_tabs %}`: the tabs below a case, also on the pages of rooms above."""

from typing import Any
from uuid import UUID

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()
# tab, label, name of the page of a room above (empty: casework's own)
TABS = (
    ("papers", _("文书"), ""),
    ("opinions", _("意见与决定"), ""),
    ("evidence", _("证据"), "case-evidence"),
    ("timeline", _("时间线"), ""),
    ("ledger", _("账本"), ""),
)


@register.inclusion_tag("casework/parts/tabs.html")
def case_tabs(
    proceeding_id: UUID, current: str, papers: int | None = None, entries: int | None = None
) -> dict[str, Any]:
    """The tabs of a proceeding; each is a page of its own and a part that htmx swaps in."""
    counts = {"papers": papers, "ledger": entries}
    home = reverse("case-page", args=[proceeding_id])
    tabs = []
    for name, label, above in TABS:
        url = _address(above, proceeding_id)
        if above and not url:
            continue
        tabs.append(
            {
                "label": label,
                "url": url or reverse("case-material", args=[proceeding_id, name]),
                "page_url": url or f"{home}?tab={name}",
                "current": name == current,
                "count": counts.get(name),
            }
        )
    return {"tabs": tabs}


def _address(name: str, proceeding_id: UUID) -> str:
    try:
        return reverse(name, args=[proceeding_id]) if name else ""
    except NoReverseMatch:
        return ""
