"""Objections to a decision of the chief (意见 28) and their answer; execution waits for it."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.deciders import is_chief
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import ObjectionState, State
from xiezhi.law.undoing import executed, undone

REPLIES = ("change", "maintain", "execute_now")


def unanswered(state: State, matter: str | None) -> ObjectionState | None:
    """The objection that still waits for the chief, if any."""
    return next((o for o in state.objections if o.matter == matter and o.reply is None), None)


def check_object(context: Context, state: State, act: Act) -> list[Refusal]:
    """Only the team, only against another's decision, only before execution."""
    cite = context.article("objection")
    matter = state.matters.get(str(act.data.get("matter", "")))
    if matter is None or matter.decision is None:
        return [not_now("object.none", "该事项没有决定", "作出决定后才可以提出异议", cite)]
    found = []
    if act.by not in state.prosecutors:
        reason = "执行决定的承办检察官可以提出异议"
        found.append(not_you("object.stranger", reason, "由承办检察官提出", cite))
    if matter.decision.by == act.by:
        reason = "这是你本人作出的决定"
        cure = "认为决定有错误的，报请检察长处理"
        found.append(not_you("object.own", reason, cure, cite))
    if executed(state, matter.key):
        reason = "决定已经开始执行（文书已签发），异议应当在执行之前提出"
        cure = "书面向检察长报告；是否免责由人工审查，不自动认定"
        found.append(not_now("object.late", reason, cure, cite))
    if unanswered(state, matter.key):
        found.append(not_now("object.pending", "已有异议在等待答复", "等待检察长答复", cite))
    return found


def form_object(context: Context, _state: State, act: Act) -> list[Refusal]:
    """An objection gives its reasons."""
    if act.data.get("reasons"):
        return []
    cite = context.article("objection")
    return [lacks("reasons", "异议的理由", "检察长据此决定改变、不改变或者立即执行", cite)]


def raise_objection(_context: Context, state: State, act: Act) -> State:
    """Put the objection on file; immutable."""
    matter, reasons = str(act.data["matter"]), str(act.data["reasons"])
    objection = ObjectionState(matter, act.by, reasons, act.at)
    return replace(state, objections=(*state.objections, objection))


def check_answer(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief, or who decided in the chief's place, answers a pending objection."""
    cite = context.article("objection")
    found = []
    if not is_chief(state, act):
        reason = "异议由检察长答复"
        found.append(not_you("answer.not_chief", reason, "由检察长答复", cite))
    if unanswered(state, act.data.get("matter")) is None:
        found.append(not_now("answer.none", "该事项没有等待答复的异议", "无需答复", cite))
    return found


def form_answer(context: Context, _state: State, act: Act) -> list[Refusal]:
    """One of three answers."""
    if act.data.get("reply") in REPLIES:
        return []
    reason = f"答复「{act.data.get('reply')}」无效"
    cure = "应为：改变决定、不改变决定、要求立即执行"
    return [not_now("answer.reply", reason, cure, context.article("objection"))]


def answer(context: Context, state: State, act: Act) -> State:
    """Record the answer; ``change`` revokes the decision, and who made it decides again.

    What the committee decided the chief does not change alone: it goes back to it (意见 11).
    """
    key, reply = str(act.data["matter"]), str(act.data["reply"])
    objections = tuple(
        replace(o, reply=reply, replied_by=act.by, replied_at=act.at)
        if o.matter == key and o.reply is None
        else o
        for o in state.objections
    )
    state = replace(state, objections=objections)
    if reply != "change":
        return state
    made = state.matters[key].decision
    of_committee = made is not None and made.level == "committee"
    of_committee &= context.article("committee_reconsiders") is not None
    return undone(state, state.matters[key], "to_committee" if of_committee else "to_chief")
