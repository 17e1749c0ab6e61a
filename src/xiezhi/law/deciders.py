"""Whether this person may decide a matter of this authority (DT-2.7 - 2.13, 2.16, 2.17)."""

from __future__ import annotations

from xiezhi.law.acts import Act, Actor
from xiezhi.law.authority import Authority, covers
from xiezhi.law.context import Context
from xiezhi.law.organisation import HANDLER, LEADING_POSTS
from xiezhi.law.refusals import Refusal, not_you
from xiezhi.law.state import State

LEVEL_LABELS = {"prosecutor": "检察官", "chief": "检察长", "committee": "检察委员会"}
PROSECUTING = ("prosecutor", HANDLER)  # the capacities of who handles a case
DEPUTIES = ("deputy_chief", "full_time_member")  # 意见 46


def is_chief(state: State, act: Act) -> bool:
    """Whether the act is done as chief, by delegation, or in place of a chief who has recused."""
    delegated = act.capacity in DEPUTIES and bool(act.data.get("by_delegation"))
    return act.capacity == "chief" or delegated or stands_in(state, act)


def stands_in(state: State, act: Act) -> bool:
    """Whether a deputy acts because the chief has recused (规则 29: the deputy presides)."""
    return act.capacity == "deputy_chief" and state.is_without("chief")


def leads_department(state: State, act: Act) -> bool:
    """Whether the act is done as head, or by a deputy in place of a head who has recused."""
    instead = act.capacity == "deputy_chief" and state.is_without("department_head")
    return act.capacity == "department_head" or instead


def check_decider(context: Context, state: State, authority: Authority, act: Act) -> list[Refusal]:
    """Refusals of the person as decider, from the capacity and what the act claims."""
    if authority.level == "committee":
        label = f"「{authority.label}」应当提请检察委员会讨论决定"
        cure = "经部门负责人审核后报检察长，由检察长提交检察委员会"
        return [not_you("decide.committee_required", label, cure, authority.citation)]
    if act.capacity == "department_head":
        reason = "业务部门负责人审核案件，不作决定；检察长的职权不能委托业务部门负责人行使"
        cure = f"由{LEVEL_LABELS[authority.level]}决定"
        return [not_you("decide.head", reason, cure, context.article("delegation"))]
    if act.capacity == "chief" or stands_in(state, act):
        return []
    if act.capacity in DEPUTIES and act.by != state.handler:
        return _check_deputy(context, authority, act)
    if act.by != state.handler:
        reason = f"{LEVEL_LABELS[authority.level]}职权内的事项由承办检察官决定"
        return [
            not_you("decide.not_handler", reason, "由承办检察官或者检察长决定", authority.citation)
        ]
    if authority.level == "prosecutor":
        return []
    return _check_entrusted(context, authority, act)


def _check_deputy(context: Context, authority: Authority, act: Act) -> list[Refusal]:
    cite = context.article("delegation")
    if not act.data.get("by_delegation"):
        reason = "副检察长、专职委员在检察长委托的范围内行使检察长职权"
        cure = "由检察长委托后以「受委托」作出，或者由检察长决定"
        return [not_you("decide.not_delegated", reason, cure, cite)]
    if not authority.delegable:
        reason = f"「{authority.label}」不能委托他人决定"
        return [not_you("decide.not_delegable", reason, "由检察长本人决定", authority.citation)]
    return []


def _check_entrusted(_context: Context, authority: Authority, act: Act) -> list[Refusal]:
    if authority.entrustable and act.data.get("by_delegation"):
        return []
    reason = f"「{authority.label}」由检察长决定"
    cure = "提出处理意见，经部门负责人审核后报检察长决定"
    if authority.entrustable:
        cure += "；检察长已委托你决定的，勾选「受检察长委托」"
    return [not_you("decide.chief_required", reason, cure, authority.citation)]


def held_for(capacity: str, actor: Actor) -> tuple[str, ...]:
    """The delegations that count in a capacity: never the other kind's (意见 46; 意见 14)."""
    return actor.entrusted if capacity in PROSECUTING else actor.delegations


def check_delegation(
    context: Context, authority: Authority, act: Act, actor: Actor
) -> list[Refusal]:
    """Whether the delegation claimed is one this person holds now, in scope (意见 46, 14)."""
    if not act.data.get("by_delegation") or act.capacity == "chief":
        return []
    cite = context.article("delegation")
    if act.capacity not in (*LEADING_POSTS, *PROSECUTING):
        reason = "检察长的职权可以委托副检察长、检察委员会专职委员行使，不能委托其他人员"
        return [not_you("delegation.receiver", reason, "由检察长决定", cite)]
    kept = held_for(act.capacity, actor)
    broad = act.capacity in PROSECUTING and "*" in kept
    if not covers(kept, authority.matter) or broad:
        held = "、".join(kept) or "无"
        reason = f"你现在没有检察长对「{authority.label}」的有效委托（现有委托：{held}）"
        cure = f"请检察长办理委托（{authority.matter}），或者报检察长决定"
        return [not_you("delegation.scope", reason, cure, cite)]
    return []
