"""Deciding (DT-2, DT-5): submitting, the chief's instruction, the committee's vote, the decision.

Every decision has exactly one decider: a person, or the committee.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.authority import Authority, raised
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciders import check_decider, is_chief, stands_in
from xiezhi.law.matters import find_matter, new_matter, put, unheard, unsigned_refusal
from xiezhi.law.moving import check_fields, check_move, make_move
from xiezhi.law.organisation import check_enough
from xiezhi.law.procedure_rules import Move
from xiezhi.law.refusals import Refusal, Refused, not_now
from xiezhi.law.ruling_day import changed_between, ruling_day
from xiezhi.law.state import DecisionState, MatterState, Note, Standing, State
from xiezhi.law.undoing import executed, revoked, undone

COMMITTEE = "committee"


def authority_for(
    context: Context, state: State, move: Move, matter: MatterState | None, act: Act
) -> Authority:
    """Who decides this move: by default the rules in force at the decision, raised by the way."""
    subject = matter.subject if matter else act.data.get("subject")
    assert move.authority is not None
    authority = context.authority(move.authority, state, subject, ruling_day(context, matter, act))
    if matter is not None and matter.forced is not None:
        return raised(authority, matter.forced.level, matter.forced)
    return authority


def matter_of(context: Context, state: State, act: Act) -> MatterState | None:
    """The matter an act means, by key, else the open one of its move and party.

    An unknown key is no way round an open matter and the steps it has taken.
    """
    known = state.matters.get(str(act.data.get("matter") or ""))
    if known is not None:
        return known
    move = context.procedure.move(str(act.data.get("do", "")))
    return find_matter(state, move.matter_group, act.data.get("subject")) if move else None


def may_take_over(context: Context, state: State, matter: MatterState, act: Act) -> bool:
    """Whether the chief decides directly what a prosecutor decided, before it is executed."""
    reviews = bool(context.article("reviews_decided")) and is_chief(state, act)
    return reviews and by_prosecutor(matter) and not executed(state, matter.key)


def by_prosecutor(matter: MatterState) -> bool:
    """Whether a prosecutor decided it, in own power or entrusted: the chief may review it."""
    return matter.decision is not None and matter.decision.level == "prosecutor"


def check_decide(context: Context, state: State, act: Act) -> list[Refusal]:
    """The decision by who may decide, after the way the rules ask for (意见 6, 8, 24)."""
    move = context.procedure.move(str(act.data.get("do", "")))
    if move is None or not move.authority:
        reason = f"「{act.data.get('do')}」不是需要决定的事项"
        return [not_now("decide.unknown", reason, "选择本程序中需要决定的事项")]
    matter = matter_of(context, state, act)
    if matter is not None and may_take_over(context, state, matter, act):
        state = undone(state, matter, "to_chief")
        matter = state.matters[matter.key]
    found = _check_matter(context, state, move, matter, act)
    if found:
        return found
    try:
        authority = authority_for(context, state, move, matter, act)
    except Refused as refused:
        return list(refused.refusals)
    found = check_decider(context, state, authority, act)
    found += _check_way(context, state, authority, matter, act)
    found += _check_approvals(authority, matter)
    subject = matter.subject if matter else act.data.get("subject")
    return found + check_move(context, state, move, subject, day_of(act))


def _check_matter(
    context: Context, state: State, move: Move, matter: MatterState | None, _act: Act
) -> list[Refusal]:
    if state.handler is None:
        return [not_now("handler.none", "尚未分案，没有承办检察官", "先分案")]
    if matter is None:
        return []
    if matter.status == "decided":
        return [not_now("matter.decided", "该事项已经作出决定", "对决定有异议的，提出异议")]
    if move.matter_group != matter.group:
        reason = f"「{move.label}」不是该事项可以选择的处理"
        return [not_now("decide.group", reason, "在同一事项的各种处理中选择")]
    return unsigned_refusal(context, matter)


def _check_way(
    context: Context, state: State, authority: Authority, matter: MatterState | None, act: Act
) -> list[Refusal]:
    """Whether the steps before the decision were taken."""
    if matter is None or matter.opinion is None:
        return _check_unproposed(context, state, authority, matter, act)
    own = act.by == state.handler
    short = check_enough(context, state) if own else []
    if short:
        return short
    if is_chief(state, act) and (own or authority.level == "prosecutor"):
        return []
    if is_chief(state, act):
        if matter.status == "to_chief":
            return []
        reason = "案件尚未经部门负责人审核并报送检察长"
        cure = "由部门负责人审核后报检察长决定"
        return [not_now("decide.not_submitted", reason, cure, context.article("path"))]
    if matter.must_go_to_chief:
        reason = "检察官处理意见与检察官联席会议多数检察官意见不一致，应当报检察长决定"
        cure = "由业务部门负责人将两种意见一并报检察长决定"
        cite = context.article("majority_differs")
        return [not_now("decide.majority_differs", reason, cure, cite)]
    agreed = _head_agreed(matter)
    if authority.head_review and not agreed:
        reason = f"「{authority.label}」在部门负责人的审核范围内，尚未审核同意"
        cure = "由经授权的部门负责人审核"
        return [not_now("decide.not_reviewed", reason, cure, authority.review_citation)]
    if matter.status != "proposed" and not agreed:
        reason = "该事项正在重新审查、补充材料或者报送之中"
        return [not_now("decide.status", reason, "重新提出处理意见，或者等待检察长决定")]
    if own and act.data.get("do") != matter.do:
        reason = "决定与你提出的处理意见不一致"
        return [not_now("decide.other_than_opinion", reason, "先提出新的处理意见")]
    return []


def _head_agreed(matter: MatterState) -> bool:
    """Whether the head agreed and nothing since has taken the matter elsewhere."""
    standing = matter.status == "agreed" or (matter.status == "to_chief" and not matter.forced)
    return standing and bool(matter.reviews) and matter.reviews[-1].result == "agree"


def _check_unproposed(
    context: Context, state: State, authority: Authority, matter: MatterState | None, act: Act
) -> list[Refusal]:
    if matter is not None and matter.decisions and is_chief(state, act):
        return []
    if act.by != state.handler:
        reason = "承办检察官尚未提出处理意见"
        cure = "由承办检察官提出处理意见，经部门负责人审核后报送"
        return [not_now("decide.no_opinion", reason, cure, context.article("path"))]
    found = check_enough(context, state) + [
        not_now(
            "decide.unheard",
            f"主办检察官作出决定前，应当听取办案组检察官 {person} 的意见",
            f"先记录 {person} 的意见",
            context.article("hear_team"),
        )
        for person in unheard(state, matter)
    ]
    if authority.head_review and act.capacity != "chief":
        reason = f"「{authority.label}」应当先经部门负责人审核"
        cure = "先提出处理意见，由部门负责人审核"
        found.append(not_now("decide.not_reviewed", reason, cure, authority.review_citation))
    return found


def _check_approvals(authority: Authority, matter: MatterState | None) -> list[Refusal]:
    orders = {o.kind for o in matter.orders} if matter else set()
    return [
        not_now(
            "decide.superior_approval",
            f"「{authority.label}」应当先报上级人民检察院：{approval.label}",
            "由检察长报送上级人民检察院，收到批准后再作决定",
            approval.citation,
        )
        for approval in authority.approvals
        if not approval.filing_only and "approve" not in orders
    ]


def form_decide(context: Context, state: State, act: Act) -> list[Refusal]:
    """The move's fields: from the decision, else from the opinion it follows."""
    move = context.procedure.move(str(act.data.get("do", "")))
    assert move is not None
    matter = matter_of(context, state, act)
    subject = matter.subject if matter else act.data.get("subject")
    return check_fields(context, state, move, subject, _fields(matter, move, act))


