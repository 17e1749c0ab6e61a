"""What a superior procuratorate answers and orders (DT-6; 意见 21, 32, 规则 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from xiezhi.law.acts import Act, date_in
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciding import authority_for, conclude
from xiezhi.law.matters import put
from xiezhi.law.moving import check_move
from xiezhi.law.refusals import Refusal, lacks, not_now
from xiezhi.law.state import DecisionState, MatterState, OrderState, State
from xiezhi.law.undoing import undone

ANSWERS = ("approve", "refuse")
ORDERS = ("correct", "revoke", "change")
RULING = "decide"  # on a matter in which the chief disagrees with the committee (组织法 32)
SUPERIOR = "superior"
ORDERED = "order"  # the vote for an order in a session of the superior's committee


def check_order(_context: Context, state: State, act: Act) -> list[Refusal]:
    """An answer needs a matter sent up; an order needs a decision to act upon."""
    matter = state.matters.get(str(act.data.get("matter", "")))
    if not act.data.get("kind"):
        ready = any(m.status == "to_superior" or m.decision for m in state.matters.values())
        nothing = not_now("order.none", "没有报送上级或者已经决定的事项", "先报送上级人民检察院")
        return [] if ready else [nothing]
    if matter is None:
        return [not_now("matter.none", "没有这一事项", "选择事项")]
    if act.data["kind"] in ANSWERS and matter.status != "to_superior":
        reason = "该事项没有报送上级人民检察院"
        return [not_now("order.not_sent", reason, "由检察长报送上级人民检察院后再登记批复")]
    if act.data["kind"] == RULING and not (matter.disputed and matter.status == "to_superior"):
        reason = "检察长没有就检察委员会的多数意见报请上级决定"
        return [not_now("order.not_disputed", reason, "选择批复或者指令的种类")]
    if act.data["kind"] in ANSWERS and matter.disputed:
        reason = "检察长不同意检察委员会多数意见，报请的是决定，不是批准"
        return [not_now("order.disputed", reason, "登记上级人民检察院的决定")]
    if act.data["kind"] in ORDERS and matter.decision is None:
        return [not_now("order.no_decision", "该事项没有可以纠正的决定", "核对指令所指的决定")]
    return []


def form_order(context: Context, state: State, act: Act) -> list[Refusal]:
    """Decided by the superior's chief or committee and in the unit's name, or it has no effect."""
    data, cite = act.data, context.article("superior_order")
    found = without_effect(context, data)
    if not data.get("from"):
        found.append(lacks("from", "作出指令的人民检察院", "指令须有来源", cite))
    if date_in(data.get("received_on")) is None:
        found.append(lacks("received_on", "收到日期", "执行指令自收到之日起", cite))
    if data.get("kind") in ("change", RULING):
        found += _check_change(context, state, act)
    return found


def without_effect(context: Context, data: Mapping[str, Any]) -> list[Refusal]:
    """Why an answer or order has no effect, for who receives it and for who issues it."""
    cite = context.article("superior_order")
    found = []
    if data.get("kind") not in (*ANSWERS, *ORDERS, RULING):
        cure = "应为：批准、不批准、指令纠正、撤销、变更、决定"
        found.append(not_now("order.kind", f"「{data.get('kind')}」无效", cure, cite))
    if data.get("decided_by") not in ("chief", "committee"):
        reason = "上级人民检察院的指令应当由检察长或者检察委员会决定"
        cure = "退回，请上级人民检察院补办由检察长或者检察委员会决定的手续"
        found.append(not_now("order.decider", reason, cure, cite))
    if data.get("in_unit_name") is not True:
        reason = "上级人民检察院的指令应当以人民检察院的名义作出"
        cure = "退回，请上级人民检察院以院名义作出"
        found.append(not_now("order.name", reason, cure, cite))
    return found


def _check_change(context: Context, state: State, act: Act) -> list[Refusal]:
    move = context.procedure.move(str(act.data.get("do", "")))
    matter = state.matters[str(act.data["matter"])]
    if move is None or not move.authority or move.matter_group != matter.group:
        return [lacks("do", "变更后的决定", "上级对改变的部分负责，须写明改变为什么")]
    if not act.data.get("parts_changed") and act.data["kind"] != RULING:
        return [lacks("parts_changed", "改变的部分", "上级人民检察院有关人员就改变部分负责")]
    standing = undone(state, matter, "to_superior")
    return check_move(context, standing, move, matter.subject, day_of(act))


def receive_order(context: Context, state: State, act: Act) -> State:
    """Record the answer or order; revoked reopens the matter, changed replaces the decision."""
    data, matter = act.data, state.matters[str(act.data["matter"])]
    order = OrderState(
        str(data["kind"]), str(data["from"]), str(data["decided_by"]),
        date_in(data["received_on"]), data.get("do"),
        tuple(str(p) for p in data.get("parts_changed") or ()), str(data.get("document") or ""),
    )  # fmt: skip
    matter = replace(matter, orders=(*matter.orders, order), since=act.at)
    state = replace(put(state, matter), orders=(*state.orders, order))
    if order.kind == "approve":
        return put(state, replace(matter, status="to_chief"))
    if order.kind == "refuse":
        return put(state, replace(matter, status="re_review"))
    if order.kind in ("change", RULING):
        return _changed(context, state, matter, order, act)
    return undone(state, matter, "re_review")


def _changed(
    context: Context, state: State, matter: MatterState, order: OrderState, act: Act
) -> State:
    state = undone(state, replace(matter, disputed=False), "to_superior")
    matter = state.matters[matter.key]
    move = context.procedure.move(str(order.do))
    assert move is not None
    authority = authority_for(context, state, move, matter, act)
    decision = DecisionState(
        move.do, order.unit, SUPERIOR, act.at, authority.rule, fields=MappingProxyType({})
    )
    return conclude(context, state, matter, move, authority, decision, act)


def answerable(parts_changed: tuple[str, ...], part: str) -> str:
    """Whose persons answer for a part of the outcome: ``superior`` or ``lower`` (意见 32; 6.2)."""
    return SUPERIOR if part in parts_changed else "lower"
