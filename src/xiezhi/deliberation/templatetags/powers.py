"""`{% load powers %}`: the words of the power lists' pages."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.casework.figures.words import LEVELS, act_label
from xiezhi.law.contents import shortened
from xiezhi.law.power_board import MatterRow
from xiezhi.law.power_lists import RuleInForce
from xiezhi.law.validity import InForce

register = template.Library()
NEEDS = {
    "guide": gettext_lazy("检察官指导"),
    "assigned": gettext_lazy("检察官指派或者交办"),
    "chief_approval": gettext_lazy("检察长批准"),
    "high_stage": gettext_lazy("高阶段助理"),
    "authorised": gettext_lazy("检察长授权"),
}


@register.filter
def level(name: str) -> str:
    """检察长决定 for chief."""
    return str(LEVELS.get(name, name))


@register.filter
def need(name: str) -> str:
    """What an item of duties needs besides, in words."""
    return str(NEEDS.get(name, name))


@register.filter
def act(kind: str) -> str:
    """The name of a kind of act."""
    return act_label(kind)


@register.filter
def pack(version: str) -> str:
    """A pack's version as pages show it."""
    return shortened(version)


@register.filter
def exceptions(row: MatterRow) -> list[RuleInForce]:
    """The matter's own rules under a condition; those of 意见 11 and 13 stand on a page."""
    return [one for one in row.rules.rules if one.rule.condition and one.source == row.id]


@register.simple_tag
def since(days: InForce | None) -> str:
    """自 2024-07-04 起, with its end where it has one."""
    if days is None:
        return ""
    if days.until_on is None:
        return _("自 %(from)s 起") % {"from": days.from_on}
    return _("%(from)s 起至 %(until)s 前") % {"from": days.from_on, "until": days.until_on}
