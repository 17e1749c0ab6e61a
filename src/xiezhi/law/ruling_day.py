"""Rules that change between the opinion and the decision: whose day counts, and both are told.

By default the rules in force at the decision; the text is silent, so it is a setting.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from xiezhi.law.authority import raised
from xiezhi.law.context import SHANGHAI, day_of
from xiezhi.law.state import Note

if TYPE_CHECKING:
    from xiezhi.law.acts import Act
    from xiezhi.law.authority import Authority
    from xiezhi.law.authority_rules import Setting
    from xiezhi.law.context import Context
    from xiezhi.law.state import MatterState

LISTS = "responsibility.lists"  # the authority entry with the articles and defaults of power lists
DAYS = {"decision": "决定日", "proposal": "提出意见日"}


def ruling_day(context: Context, matter: MatterState | None, act: Act) -> date:
    """The day whose rules say who decides: the act's, or the opinion's where so configured."""
    silent = _setting(context)
    if silent is None or silent.value != "proposal" or matter is None or matter.opinion is None:
        return day_of(act)
    return matter.opinion.at.astimezone(SHANGHAI).date()


def changed_between(
    context: Context, matter: MatterState, decided: Authority, act: Act
) -> tuple[Note, ...]:
    """The note of rules changed between opinion and decision, with both versions; or none."""
    proposed = matter.opinion.authority if matter.opinion else None
    if proposed is not None and matter.forced is not None:
        proposed = raised(proposed, matter.forced.level, matter.forced)
    if proposed is None or proposed.under == decided.under:
        return ()
    silent = _setting(context)
    applied = DAYS[str(silent.value)] if silent else DAYS["decision"]
    text = f"提出意见时适用 {told(proposed)}，决定时适用 {told(decided)}"
    text += f"；按{applied}有效的规则（文本未规定，按默认口径）"
    return (Note(act.at, text, silent.citation if silent else decided.citation, False),)


def told(authority: Authority) -> str:
    """The rule that says who decides, the level, and the versions of the lists in words."""
    from xiezhi.law.deciders import LEVEL_LABELS

    lists = "、".join(one.said for one in authority.lists)
    level = LEVEL_LABELS[authority.level]
    return f"{authority.rule}（由{level}决定）" + (f"，{lists}" if lists else "")


def _setting(context: Context) -> Setting | None:
    rule = context.pack.authority.get(LISTS)
    return rule.settings.get("rule_day") if rule else None
