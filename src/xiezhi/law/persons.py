"""Whether this person may do this kind of act: duty list, review authorisation, delegation."""

from __future__ import annotations

from xiezhi.law.acts import Act, Actor
from xiezhi.law.authority import Authority, covers
from xiezhi.law.auxiliaries import check_auxiliary
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciders import check_delegation
from xiezhi.law.deciding import authority_for, matter_of
from xiezhi.law.organisation import HANDLER, PROSECUTORS, check_head
from xiezhi.law.refusals import Refusal, Refused, not_you
from xiezhi.law.state import State
from xiezhi.law.timing import extension_of

DUTIES = "responsibility.duties"
ROLE_LABELS = {
    "chief": "检察长",
    "deputy_chief": "副检察长",
    "committee_member": "检察委员会委员",
    "full_time_member": "检察委员会专职委员",
    "department_head": "业务部门负责人",
    "prosecutor": "检察官",
    "assistant": "检察官助理",
    "clerk": "书记员",
    "technician": "检察技术人员",
    "judicial_police": "司法警察",
    "case_management": "案件管理部门",
    "inspection": "检务督察部门",
    "analyst": "监督数据分析人员",
    "resident_prosecutor": "派驻检察官",
    "administrator": "系统管理员",
    "handler": "承办检察官",
    "team": "本件办案人员",
}


def allowed_roles(context: Context, act: Act) -> tuple[str, ...]:
    """The roles of the duty list for this act; a move names its own. ``*`` is anybody."""
    return allowed_for(context, act.kind, str(act.data.get("do", "")))


def allowed_for(context: Context, kind: str, do: str) -> tuple[str, ...]:
    """The roles of the duty list for a kind of act; for ``move`` those that the move names."""
    move = context.procedure.move(do) if kind == "move" else None
    if move is not None:
        return move.who
    return tuple(context.pack.authority[DUTIES].codes.get(kind, "").split())


def handles(state: State, actor: Actor) -> bool:
    """Whether somebody handles this proceeding now, and has a prosecutor's status to do so."""
    return actor.code in state.prosecutors and bool(actor.roles & PROSECUTORS)


def handling_capacity(state: State, actor: Actor) -> str:
    """The capacity of an act of handling: the prosecutor's post, else `handler`; empty: neither.

    A committee member or a head who handles does so as the case's prosecutor (意见 10), not as
    a member of the committee or as head.
    """
    if not handles(state, actor):
        return ""
    return "prosecutor" if "prosecutor" in actor.roles else HANDLER


def check_person(context: Context, state: State, act: Act, actor: Actor) -> list[Refusal]:
    """Refusals (403) of this person for this act."""
    allowed = allowed_roles(context, act)
    if not _is_one_of(state, act, allowed):
        names = "、".join(ROLE_LABELS.get(r, r) for r in allowed) or "有权的人"
        duty = context.pack.authority[DUTIES].articles.get(act.kind)
        cite = duty.citation if duty else None
        reason = f"这一行为由{names}办理，你现以{ROLE_LABELS.get(act.capacity, act.capacity)}身份"
        return [not_you("person.duty", reason, f"由{names}办理", cite)]
    found = check_auxiliary(context, state, act)
    if act.kind in ("review", "hold_meeting") and act.capacity == "department_head":
        found += check_head(context, actor.roles)
    if act.kind == "review" and not _may_review(state, act, actor):
        reason = "没有检察长对这类事项的审核授权，不能审核案件和法律文书"
        cite = context.article("head_authorised")
        found.append(not_you("review.not_authorised", reason, "请检察长办理审核授权", cite))
    if act.data.get("by_delegation"):
        authority = _authority(context, state, act)
        if authority is not None:
            found += check_delegation(context, authority, act, actor)
        elif act.kind == "recuse" and act.capacity != "chief" and "*" not in actor.delegations:
            reason = "你现在没有检察长对回避决定的有效委托"
            cite = context.article("delegation")
            found.append(not_you("delegation.scope", reason, "报检察长决定", cite))
    return found


def _may_review(state: State, act: Act, actor: Actor) -> bool:
    """Whether the chief authorised this person to review, everything or this kind of matter."""
    matter = state.matters.get(str(act.data.get("matter", "")))
    kind = matter.authority.matter if matter else ""
    return actor.review_authorised or covers(actor.reviewable, kind)


def _is_one_of(state: State, act: Act, allowed: tuple[str, ...]) -> bool:
    if "*" in allowed or (act.capacity in allowed and act.capacity != HANDLER):
        return True
    if "handler" in allowed and act.by in (state.handler, state.members.get("handler")):
        return act.by in state.on_team
    if "handler" in allowed and act.kind == "move":
        return act.by in state.prosecutors
    return "team" in allowed and act.by in state.on_team


def _authority(context: Context, state: State, act: Act) -> Authority | None:
    try:
        if act.kind == "extend":
            clock = state.clock(str(act.data.get("clock", "")))
            extension = (
                extension_of(context, clock, str(act.data.get("extension", ""))) if clock else None
            )
            if extension is None or extension.authority is None or clock is None:
                return None
            return context.authority(extension.authority, state, clock.subject, day_of(act))
        move = context.procedure.move(str(act.data.get("do", "")))
        matter = matter_of(context, state, act)
        if move is not None and move.authority:
            return authority_for(context, state, move, matter, act)
        return matter.authority if matter is not None else None
    except Refused:
        return None  # the check of the state says what is missing