def _fields(matter: MatterState | None, move: Move, act: Act) -> dict[str, object]:
    known: dict[str, object] = {}
    if matter is not None and matter.opinion is not None and matter.opinion.do == move.do:
        known = dict(matter.opinion.fields)
    return {**known, **(act.data.get("fields") or {})}


def decide(context: Context, state: State, act: Act) -> State:
    """Decide: one decider, the rule and its version, then the move itself."""
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    matter = matter_of(context, state, act)
    if matter is not None and may_take_over(context, state, matter, act):
        state = undone(state, matter, "to_chief")
        matter = state.matters[matter.key]
    authority = authority_for(context, state, move, matter, act)
    if matter is None:
        matter = new_matter(state, move, act.data.get("subject"), authority, act)
    level = "chief" if is_chief(state, act) else authority.level
    if act.by == state.handler and not is_chief(state, act):
        level = "prosecutor"
    decision = DecisionState(
        do=move.do,
        by=act.by,
        level=level,
        at=act.at,
        rule=authority.rule,
        by_delegation=bool(act.data.get("by_delegation")),
        fields=MappingProxyType(_fields(matter, move, act)),
        reasons=str(act.data.get("reasons") or ""),
    )
    return conclude(context, state, matter, move, authority, decision, act)


def conclude(
    context: Context,
    state: State,
    matter: MatterState,
    move: Move,
    authority: Authority,
    decision: DecisionState,
    act: Act,
) -> State:
    """Store the decision and where everything stood, undo what it revokes, make the move."""
    notes = [*matter.notes, *changed_between(context, matter, authority, act)]
    for out in (ground for ground in authority.grounds if ground.overruled):
        text = f"「{out.label or out.rule}」与本意见不一致，不适用；适用 {authority.rule}"
        notes.append(Note(act.at, text, context.article("conflict")))
    if act.by == state.handler and act.capacity == "chief" and authority.level == "chief":
        silent = context.setting("chief_as_handler")
        text = f"检察长承办并决定，未经部门负责人审核（文本未规定，按默认口径：{silent.label}）"
        notes.append(Note(act.at, text, silent.citation, False))
    if stands_in(state, act):
        silent = context.setting("chief_recused")
        text = f"检察长已回避，由副检察长决定（文本未规定，按默认口径：{silent.label}）"
        notes.append(Note(act.at, text, silent.citation, False))
    before = Standing(state.stage, state.stage_of, state.clocks)
    matter = replace(
        matter,
        status="decided",
        authority=authority,
        level=decision.level,
        decisions=(*matter.decisions, decision),
        notes=tuple(notes),
        before=before,
        since=act.at,
    )
    state = put(_revoked_groups(state, move, matter.subject), matter)
    data = {**act.data, "subject": matter.subject, "fields": dict(decision.fields)}
    return make_move(context, state, move, replace(act, data=data), matter.key)


def _revoked_groups(state: State, move: Move, subject: str | None) -> State:
    """Mark decisions of the groups this move revokes, e.g. one changed on reconsideration."""
    for matter in tuple(state.matters.values()):
        if matter.group in move.revokes and matter.subject == subject and matter.decision:
            state = put(state, revoked(matter))
    return state
